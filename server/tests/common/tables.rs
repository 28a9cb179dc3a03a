//! Downloads read back: a table of text for each format, column by name, so that they can be compared.
#![allow(unreachable_pub)]

use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _},
};

use quick_xml::{Reader, events::Event};
use sqlx::{Column as _, Connection as _, Row as _, TypeInfo as _, ValueRef as _};

/// A row: column -> value. What is empty is not there.
pub type Row = BTreeMap<String, String>;

/// The rows of a download, whatever the format. Numbers have a point, flags are `true` and `false`, moments RFC 3339.
pub async fn read(extension: &str, bytes: &[u8]) -> Vec<Row> {
    match extension {
        "geojson" => geojson(&serde_json::from_slice(bytes).unwrap()),
        "csv" => csv(bytes),
        "xlsx" => xlsx(bytes),
        "gpkg" => geopackage(bytes).await,
        "kml" => kml(bytes),
        "atom" => atom(bytes),
        _ => unreachable!("{extension}"),
    }
}

/// The properties of features, with their id and position.
pub fn geojson(collection: &serde_json::Value) -> Vec<Row> {
    let row = |feature: &serde_json::Value| {
        let text = |value: &serde_json::Value| match value {
            serde_json::Value::Null => String::new(),
            serde_json::Value::String(text) => text.clone(),
            serde_json::Value::Array(list) => {
                list.iter().map(|v| v.as_str().unwrap().to_owned()).collect::<Vec<_>>().join("|")
            }
            other => other.to_string(),
        };
        let properties = feature["properties"].as_object().unwrap().iter();
        let mut row: Row = properties.map(|(name, value)| (name.clone(), text(value))).collect();
        row.insert("id".to_owned(), text(&feature["id"]));
        let [lon, lat] = [0, 1].map(|i| feature["geometry"]["coordinates"][i].as_f64().unwrap().to_string());
        row.extend([("lon".to_owned(), lon), ("lat".to_owned(), lat)]);
        filled(row)
    };
    collection["features"].as_array().unwrap().iter().map(row).collect()
}

fn filled(row: Row) -> Row {
    row.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

fn csv(bytes: &[u8]) -> Vec<Row> {
    let text = std::str::from_utf8(bytes).unwrap().strip_prefix('\u{feff}').expect("a byte order mark");
    assert!(text.ends_with("\r\n"));
    let mut reader = ::csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let names = reader.headers().unwrap().clone();
    let row = |record: Result<::csv::StringRecord, _>| {
        let record = record.unwrap();
        let plain = |name: &str, value: &str| match (name, value) {
            ("lon" | "lat" | "afstand_km", number) => number.replace(',', "."),
            ("voorbeeld", "ja") => "true".to_owned(),
            ("voorbeeld", "nee") => "false".to_owned(),
            (_, text) => unguarded(text).to_owned(),
        };
        filled(names.iter().zip(record.iter()).map(|(name, value)| (name.to_owned(), plain(name, value))).collect())
    };
    reader.records().map(row).collect()
}

/// Without the apostrophe that keeps a spreadsheet from taking text for a formula.
fn unguarded(text: &str) -> &str {
    let risky = |rest: &&str| rest.trim_start_matches('\'').trim_start().starts_with(['=', '+', '-', '@', '＝']);
    text.strip_prefix('\'').filter(risky).unwrap_or(text)
}

/// A file inside a workbook.
pub fn part_of(workbook: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap_or_else(|error| panic!("{name}: {error}")).read_to_string(&mut text).unwrap();
    text
}

/// The cells of a sheet: for each row, column letter -> (type, text).
pub fn sheet(xml: &str) -> Vec<BTreeMap<String, (String, String)>> {
    let mut rows: Vec<BTreeMap<String, (String, String)>> = Vec::new();
    let (mut at, mut kind) = (String::new(), String::new());
    events(xml, |path, event| match event {
        Seen::Open(_) if path.last().unwrap() == "row" => rows.push(BTreeMap::new()),
        Seen::Open(attributes) if path.last().unwrap() == "c" => {
            at = attributes["r"].trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
            kind = attributes.get("t").cloned().unwrap_or_default();
        }
        Seen::Text(text) if matches!(&**path.last().unwrap(), "v" | "t") => {
            rows.last_mut().unwrap().entry(at.clone()).or_insert((kind.clone(), String::new())).1.push_str(&text);
        }
        _ => {}
    });
    rows
}

fn xlsx(bytes: &[u8]) -> Vec<Row> {
    let mut rows = sheet(&part_of(bytes, "xl/worksheets/sheet1.xml")).into_iter();
    let names = rows.next().expect("a header");
    let row = |cells: BTreeMap<String, (String, String)>| {
        let value = |(at, (kind, text)): (String, (String, String))| {
            let name = names[&at].1.clone();
            let text = match (&*name, &*kind) {
                ("voorbeeld", "b") => (text == "1").to_string(),
                ("gewijzigd", "") => {
                    // Days since the end of 1899.
                    let seconds = ((text.parse::<f64>().unwrap() - 25_569.0) * 86_400.0).round();
                    jiff::Timestamp::from_second(seconds as i64).unwrap().to_string()
                }
                ("id" | "lon" | "lat" | "afstand_km", "") => text,
                (_, "inlineStr" | "s" | "str") => text,
                other => panic!("{other:?} {text}"),
            };
            (name, text)
        };
        filled(cells.into_iter().map(value).collect())
    };
    rows.map(row).collect()
}

/// Opens a GeoPackage.
pub async fn open(bytes: &[u8]) -> (sqlx::SqliteConnection, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("proef.gpkg");
    std::fs::write(&path, bytes).unwrap();
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path).read_only(true);
    (sqlx::SqliteConnection::connect_with(&options).await.unwrap(), folder)
}

