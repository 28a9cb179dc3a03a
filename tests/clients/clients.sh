#!/bin/sh
# Real clients against a running map: GDAL reads every collection and sends its filters along, OWSLib walks the API,
# icalendar reads the calendar, schemathesis tries whatever the contract allows and does not allow. Ends with an error
# when one of them finds something.
# Usage: tests/clients/clients.sh http://127.0.0.1:3000     Needs: gdal-bin, Python 3 with venv, curl.
set -eu

site=${1:?the address of a running map}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"

# GDAL: everything there is, and no more than asked for.
for collection in initiatieven scholen besturen gemeenten regios; do
    ogr2ogr "$work/$collection.gpkg" "OAPIF:$site/api" "$collection" 2>/dev/null
    there=$(curl -s "$site/api/collections/$collection/items?limit=1" | sed 's/.*"numberMatched":\([0-9]*\).*/\1/')
    ogrinfo -so "$work/$collection.gpkg" "$collection" | grep -qx "Feature Count: $there"
    echo "GDAL: $collection, $there"
done
pushed() {
    collection=$1 part=$2
    shift 2
    rm -f "$work/out.gpkg"
    ogr2ogr --debug on "$work/out.gpkg" "OAPIF:$site/api" "$collection" "$@" 2>"$work/log"
    grep 'HTTP: Fetch' "$work/log" | grep -qF "$part" || { echo "GDAL did not send $part"; exit 1; }
    echo "GDAL: sent $part"
}
pushed initiatieven 'bbox=5.' -spat 5.6 50.9 6.0 51.2
pushed initiatieven "filter=regio%20%3D%20'midden'" -where "regio = 'midden'"
pushed initiatieven 'filter=titel%20LIKE' -where "titel LIKE 'De%'"
pushed gemeenten 'filter=aantal_initiatieven' -where 'aantal_initiatieven > 2'
pushed regios 'filter=naam' -where "naam = 'Zuid-Limburg'"

"$work/python/bin/python" "$here/owslib_walk.py" "$site/api"
"$work/python/bin/python" "$here/icalendar_read.py" "$site/agenda.ics"

cd "$here/../.."
"$work/python/bin/schemathesis" run "$site/api/openapi.json" --mode all --continue-on-failure
