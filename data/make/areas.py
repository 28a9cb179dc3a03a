"""The outline of Limburg, its municipalities by approximation, and the muted neighbours."""

import numpy as np
import shapely
from shapely.geometry import LineString, MultiPoint, Point
from shapely.ops import linemerge, polygonize, substring, unary_union

from projection import to_metres

# The Maas is the border with Noord-Brabant between these points (degrees): near Mook and near Vierlingsbeek.
MAAS_BORDER = (Point(5.8640, 51.7575), Point(6.0400, 51.5660))

# The Maas is the border of Gelderland and Noord-Brabant between these points (degrees): below Mook and near Heusden.
MAAS_GELDERLAND = (Point(5.8620, 51.7590), Point(5.1300, 51.7300))

# A point in Limburg that no border comes near: Blerick.
_IN_LIMBURG = Point(6.14, 51.37)


def _parts(geometry):
    return [part for part in getattr(geometry, "geoms", [geometry]) if part.area > 0]


def _extended(coordinates, metres):
    """Lengthen a line at its end."""
    (ax, ay), (bx, by) = coordinates[-2:]
    factor = metres / np.hypot(bx - ax, by - ay)
    return [*coordinates, (bx + (bx - ax) * factor, by + (by - ay) * factor)]


def provincial_line(border_pieces, maas):
    """The border with Gelderland and Noord-Brabant, metres, both ends 6 km beyond the national border.

    Natural Earth, but the Maas itself where the Maas is the border.
    """
    line = to_metres(linemerge(border_pieces))
    north, south = (to_metres(point) for point in MAAS_BORDER)
    if line.project(north) > line.project(south):
        line = line.reverse()
    before = substring(line, 0, line.project(north))
    after = substring(line, line.project(south), line.length)
    river = substring(maas, maas.project(south), maas.project(north)).reverse()
    coordinates = [*before.coords[:-1], *river.coords, *after.coords[1:]]
    return LineString(_extended(_extended(coordinates, 6000)[::-1], 6000)[::-1])


def limburg(netherlands, line):
    """The province: the part of the Netherlands (metres) that `line` cuts off."""
    faces = polygonize(unary_union([netherlands.boundary, line]))
    blerick = to_metres(_IN_LIMBURG)
    return next(face for face in faces if face.contains(blerick))


def _banks(outline, maas):
    """Cut the outline along the Maas."""
    return list(polygonize(unary_union([outline.boundary, maas.intersection(outline)])))


def _cells(bank, points):
    """Voronoi cells of labelled points ((x, y) -> label) within one bank: label -> polygon."""
    inside = {xy: label for xy, label in points.items() if bank.contains(Point(xy))}
    if not inside:
        return {}
    if len(inside) == 1:
        return {label: bank for label in inside.values()}
    cells = shapely.voronoi_polygons(MultiPoint(sorted(inside)), extend_to=bank, ordered=True)
    grouped = {}
    for xy, cell in zip(sorted(inside), cells.geoms):
        grouped.setdefault(inside[xy], []).append(cell)
    return {label: unary_union(group).intersection(bank) for label, group in grouped.items()}


def _faces(polygons, *lines):
    """The faces of all boundaries and lines together, noded on a grid of 1 cm."""
    edges = [polygon.boundary for polygon in polygons]
    return list(polygonize(shapely.union_all([*edges, *lines], grid_size=0.01)))


def _is_left(line, spot):
    """Is a point left of a line, looking along it?"""
    along = line.project(spot)
    a, b = line.interpolate(along - 50), line.interpolate(along + 50)
    return (b.x - a.x) * (spot.y - a.y) > (b.y - a.y) * (spot.x - a.x)


def _shared_length(a, b):
    return a.boundary.intersection(b.boundary).length


def _absorb(labelled, is_loose):
    """Give each loose face to the labelled neighbour it shares most border with."""
    kept = [(label, face) for label, face in labelled if not is_loose(label, face)]
    loose = [face for label, face in labelled if is_loose(label, face)]
    while loose:
        scored = [
            (max((_shared_length(face, other), -index) for index, (_, other) in enumerate(kept)), number)
            for number, face in enumerate(loose)
        ]
        (length, index), number = max(scored)
        assert length > 0, "a face without neighbours"
        kept.append((kept[-index][0], loose.pop(number)))
    return kept


def municipalities(outline, maas, points):
    """Label -> polygon, tiling `outline`: Voronoi cells per bank of the Maas, dissolved per municipality.

    `points`: (x, y) in metres -> municipality.
    """
    coloured = []
    for bank in _banks(outline, maas):
        coloured += list(_cells(bank, points).items()) or [(None, bank)]
    centres = [Point(xy) for xy in points]

    def label_of(face):
        spot = face.representative_point()
        return next((label for label, area in coloured if area.contains(spot)), None)

    faces = [(label_of(face), face) for face in _faces([area for _, area in coloured])]
    tree = shapely.STRtree(centres)

    def is_loose(label, face):
        return label is None or (face.area < 2e6 and len(tree.query(face, predicate="contains")) == 0)

    return _dissolve(_absorb(faces, is_loose))


def _dissolve(labelled):
    """Join the faces of each label: label -> polygon, by label."""
    grouped = {}
    for label, face in labelled:
        grouped.setdefault(label, []).append(face)
    return {label: shapely.coverage_union_all(grouped[label]) for label in sorted(grouped)}


