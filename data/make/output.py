"""Writers: GeoJSON (RFC 7946) with one feature per line, and CSV."""

import csv
import json

import shapely
from shapely.geometry import mapping


def _geometry(geometry):
    """Normalised, exterior rings counterclockwise: the same input gives the same bytes."""
    geometry = shapely.normalize(geometry)
    if geometry.geom_type in ("Polygon", "MultiPolygon"):
        geometry = shapely.orient_polygons(geometry, exterior_cw=False)
    return mapping(geometry)


def _line(geometry):
    """A LineString keeps its direction (downstream)."""
    return mapping(geometry)


def write_geojson(path, features):
    """features: (properties, geometry in degrees)."""
    lines = []
    for properties, geometry in features:
        shaped = _line(geometry) if geometry.geom_type == "LineString" else _geometry(geometry)
        feature = {"type": "Feature", "properties": properties, "geometry": shaped}
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    path.write_text('{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n", encoding="utf8")


def write_csv(path, header, rows):
    with open(path, "w", encoding="utf8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
