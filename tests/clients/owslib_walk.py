"""Walk the API with OWSLib: every collection, a filter, a box, an order, a single feature."""

import sys

from owslib.ogcapi.features import Features

api = Features(sys.argv[1])
assert api.feature_collections() == ["initiatieven", "scholen", "besturen", "gemeenten", "regios"]
assert api.api()["openapi"].startswith("3.0")
for collection in api.feature_collections():
    page = api.collection_items(collection, limit=5)
    assert page["numberReturned"] == min(5, page["numberMatched"])
    assert api.collection_queryables(collection)["properties"]
    print(f"OWSLib: {collection}, {page['numberMatched']}")
found = api.collection_items("initiatieven", filter="regio='midden' AND thema='steam'", limit=1000)
assert all("steam" in feature["properties"]["thema"] for feature in found["features"])
boxed = api.collection_items("initiatieven", bbox=[5.6, 50.9, 6.0, 51.2], sortby="-gewijzigd", properties="titel")
assert boxed["numberMatched"] > 0 and set(boxed["features"][0]["properties"]) == {"titel"}
one = boxed["features"][0]["id"]
assert api.collection_item("initiatieven", one)["id"] == one
