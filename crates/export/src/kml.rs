//! KML 2.2 (OGC 07-147r2), for Google Earth and many others.

use std::io::Write as _;

use domain::Programme;

use super::{
    chunks::RowFormat,
    columns::{Cell, ExportRow},
    download::{Download, LICENCE, SOURCE},
    xml::{element, escaped},
};

pub(super) struct Kml {
    /// The colour of a programme, as `#rrggbb`.
    pub(super) colour: fn(Programme) -> String,
}

impl Kml {
    /// A style for each programme, in its colour on the map.
    fn styles(&self) -> String {
        let style = |programme: &Programme| {
            let slug = programme.slug();
            let colour = kml_colour(&(self.colour)(*programme));
            format!(
                "<Style id=\"{slug}\"><IconStyle><color>{colour}</color></IconStyle><LabelStyle><scale>0.8</scale>\
                 </LabelStyle></Style>\n"
            )
        };
        Programme::ALL.iter().map(style).collect()
    }
}

/// `#rrggbb` in the order of KML: `aabbggrr`.
fn kml_colour(colour: &str) -> String {
    let part = |from: usize| colour.get(from..from + 2).unwrap_or("00");
    format!("ff{}{}{}", part(5), part(3), part(1))
}

impl RowFormat for Kml {
    fn head(&self, download: &Download, out: &mut Vec<u8>) {
        out.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.extend_from_slice(b"<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n");
        element(out, "name", &format!("{SOURCE}: {}", download.words()));
        out.push(b'\n');
        // A description is HTML inside XML.
        let map = download.map_url().map(|map| format!("<a href=\"{}\">Bekijk op de kaart</a><br>", escaped(&map)));
        element(out, "description", &format!("{}{}", map.unwrap_or_default(), escaped(LICENCE)));
        out.push(b'\n');
        out.extend_from_slice(self.styles().as_bytes());
    }

    fn row(&self, download: &Download, index: u32, _: usize, out: &mut Vec<u8>) {
        let item = download.item(index);
        let ExportRow { initiative, url, lon, lat, .. } = &item;
        // Writing to memory never fails, here and below.
        let _ = write!(out, "<Placemark id=\"initiatief-{}\">", initiative.id);
        element(out, "name", &initiative.content.title);
        let summary = escaped(&initiative.content.summary);
        element(out, "description", &format!("<p>{summary}</p><p><a href=\"{}\">Lees meer</a></p>", escaped(url)));
        let _ = write!(out, "<styleUrl>#{}</styleUrl><ExtendedData>", initiative.content.programme.slug());
        for (column, cell) in item.cells() {
            let value = match cell {
                Cell::Text(text) => text.into_owned(),
                Cell::Whole(number) => number.to_string(),
                Cell::Number(number) => number.to_string(),
                Cell::Flag(flag) => flag.to_string(),
            };
            if !value.is_empty() {
                let _ = write!(out, "<Data name=\"{}\">", column.name);
                element(out, "value", &value);
                out.extend_from_slice(b"</Data>");
            }
        }
        let _ = writeln!(out, "</ExtendedData><Point><coordinates>{lon},{lat}</coordinates></Point></Placemark>");
    }

    fn tail(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"</Document>\n</kml>\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kml_colours_are_reversed() {
        assert_eq!(kml_colour("#123456"), "ff563412");
        let styles = Kml { colour: |_| "#123456".to_owned() }.styles();
        assert_eq!(styles.matches("<color>ff563412</color>").count(), Programme::ALL.len());
    }
}