async fn geopackage(bytes: &[u8]) -> Vec<Row> {
    let (mut database, _folder) = open(bytes).await;
    let found = sqlx::query("SELECT * FROM initiatieven ORDER BY rowid").fetch_all(&mut database).await.unwrap();
    let row = |found: &sqlx::sqlite::SqliteRow| {
        let mut row = Row::new();
        for (at, column) in found.columns().iter().enumerate() {
            let name = column.name();
            let value = found.try_get_raw(at).unwrap();
            if value.is_null() {
                continue;
            }
            let kind = value.type_info().name().to_owned();
            let text = match (name, &*kind) {
                ("geom", _) => {
                    let blob: Vec<u8> = found.get(at);
                    assert_eq!((blob.len(), &blob[..4]), (29, &b"GP\x00\x01"[..]));
                    let number = |from: usize| f64::from_le_bytes(blob[from..from + 8].try_into().unwrap()).to_string();
                    row.insert("geom".to_owned(), format!("{} {}", number(13), number(21)));
                    continue;
                }
                ("voorbeeld", _) => found.get::<bool, _>(at).to_string(),
                ("id", _) => found.get::<i64, _>(at).to_string(),
                ("lon" | "lat" | "afstand_km", _) => found.get::<f64, _>(at).to_string(),
                ("gewijzigd", _) => found.get::<String, _>(at).replace(".000Z", "Z"),
                _ => found.get::<String, _>(at),
            };
            row.insert(name.to_owned(), text);
        }
        let geometry = row.remove("geom").expect("a geometry");
        assert_eq!(geometry, format!("{} {}", row["lon"], row["lat"]));
        row
    };
    found.iter().map(row).collect()
}

/// What there is in an XML document.
pub enum Seen {
    Open(BTreeMap<String, String>),
    Text(String),
    Close,
}

