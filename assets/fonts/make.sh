#!/bin/sh
# Makes the font files in this folder again. Needs npm, and python3 with `pip install fonttools brotli`.
# Source: the variable latin and latin-ext files of Fontsource (npm), at a fixed version.
set -eu
V=5.3.0
output=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
for p in bricolage-grotesque atkinson-hyperlegible-next; do
  npm pack --silent "@fontsource-variable/$p@$V" >/dev/null
  tar xzf "fontsource-variable-$p-$V.tgz" && mv package "$p"
  cp "$p/LICENSE" "$output/OFL-$p.txt"
done

# ASCII, Latin-1, punctuation, euro, mathematics and arrows, as far as the source has them
LATIN='U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2002-200B,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+2030,U+2032-2033,U+2039-203A,U+2044,U+20AC,U+2122,U+2190-2193,U+2197,U+2212,U+2215,U+2248,U+FFFD'
# Of those, what Dutch pages are written with: the first paint waits for these files
DUTCH='U+0020-007E,U+00A0,U+00A9,U+00AB,U+00B0-00B2,U+00B7,U+00BB,U+00BD,U+00C1,U+00C7-00C9,U+00CB,U+00CF,U+00D3,U+00D6-00D7,U+00DC,U+00E0-00E2,U+00E4,U+00E7-00EB,U+00ED-00EF,U+00F1,U+00F3-00F4,U+00F6,U+00FA-00FC,U+2009,U+2013-2014,U+2018-2019,U+201C-201E,U+2022,U+2026,U+20AC,U+2212'
# And the others, in a file that is fetched only when such a letter is on the page
WESTERN='U+00A1-00A8,U+00AA,U+00AC-00AF,U+00B3-00B6,U+00B8-00BA,U+00BC,U+00BE-00C0,U+00C2-00C6,U+00CA,U+00CC-00CE,U+00D0-00D2,U+00D4-00D5,U+00D8-00DB,U+00DD-00DF,U+00E3,U+00E5-00E6,U+00EC,U+00F0,U+00F2,U+00F5,U+00F7-00F9,U+00FD-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2002-2008,U+200A-200B,U+2010-2012,U+2015,U+201A-201B,U+2020-2021,U+2030,U+2032-2033,U+2039-203A,U+2044,U+2122,U+2190-2193,U+2197,U+2215,U+2248,U+FFFD'
# Latin Extended-A and Ș/Ț: likewise
EXTENDED='U+0100-0130,U+0132-0151,U+0154-017F,U+0218-021B,U+1E9E'

# Kerning is almost half of Bricolage's file, because every pair varies with the weight. One fixed kerning (that of
# weight 700, in which headings are set) saves a third and cannot be seen.
cat > fixed_kerning.py <<'PY'
import sys
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
source, step, opsz = sys.argv[1:]
var, fixed = TTFont(step), TTFont(source)
instancer.instantiateVariableFont(fixed, {"opsz": float(opsz), "wght": 700}, inplace=True)
assert var.getGlyphOrder() == fixed.getGlyphOrder()
for lookup in fixed["GPOS"].table.LookupList.Lookup:
    for sub in lookup.SubTable:
        sub = getattr(sub, "ExtSubTable", sub)
        if type(sub).__name__ != "PairPos":
            continue
        if sub.Format == 2:
            values = [c2.Value1 for c1 in sub.Class1Record for c2 in c1.Class2Record]
        else:
            values = [p.Value1 for s in sub.PairSet for p in s.PairValueRecord]
        for w in values:
            if w is not None and abs(getattr(w, "XAdvance", 0)) < 15:  # less than 0.015 em
                w.XAdvance = 0
var["GPOS"] = fixed["GPOS"]
var.save(step)
PY

