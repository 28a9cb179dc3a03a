"""Check the map data against official data that is not part of the project.

Usage: python check.py MUNICIPALITIES SCHOOLS [DATA]
MUNICIPALITIES: GeoJSON polygons of CBS with `gemeente` and `regio`; SCHOOLS: GeoJSON points of DUO with
`gemeente`; DATA: default is the folder above this one. Prints figures; exits 1 if the tiling is broken,
a school lies more than 1500 m outside the outline or less than 97 % of the schools get the right region.
"""

import csv
import json
import sys
from pathlib import Path

import shapely
from shapely.geometry import Point, shape
from shapely.ops import unary_union

from projection import to_metres

OFFICIAL_AREA = 2210  # km2, CBS, water included


def load(path):
    """[(properties, geometry in degrees)]"""
    features = json.loads(Path(path).read_text(encoding="utf8"))["features"]
    return [(feature["properties"], shape(feature["geometry"])) for feature in features]


def km2(geometry):
    return geometry.area / 1e6


def dissolved(features, key):
    names = sorted({properties[key] for properties, _ in features})
    return {name: to_metres(unary_union([g.buffer(0) for p, g in features if p[key] == name])) for name in names}


def check_tiling(outline, municipalities, regions):
    """True if the municipalities, and the regions, tile the outline."""
    good = True
    for title, features in (("municipalities", municipalities), ("regions", regions)):
        areas = [area for _, area in features]
        valid = all(area.is_valid for area in areas) and shapely.coverage_is_valid(areas)
        union = shapely.coverage_union_all(areas)
        same = union.equals(outline) and abs(sum(a.area for a in areas) - outline.area) < 1e-9
        print(f"tiling by {len(areas)} {title}: {'good' if valid and same else 'BROKEN'}")
        good = good and valid and same
    return good


def print_mismatch(key, official, ours):
    """Per area: symmetric difference as a share of the official area."""
    theirs, mine = dissolved(official, key), dissolved(ours, key)
    shares = {name: theirs[name].symmetric_difference(mine[name]).area / theirs[name].area for name in theirs}
    for name, share in sorted(shares.items(), key=lambda item: -item[1]):
        print(f"  {name}: {km2(mine[name]):.1f} km2 against {km2(theirs[name]):.1f}, mismatch {100 * share:.1f} %")


def found(point, features, key):
    """The value of the area that holds the point, or the nearest one's."""
    return min(features, key=lambda feature: feature[1].distance(point))[0][key]


def check_schools(schools, outline, municipalities, official):
    """(share with the right region, largest distance outside in metres)"""
    region_of = {p["gemeente"].upper(): p["regio"] for p, _ in official}
    projected = to_metres(outline)
    outside, wrong_region, wrong_municipality = [], [], []
    for properties, point in schools:
        distance = projected.distance(to_metres(point))
        if distance > 0:
            outside.append((round(distance), properties["naam"], properties["plaats"]))
        official_name = found(point, official, "gemeente")
        name = found(point, municipalities, "gemeente")
        if name != official_name:
            wrong_municipality.append((properties["naam"], properties["plaats"], official_name, name))
        if found(point, municipalities, "regio") != region_of[official_name.upper()]:
            wrong_region.append((properties["naam"], properties["plaats"], official_name, name))
    total = len(schools)
    print(f"schools: {total}; outside the outline: {len(outside)}, at most {max(outside)[0] if outside else 0} m")
    for row in sorted(outside, reverse=True):
        print("  ", *row, sep=" | ")
    print(f"right region: {total - len(wrong_region)} ({100 - 100 * len(wrong_region) / total:.1f} %)")
    for row in wrong_region:
        print("  ", *row, sep=" | ")
    print(f"right municipality: {total - len(wrong_municipality)} ({100 - 100 * len(wrong_municipality) / total:.1f} %)")
    for row in wrong_municipality:
        print("  ", *row, sep=" | ")
    return 1 - len(wrong_region) / total, max(outside)[0] if outside else 0


def check_table(data, official):
    """Places whose municipality is not the one CBS says, and places and postcodes that match nothing."""
    with open(data / "plaatsen.csv", encoding="utf8", newline="") as lines:
        places = list(csv.DictReader(lines))
    with open(data / "postcodes.csv", encoding="utf8", newline="") as lines:
        postcodes = list(csv.DictReader(lines))
    municipality_of = {row["naam"]: row["gemeente"] for row in places if row["gemeente"]}
    print(f"places: {len(municipality_of)} in Limburg, {len(places) - len(municipality_of)} around; postcodes: {len(postcodes)}")
    points = [(f"place {row['naam']}", row, municipality_of.get(row["naam"])) for row in places if row["gemeente"]]
    points += [(f"postcode {row['pc4']} {row['plaats']}", row, municipality_of[row["plaats"]]) for row in postcodes]
    for title, row, municipality in points:
        theirs = found(Point(float(row["lon"]), float(row["lat"])), official, "gemeente")
        if theirs != municipality:
            print(f"   {title}: table says {municipality}, CBS says {theirs}")


def main(municipalities_path, schools_path, data):
    official, schools = load(municipalities_path), load(schools_path)
    [(_, outline)] = load(data / "omtrek.geojson")
    municipalities, regions = load(data / "gebieden.geojson"), load(data / "regios.geojson")
    good = check_tiling(outline, municipalities, regions)
    print(f"outline: {km2(to_metres(outline)):.1f} km2 against {OFFICIAL_AREA} km2 (CBS)")
    print("regions:")
    print_mismatch("regio", official, municipalities)
    print("municipalities:")
    print_mismatch("gemeente", official, municipalities)
    check_table(data, official)
    share, distance = check_schools(schools, outline, municipalities, official)
    return 0 if good and share >= 0.97 and distance <= 1500 else 1


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    data_folder = Path(sys.argv[3]) if len(sys.argv) == 4 else Path(__file__).resolve().parent.parent
    sys.exit(main(sys.argv[1], sys.argv[2], data_folder))