/// Goes through a document, which has to be sound; shows the names on the way to each thing.
pub fn events(xml: &str, mut see: impl FnMut(&[String], Seen)) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut path: Vec<String> = Vec::new();
    let open = |start: &quick_xml::events::BytesStart<'_>| -> (String, BTreeMap<String, String>) {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            let value = std::str::from_utf8(&attribute.value).unwrap();
            let value = quick_xml::escape::unescape(value).unwrap().into_owned();
            (String::from_utf8(attribute.key.0.to_vec()).unwrap(), value)
        });
        (String::from_utf8(start.name().0.to_vec()).unwrap(), attributes.collect())
    };
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                let (name, attributes) = open(&start);
                path.push(name);
                see(&path, Seen::Open(attributes));
            }
            Event::Empty(start) => {
                let (name, attributes) = open(&start);
                path.push(name);
                see(&path, Seen::Open(attributes));
                see(&path, Seen::Close);
                path.pop();
            }
            // Blank lines around the whole.
            Event::Text(_) if path.is_empty() => {}
            Event::Text(text) => see(&path, Seen::Text(text.decode().unwrap().into_owned())),
            Event::GeneralRef(reference) => {
                let entity = format!("&{};", reference.decode().unwrap());
                see(&path, Seen::Text(quick_xml::escape::unescape(&entity).unwrap().into_owned()));
            }
            Event::End(_) => {
                see(&path, Seen::Close);
                path.pop();
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(path.is_empty(), "{path:?} is open");
}

fn kml(bytes: &[u8]) -> Vec<Row> {
    let (mut rows, mut name, mut point) = (Vec::new(), String::new(), String::new());
    events(std::str::from_utf8(bytes).unwrap(), |path, seen| match (&**path.last().unwrap(), seen) {
        ("Placemark", Seen::Open(_)) => {
            rows.push(Row::new());
            point.clear();
        }
        ("Data", Seen::Open(attributes)) => name.clone_from(&attributes["name"]),
        ("value", Seen::Text(text)) => rows.last_mut().unwrap().entry(name.clone()).or_default().push_str(&text),
        ("coordinates", Seen::Text(text)) => point.push_str(&text),
        ("Placemark", Seen::Close) => {
            let row = rows.last().unwrap();
            assert_eq!(point, format!("{},{}", row["lon"], row["lat"]));
        }
        _ => {}
    });
    rows
}

/// What a feed has of an initiative: `id`, `titel`, `samenvatting`, `gewijzigd`, `url`, `thema`, `regio`, `lon`, `lat`.
fn atom(bytes: &[u8]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    events(std::str::from_utf8(bytes).unwrap(), |path, seen| {
        let names: Vec<&str> = path.iter().map(String::as_str).collect();
        if names == ["feed", "entry"] && matches!(seen, Seen::Open(_)) {
            rows.push(Row::new());
        }
        let ["feed", "entry", name] = *names else { return };
        let row = rows.last_mut().unwrap();
        match (name, seen) {
            ("id", Seen::Text(text)) => _ = row.insert("id".to_owned(), text.rsplit('/').next().unwrap().to_owned()),
            ("title", Seen::Text(text)) => row.entry("titel".to_owned()).or_default().push_str(&text),
            ("summary", Seen::Text(text)) => row.entry("samenvatting".to_owned()).or_default().push_str(&text),
            ("updated", Seen::Text(text)) => _ = row.insert("gewijzigd".to_owned(), text),
            ("link", Seen::Open(attributes)) if attributes["rel"] == "alternate" => {
                row.insert("url".to_owned(), attributes["href"].clone());
            }
            ("category", Seen::Open(attributes)) => {
                let scheme = attributes["scheme"].rsplit('#').next().unwrap().to_owned();
                let terms = row.entry(scheme).or_default();
                if !terms.is_empty() {
                    terms.push('|');
                }
                terms.push_str(&attributes["term"]);
            }
            ("georss:point", Seen::Text(text)) => {
                let (lat, lon) = text.split_once(' ').unwrap();
                row.extend([("lat".to_owned(), lat.to_owned()), ("lon".to_owned(), lon.to_owned())]);
            }
            _ => {}
        }
    });
    rows
}
