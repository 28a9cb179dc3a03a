//! CSV, RFC 4180, as a Dutch Excel opens it by double click: a byte order mark says that it is UTF-8, semicolons part
//! the fields, and numbers have a comma. With a point, `5.987` would become 5987 there: that is how Dutch writes
//! thousands. An import reads both.

use ::csv::{Terminator, WriterBuilder};

use super::{
    columns::{Cell, columns},
    download::Download,
    guard::guarded,
    pieces::Entries,
};

const BYTE_ORDER_MARK: &str = "\u{feff}";

pub(super) struct Csv;

impl Entries for Csv {
    fn head(&self, download: &Download, out: &mut Vec<u8>) {
        out.extend_from_slice(BYTE_ORDER_MARK.as_bytes());
        row(out, columns(download.selection.near().is_some()).iter().map(|column| column.name.to_owned()));
    }

    fn entry(&self, download: &Download, index: u32, _: usize, out: &mut Vec<u8>) {
        row(out, download.item(index).cells().map(|(_, cell)| field(cell)));
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

fn row(out: &mut Vec<u8>, fields: impl Iterator<Item = String>) {
    let mut writer =
        WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).buffer_capacity(1024).from_writer(out);
    // Writing to memory never fails, and there is one record of each writer.
    let _ = writer.write_record(fields);
    let _ = writer.flush();
}
