"""Make the map data in data/ from the packages that make.sh fetched.

Usage: python make.py PACKAGES [OUTPUT]
PACKAGES: folder with npm/ and debian/ as make.sh unpacks them. OUTPUT: default is the folder above this one.
"""

import sys
from pathlib import Path

import shapely

import areas
import places
import rivers
import sources
from output import write_csv, write_geojson
from projection import to_degrees, to_metres

OUTLINE_TOLERANCE = 40  # metres
INNER_TOLERANCE = 250
RIVER_TOLERANCE = 30
FAR_RIVER_TOLERANCE = 150
NEIGHBOUR_TOLERANCE = 150

REGION_NAMES = {"noord": "Noord-Limburg", "midden": "Midden-Limburg", "zuid": "Zuid-Limburg"}

# Dutch neighbours by name; what lies further off is drawn but has no name.
PROVINCES = (
    ("NL-NB", "Noord-Brabant"),
    ("NL-GE", "Gelderland"),
    ("NL-UT", ""),
    ("NL-ZH", ""),
    ("NL-ZE", ""),
    ("NL-OV", ""),
    ("NL-NH", ""),
    ("NL-FL", ""),
)


def labelled_points(towns, codes):
    """(x, y) in metres -> municipality, for every place and postcode of Limburg."""
    municipality_of = {place.name: place.municipality for place in towns}
    points = {}
    for lon, lat, name in [(p.lon, p.lat, p.name) for p in towns] + [(c.lon, c.lat, c.place) for c in codes]:
        spot = to_metres(shapely.Point(round(lon, 5), round(lat, 5)))
        points[(spot.x, spot.y)] = municipality_of[name]
    return points


def largest(geometry):
    return max(getattr(geometry, "geoms", [geometry]), key=lambda part: part.area)


def main(packages, output):
    output.mkdir(parents=True, exist_ok=True)
    places.check_table(packages)
    towns, codes = places.limburg_places(), places.postcodes()

    countries = {land: to_metres(sources.country(packages, code)) for land, code in (("nl", "NLD"), ("de", "DEU"))}
    netherlands = largest(countries["nl"])
    river_pieces = sources.rivers(packages)
    maas, shift = rivers.maas(river_pieces, netherlands)
    print(f"Maas moved by {shift[0]:.0f} m east, {shift[1]:.0f} m north")

    line = areas.provincial_line(sources.provincial_border(packages), maas)
    outline = areas.limburg(netherlands, line)
    print(f"outline {outline.area / 1e6:.1f} km2")

    exact = areas.municipalities(outline, maas, labelled_points(towns, codes))
    smoothed = areas.smooth(exact, maas, INNER_TOLERANCE)
    metres = areas.simplify(smoothed, OUTLINE_TOLERANCE)
    municipalities = {name: to_degrees(area) for name, area in metres.items()}
    assert shapely.coverage_is_valid(list(municipalities.values())), "municipalities overlap"

    province = shapely.coverage_union_all(list(municipalities.values()))
    regions = {
        region: shapely.coverage_union_all([area for name, area in municipalities.items() if places.REGION_OF[name] == region])
        for region in REGION_NAMES
    }
    window = to_metres(shapely.segmentize(sources.WINDOW, 0.05))
    around = areas.neighbours(
        window,
        to_metres(province),
        countries,
        [(name, to_metres(sources.province(packages, code))) for code, name in PROVINCES],
        maas,
        NEIGHBOUR_TOLERANCE,
    )

    write_geojson(output / "omtrek.geojson", [({"naam": "Limburg"}, province)])
    write_geojson(
        output / "gebieden.geojson",
        [({"gemeente": name, "regio": places.REGION_OF[name], "benadering": True}, area) for name, area in municipalities.items()],
    )
    write_geojson(
        output / "regios.geojson",
        [({"regio": region, "naam": name}, regions[region]) for region, name in REGION_NAMES.items()],
    )
    drawn = [("Maas", rivers.maas_to_draw(maas, window, RIVER_TOLERANCE, FAR_RIVER_TOLERANCE))]
    drawn += [(name, part.simplify(FAR_RIVER_TOLERANCE)) for name, part in rivers.far_rivers(river_pieces, window)]
    write_geojson(output / "maas.geojson", [({"naam": name}, to_degrees(part)) for name, part in drawn])
    write_geojson(
        output / "buren.geojson",
        [({"land": land, "naam": name}, to_degrees(area)) for (land, name), area in sorted(around.items())],
    )

    write_csv(
        output / "plaatsen.csv",
        ("naam", "lon", "lat", "inwoners", "gemeente", "soort"),
        [(p.name, f"{p.lon:.5f}", f"{p.lat:.5f}", p.population, p.municipality, p.kind) for p in towns + places.neighbour_places()],
    )
    write_csv(
        output / "postcodes.csv",
        ("pc4", "lon", "lat", "plaats"),
        [(c.code, f"{c.lon:.5f}", f"{c.lat:.5f}", c.place) for c in codes],
    )


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else Path(__file__).resolve().parent.parent)
