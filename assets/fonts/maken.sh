#!/bin/sh
# Maakt de letterbestanden in deze map opnieuw. Nodig: npm, python3 met `pip install fonttools brotli`.
# Bron: de variabele latin- en latin-ext-bestanden van Fontsource (npm), vaste versie.
set -eu
V=5.3.0
uit=$(cd "$(dirname "$0")" && pwd)
werk=$(mktemp -d); trap 'rm -rf "$werk"' EXIT
cd "$werk"
for p in bricolage-grotesque atkinson-hyperlegible-next; do
  npm pack --silent "@fontsource-variable/$p@$V" >/dev/null
  tar xzf "fontsource-variable-$p-$V.tgz" && mv package "$p"
  cp "$p/LICENSE" "$uit/OFL-$p.txt"
done

# ASCII, Latin-1, leestekens, euro, wiskunde en pijlen (voor zover de bron ze heeft)
LATIJN='U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2002-200B,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+2030,U+2032-2033,U+2039-203A,U+2044,U+20AC,U+2122,U+2190-2193,U+2197,U+2212,U+2215,U+2248,U+FFFD'
# Latin Extended-A + Ș/Ț: apart bestand, alleen opgehaald als zo'n letter op de pagina staat
UITGEBREID='U+0100-0130,U+0132-0151,U+0154-017F,U+0218-021B,U+1E9E'

# Spatiëring tussen letterparen is in Bricolage bijna de helft van het bestand, omdat elk paar per gewicht varieert.
# Eén vaste spatiëring (die van gewicht 700, waarin de koppen staan) scheelt een derde en is niet te zien.
cat > vaste_spatiering.py <<'PY'
import sys
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
bron, stap, opsz = sys.argv[1:]
var, vast = TTFont(stap), TTFont(bron)
instancer.instantiateVariableFont(vast, {"opsz": float(opsz), "wght": 700}, inplace=True)
assert var.getGlyphOrder() == vast.getGlyphOrder()
for lookup in vast["GPOS"].table.LookupList.Lookup:
    for sub in lookup.SubTable:
        sub = getattr(sub, "ExtSubTable", sub)
        if type(sub).__name__ != "PairPos":
            continue
        if sub.Format == 2:
            waarden = [c2.Value1 for c1 in sub.Class1Record for c2 in c1.Class2Record]
        else:
            waarden = [p.Value1 for s in sub.PairSet for p in s.PairValueRecord]
        for w in waarden:
            if w is not None and abs(getattr(w, "XAdvance", 0)) < 9:  # minder dan 0,009 em
                w.XAdvance = 0
var["GPOS"] = vast["GPOS"]
var.save(stap)
PY

maak() { # bron doel unicodes assen…
  bron=$1; doel=$2; tekens=$3; shift 3
  fonttools varLib.instancer --quiet "$bron" "$@" -o stap.ttf
  case $1 in opsz=*) python3 vaste_spatiering.py "$bron" stap.ttf "${1#opsz=}" ;; esac
  pyftsubset stap.ttf --unicodes="$tekens" --flavor=woff2 --output-file="$uit/$doel" \
    --layout-features=kern,ccmp,locl,tnum,pnum,zero --no-hinting --desubroutinize \
    --name-IDs=0,1,2,3,5,6,13,14 --drop-tables+=DSIG,meta --no-glyph-names
}
B=bricolage-grotesque/files/bricolage-grotesque
A=atkinson-hyperlegible-next/files/atkinson-hyperlegible-next
maak $B-latin-opsz-normal.woff2      bricolage-latijn.woff2             "$LATIJN"     opsz=24 wght=400:800
maak $B-latin-ext-opsz-normal.woff2  bricolage-uitgebreid.woff2         "$UITGEBREID" opsz=24 wght=400:800
maak $A-latin-wght-normal.woff2      atkinson-latijn.woff2              "$LATIJN"     wght=400:700
maak $A-latin-ext-wght-normal.woff2  atkinson-uitgebreid.woff2          "$UITGEBREID" wght=400:700
maak $A-latin-wght-italic.woff2      atkinson-cursief-latijn.woff2      "$LATIJN"     wght=400
maak $A-latin-ext-wght-italic.woff2  atkinson-cursief-uitgebreid.woff2  "$UITGEBREID" wght=400

# Voor papier en plaatjes: vaste gewichten als TTF, latijn en uitgebreid in één bestand, met de naam van de familie.
cat > druk.py <<'PY'
import sys
from fontTools.merge import Merger
doel, familie, gewicht, cursief = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4] == "cursief"
font = Merger().merge(["deel-1.ttf", "deel-2.ttf"])
stijl = {400: "Regular", 600: "SemiBold", 700: "Bold"}[gewicht] if not cursief else "Italic"
namen = {1: familie, 2: stijl, 4: f"{familie} {stijl}", 6: f"{familie} {stijl}".replace(" ", ""), 16: familie, 17: stijl}
font["name"].names = [n for n in font["name"].names if n.nameID in (0, 13, 14)]
for nummer, tekst in namen.items():
    font["name"].setName(tekst, nummer, 3, 1, 0x409)
font["OS/2"].usWeightClass = gewicht
font["OS/2"].fsSelection = 0x01 if cursief else 0x40
font["head"].macStyle = 0x02 if cursief else 0
font["head"].created = font["head"].modified = 3_600_000_000  # hetzelfde bestand, wanneer men het ook maakt
font.recalcTimestamp = False
font.save(doel)
PY
druk() { # bron doel familie gewicht cursief|recht assen…
  bron=$1; doel=$2; familie=$3; gewicht=$4; schuin=$5; shift 5
  deel=1
  for soort in latin latin-ext; do
    tekens=$LATIJN; [ $soort = latin ] || tekens=$UITGEBREID
    fonttools varLib.instancer --quiet "$(printf "$bron" $soort)" "$@" -o vast.ttf
    pyftsubset vast.ttf --unicodes="$tekens" --output-file=deel-$deel.ttf --layout-features=kern,ccmp,locl \
      --no-hinting --desubroutinize --name-IDs=0,1,2,13,14 --drop-tables+=DSIG,meta,STAT,gasp --no-glyph-names
    deel=$((deel + 1))
  done
  python3 druk.py "$uit/druk/$doel" "$familie" "$gewicht" "$schuin"
}
mkdir -p "$uit/druk"
BG='Bricolage Grotesque'; AH='Atkinson Hyperlegible Next'
druk "${B}-%s-opsz-normal.woff2"  bricolage-700.ttf         "$BG" 700 recht   opsz=24 wght=700
druk "${A}-%s-wght-normal.woff2"  atkinson-400.ttf          "$AH" 400 recht   wght=400
druk "${A}-%s-wght-normal.woff2"  atkinson-600.ttf          "$AH" 600 recht   wght=600
druk "${A}-%s-wght-italic.woff2"  atkinson-400-cursief.ttf  "$AH" 400 cursief wght=400
ls -l "$uit"/*.woff2 "$uit"/druk/*.ttf
