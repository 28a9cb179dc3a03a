//! CSV, RFC 4180, in the dialect that a Dutch Excel opens by double click: a byte order mark says that it is UTF-8,
//! semicolons separate the fields, and numbers have a decimal comma. With a point, Excel would read `5.987` as 5987,
//! since Dutch groups thousands with a point. The import reads both.

use ::csv::{Terminator, WriterBuilder};
use domain::csv_guard::guarded;

use super::{
    chunks::RowFormat,
    columns::{Cell, columns},
    download::Download,
};

pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";

pub(super) struct Csv;

impl RowFormat for Csv {
    fn head(&self, download: &Download, out: &mut Vec<u8>) {
        out.extend_from_slice(BYTE_ORDER_MARK.as_bytes());
        record(out, columns(download.selection.near().is_some()).iter().map(|column| column.name.to_owned()));
    }

    fn row(&self, download: &Download, index: u32, _: usize, out: &mut Vec<u8>) {
        record(out, download.item(index).cells().map(|(_, cell)| field(cell)));
    }

    fn tail(&self, _: &mut Vec<u8>) {}
}

fn field(cell: Cell<'_>) -> String {
    match cell {
        Cell::Text(text) => guarded(&text).into_owned(),
        Cell::Whole(number) => number.to_string(),
        Cell::Number(number) => number.to_string().replace('.', ","),
        Cell::Flag(flag) => if flag { "ja" } else { "nee" }.to_owned(),
    }
}

pub(super) fn record(out: &mut Vec<u8>, fields: impl Iterator<Item = String>) {
    let mut writer =
        WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).buffer_capacity(1024).from_writer(out);
    // Writing to memory never fails, and there is one record of each writer.
    let _ = writer.write_record(fields);
    let _ = writer.flush();
}