def _chaikin(coordinates, rounds):
    """Round the corners of a line, ends fixed."""
    for _ in range(rounds):
        a, b = np.asarray(coordinates[:-1]), np.asarray(coordinates[1:])
        cut = np.stack((0.75 * a + 0.25 * b, 0.25 * a + 0.75 * b), axis=1).reshape(-1, 2)
        coordinates = np.vstack((coordinates[0], cut[1:-1], coordinates[-1]))
    return coordinates


def smooth(coverage, maas, inner_tolerance):
    """Smooth the borders between areas, not the outline nor the Maas; shared borders stay shared."""
    labels, polygons = list(coverage), list(coverage.values())
    polygons = list(shapely.coverage_simplify(polygons, inner_tolerance, simplify_boundary=False))
    outline = shapely.coverage_union_all(polygons).boundary.buffer(1)
    river = maas.buffer(60)
    arcs = linemerge(unary_union([polygon.boundary for polygon in polygons]))
    lines = []
    for arc in arcs.geoms:
        fixed = outline.contains(arc) or arc.intersection(river).length > 0.6 * arc.length
        lines.append(arc if fixed else LineString(_chaikin(np.asarray(arc.coords), 2)))
    labelled = []
    for face in polygonize(unary_union(lines)):
        overlap = [face.intersection(polygon).area for polygon in polygons]
        labelled.append((labels[int(np.argmax(overlap))], face))
    return _dissolve(labelled)


def simplify(coverage, tolerance):
    """Simplify all borders of a coverage alike, outline too."""
    return dict(zip(coverage, shapely.coverage_simplify(list(coverage.values()), tolerance)))


def _without_baarle(netherlands):
    """Smooth the border around Baarle, where two countries lie in each other's holes and corners."""
    baarle = to_metres(shapely.box(4.70, 51.36, 5.10, 51.52))
    inside = netherlands.intersection(baarle).buffer(1000).buffer(-2000).buffer(1000)
    return unary_union([netherlands.difference(baarle.buffer(-2000)), inside.intersection(baarle)]).buffer(0)


def neighbours(window, outline, countries, provinces, maas, tolerance):
    """(land, name) -> polygon: all of `window` but `outline`. The border with Limburg is exactly Limburg's.

    countries: "nl" and "de" in metres; provinces: Dutch provinces in metres, generalised. Between Mook and
    Heusden the Maas itself is the border of Gelderland and Noord-Brabant.
    """
    countries = {**countries, "nl": _without_baarle(countries["nl"])}
    claims = [(("de", "Duitsland"), countries["de"].difference(countries["nl"]))]
    claims += [(("nl", name), area.intersection(countries["nl"])) for name, area in provinces]
    dutch = unary_union([area for _, area in provinces])
    claims.append((("nl?", ""), countries["nl"].difference(dutch)))
    claims.append((("be", "België"), window.difference(unary_union([countries["nl"], countries["de"]]))))
    claims.append((("limburg", ""), outline))

    def label_of(face):
        spot = face.representative_point()
        if outline.contains(spot):
            return ("limburg", "")
        label = next((label for label, area in claims if area.contains(spot)), ("nl?", ""))
        between = 500 < river.project(spot) < river.length - 500 and river.distance(spot) < 4000
        if label[0] in ("nl", "nl?") and between and face.area < 40e6:
            return ("nl", "Noord-Brabant" if _is_left(river, spot) else "Gelderland")
        return label

    river = substring(maas, *(maas.project(to_metres(point)) for point in MAAS_GELDERLAND))
    areas = [area for _, area in claims]
    faces = [(label_of(face), face) for face in _faces(areas, river) if window.contains(face.representative_point())]
    # Baarle, border slivers and gaps between the two sources go to the neighbour around them.
    joined = _absorb(faces, lambda label, face: label[0] == "nl?" or (label[0] != "limburg" and face.area < 20e6))
    coarse = simplify(_dissolve(joined), tolerance)
    return _fit_around(outline, window, coarse)


def _fit_around(outline, window, coarse):
    """Replace the simplified hole of Limburg by its real outline."""
    ground = window.difference(outline)
    areas = [(label, area.intersection(ground)) for label, area in coarse.items() if label[0] != "limburg"]
    gaps = ground.difference(unary_union([area for _, area in areas]))
    labelled = [(label, part) for label, area in areas for part in _parts(area)]
    labelled += [(None, part) for part in _parts(gaps)]
    faces = _faces([part for _, part in labelled])

    def label_of(face):
        spot = face.representative_point()
        return next((label for label, part in labelled if part.contains(spot)), None)

    kept = [(label_of(face), face) for face in faces if ground.contains(face.representative_point())]
    fitted = _dissolve(_absorb(kept, lambda label, face: label is None or face.area < 2e6))
    return {label: _without_extra_points(area, outline) for label, area in fitted.items()}


def _without_extra_points(area, outline):
    """Drop the points that cutting left halfway the edges of the outline."""
    own = shapely.MultiPoint(shapely.get_coordinates(outline)).buffer(0.1)
    line = outline.boundary.buffer(0.1)
    shapely.prepare(own)
    shapely.prepare(line)

    def ring(coordinates):
        points = shapely.points(coordinates)
        extra = shapely.intersects(line, points) & ~shapely.intersects(own, points)
        # A corner between two neighbours is no extra point: there the next or the last point is off the outline.
        on_line = shapely.intersects(line, points)
        extra &= np.roll(on_line, 1) & np.roll(on_line, -1)
        extra[[0, -1]] = False
        return coordinates[~extra]

    parts = [
        shapely.Polygon(ring(np.asarray(part.exterior.coords)), [ring(np.asarray(hole.coords)) for hole in part.interiors])
        for part in _parts(area)
    ]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