subset() { # source target unicodes axes…
  source=$1; target=$2; unicodes=$3; shift 3
  fonttools varLib.instancer --quiet "$source" "$@" -o step.ttf
  case $1 in opsz=*) python3 fixed_kerning.py "$source" step.ttf "${1#opsz=}" ;; esac
  pyftsubset step.ttf --unicodes="$unicodes" --flavor=woff2 --output-file="$output/$target" \
    --layout-features=kern,ccmp,locl,tnum,pnum,zero --no-hinting --desubroutinize \
    --name-IDs=0,1,2,3,5,6,13,14 --drop-tables+=DSIG,meta --no-glyph-names
}
B=bricolage-grotesque/files/bricolage-grotesque
A=atkinson-hyperlegible-next/files/atkinson-hyperlegible-next
subset $B-latin-opsz-normal.woff2      bricolage-nederlands.woff2         "$DUTCH"    opsz=24 wght=400:800
subset $B-latin-opsz-normal.woff2      bricolage-westers.woff2            "$WESTERN"  opsz=24 wght=400:800
subset $B-latin-ext-opsz-normal.woff2  bricolage-uitgebreid.woff2         "$EXTENDED" opsz=24 wght=400:800
subset $A-latin-wght-normal.woff2      atkinson-nederlands.woff2          "$DUTCH"    wght=400:700
subset $A-latin-wght-normal.woff2      atkinson-westers.woff2             "$WESTERN"  wght=400:700
subset $A-latin-ext-wght-normal.woff2  atkinson-uitgebreid.woff2          "$EXTENDED" wght=400:700
subset $A-latin-wght-italic.woff2      atkinson-cursief-nederlands.woff2  "$DUTCH"    wght=400
# The words that the map has in italics: `voorbeeld`, `verbleekt`, `Maas`
subset $A-latin-wght-italic.woff2      atkinson-cursief-woorden.woff2     U+0020,U+004D,U+0061-007A wght=400
subset $A-latin-wght-italic.woff2      atkinson-cursief-westers.woff2     "$WESTERN"  wght=400
subset $A-latin-ext-wght-italic.woff2  atkinson-cursief-uitgebreid.woff2  "$EXTENDED" wght=400

# For paper and pictures: fixed weights as TTF, latin and extended in one file, with the name of the family.
cat > print.py <<'PY'
import sys
from fontTools.merge import Merger
target, family, weight, italic = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4] == "italic"
font = Merger().merge(["part-1.ttf", "part-2.ttf"])
style = {400: "Regular", 600: "SemiBold", 700: "Bold"}[weight] if not italic else "Italic"
names = {1: family, 2: style, 4: f"{family} {style}", 6: f"{family} {style}".replace(" ", ""), 16: family, 17: style}
font["name"].names = [n for n in font["name"].names if n.nameID in (0, 13, 14)]
for number, text in names.items():
    font["name"].setName(text, number, 3, 1, 0x409)
font["OS/2"].usWeightClass = weight
font["OS/2"].fsSelection = 0x01 if italic else 0x40
font["head"].macStyle = 0x02 if italic else 0
font["head"].created = font["head"].modified = 3_600_000_000  # the same file, whenever it is made
font.recalcTimestamp = False
font.save(target)
PY
print_font() { # source target family weight italic|upright axes…
  source=$1; target=$2; family=$3; weight=$4; slant=$5; shift 5
  part=1
  for subset_name in latin latin-ext; do
    unicodes=$LATIN; [ $subset_name = latin ] || unicodes=$EXTENDED
    fonttools varLib.instancer --quiet "$(printf "$source" $subset_name)" "$@" -o fixed.ttf
    pyftsubset fixed.ttf --unicodes="$unicodes" --output-file=part-$part.ttf --layout-features=kern,ccmp,locl \
      --no-hinting --desubroutinize --name-IDs=0,1,2,13,14 --drop-tables+=DSIG,meta,STAT,gasp --no-glyph-names
    part=$((part + 1))
  done
  python3 print.py "$output/print/$target" "$family" "$weight" "$slant"
}
mkdir -p "$output/print"
BG='Bricolage Grotesque'; AH='Atkinson Hyperlegible Next'
print_font "${B}-%s-opsz-normal.woff2"  bricolage-700.ttf         "$BG" 700 upright   opsz=24 wght=700
print_font "${A}-%s-wght-normal.woff2"  atkinson-400.ttf          "$AH" 400 upright   wght=400
print_font "${A}-%s-wght-normal.woff2"  atkinson-600.ttf          "$AH" 600 upright   wght=600
print_font "${A}-%s-wght-italic.woff2"  atkinson-400-italic.ttf   "$AH" 400 italic  wght=400
ls -l "$output"/*.woff2 "$output"/print/*.ttf
