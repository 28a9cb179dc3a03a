"""The Maas and the far rivers.

The rivers of GSHHG lie a few hundred metres too far east here. Where the Maas is the border with
Belgium (the Grensmaas) we know better: the OpenStreetMap border runs down the middle of it. So the
shift is measured there, the whole Maas is moved by it, and the Grensmaas itself follows the border.
"""

import numpy as np
import shapely
from shapely.geometry import LineString, Point
from shapely.ops import linemerge, substring

from projection import to_metres

# Ends of the Grensmaas (degrees): west of Borgharen, and the point of Belgium at Thorn.
GRENSMAAS = (Point(5.6795, 50.8810), Point(5.85578, 51.14463))

# Where the parts of the Maas begin in GSHHG (level 2), upstream to downstream.
_MAAS_STARTS = ((4.755, 49.783), (5.684, 50.883), (5.856, 51.148))

# The Maas in full detail: from 20 km above Eijsden (Luik) to 20 km below Mook. Degrees.
_DETAIL_FROM, _DETAIL_TO = Point(5.5745, 50.640), Point(5.61, 51.82)

# Far rivers: (GSHHG level, first point, last point), downstream. The Rijn becomes the Waal at _FORK.
_RIJN_AND_WAAL = (1, (7.613, 50.380), (4.792, 51.797))
_NEDERRIJN = (1, (6.032, 51.875), (4.104, 51.985))
_IJSSEL = (4, (5.943, 51.952), (5.872, 52.585))
_FORK = Point(6.032, 51.875)


def _near(point, other):
    return abs(point[0] - other[0]) < 0.003 and abs(point[1] - other[1]) < 0.003


def _lines_of(pieces, level):
    merged = linemerge([line for piece_level, line in pieces if piece_level == level])
    return list(getattr(merged, "geoms", [merged]))


def _gshhg_maas(pieces):
    """The Maas of GSHHG as one line, flowing north, metres."""
    coordinates = []
    for start in _MAAS_STARTS:
        line = next(line for line in _lines_of(pieces, 2) if _near(line.coords[0], start))
        coordinates += [xy for xy in line.coords if xy[1] > 50.1]
    return to_metres(LineString(coordinates))


def _border_between(outline, start, end):
    """The part of the outline's ring from start to end: the shorter way round, metres."""
    ring = LineString(outline.exterior.coords)
    a, b = ring.project(start), ring.project(end)
    inner = substring(ring, min(a, b), max(a, b))
    outer = LineString([*substring(ring, max(a, b), ring.length).coords, *substring(ring, 0, min(a, b)).coords[1:]])
    shorter = min(inner, outer, key=lambda line: line.length)
    if Point(shorter.coords[0]).distance(start) > Point(shorter.coords[-1]).distance(start):
        shorter = shorter.reverse()
    return shorter


def _moved(line, shift):
    return shapely.transform(line, lambda xy: xy + shift)


def _measured_shift(line, border):
    """The shift (metres) that brings `line` onto `border`: iterative closest points."""
    samples = np.array([line.interpolate(d).coords[0] for d in np.arange(0, line.length, 100)])
    shift = np.zeros(2)
    for _ in range(60):
        nearest = [border.interpolate(border.project(Point(xy))).coords[0] for xy in samples + shift]
        shift += np.median(np.array(nearest) - (samples + shift), axis=0)
    return shift


def maas(pieces, national_outline):
    """The Maas in metres, flowing north; `national_outline` holds the exact border with Belgium."""
    start, end = (to_metres(point) for point in GRENSMAAS)
    border = _border_between(national_outline, start, end)
    whole = _gshhg_maas(pieces)
    shared = substring(whole, whole.project(start), whole.project(end))
    shift = _measured_shift(shared, border)
    moved = _moved(whole, shift)
    upstream = substring(moved, 0, moved.project(Point(border.coords[0])) - 450)
    downstream = substring(moved, moved.project(Point(border.coords[-1])) + 600, moved.length)
    return LineString([*upstream.coords, *border.coords, *downstream.coords]), shift


def maas_to_draw(line, window, tolerance, far_tolerance):
    """The Maas within `window`, in detail around Limburg and coarser further off: metres."""
    start, end = (line.project(to_metres(point)) for point in (_DETAIL_FROM, _DETAIL_TO))
    upstream = _from_edge(substring(line, 0, start), window)
    downstream = substring(line, end, line.length)
    parts = [upstream.simplify(far_tolerance), substring(line, start, end).simplify(tolerance), downstream.simplify(far_tolerance)]
    coordinates = [xy for part in parts for xy in part.coords]
    return LineString([xy for xy, before in zip(coordinates, [None, *coordinates]) if xy != before])


def _from_edge(line, window):
    """What follows the last time that a line enters `window`."""
    coordinates = list(line.coords)
    last = max((i for i, xy in enumerate(coordinates) if not window.contains(Point(xy))), default=-1)
    if last < 0:
        return line
    entry = LineString(coordinates[last : last + 2]).intersection(window).coords[0]
    return LineString([entry, *coordinates[last + 1 :]])


def far_rivers(pieces, window):
    """Rijn, Waal, Nederrijn, IJssel as (name, line), metres, cut to `window`; not moved."""
    rijn_and_waal = _chain(pieces, *_RIJN_AND_WAAL)
    fork = rijn_and_waal.project(_FORK)
    lines = (
        ("Rijn", substring(rijn_and_waal, 0, fork)),
        ("Waal", substring(rijn_and_waal, fork, rijn_and_waal.length)),
        ("Nederrijn", _chain(pieces, *_NEDERRIJN)),
        ("IJssel", _chain(pieces, *_IJSSEL)),
    )
    clipped = [(name, to_metres(line).intersection(window)) for name, line in lines]
    return [(name, max(getattr(line, "geoms", [line]), key=lambda part: part.length)) for name, line in clipped]


def _chain(pieces, level, start, end):
    """Join the lines of one level, each beginning where the last one ended, from `start` to `end`."""
    lines = _lines_of(pieces, level)
    lines += [line.reverse() for line in lines]
    coordinates, here = [], start
    while not _near(here, end):
        # Never straight back: of the lines that begin here, the one whose end is farthest.
        starting = [line for line in lines if _near(line.coords[0], here) and not set(line.coords) & set(coordinates[:-1])]
        following = max(starting, key=lambda line: Point(line.coords[-1]).distance(Point(start)))
        coordinates += following.coords
        here = following.coords[-1]
    return LineString(coordinates)
