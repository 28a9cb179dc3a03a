//! A workbook for Excel (Office Open XML): a sheet of initiatives, and one about the file. Text is always a text cell,
//! whatever it begins with.

use std::{
    fs::{self, File},
    io::{BufWriter, Write as _},
    path::Path,
};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Url, Workbook, Worksheet, XlsxError};

use super::{
    columns::{Cell, ColumnType, columns},
    download::{Download, LICENCE, SOURCE},
    error::ExportError,
};

/// The first bytes of a zip file.
pub(super) const SIGNATURE: &[u8] = b"PK\x03\x04";

/// The most initiatives on a sheet: it has 2^20 rows, one of which is the header.
pub const MOST_ROWS: usize = (1 << 20) - 1;

/// The most links on a sheet. Excel accepts 65,530, but each costs memory until the file is complete, here and there.
const MOST_LINKS: usize = 5_000;

/// Writes it to a file without a name, in `folder`. Rows go to disk one by one.
///
/// # Errors
/// When the disk is full, or there are more than [`MOST_ROWS`].
pub(super) fn write(download: &Download, folder: &Path) -> Result<File, ExportError> {
    fs::create_dir_all(folder)?;
    let mut workbook = Workbook::new();
    workbook.set_tempdir(folder)?;
    let changed = ExcelDateTime::parse_from_str(download.changed())?;
    let about = DocProperties::new()
        .set_title(download.words())
        .set_author(SOURCE)
        .set_comment(LICENCE)
        .set_creation_datetime(&changed);
    workbook.set_properties(&about);
    initiatives(workbook.add_worksheet_with_constant_memory()?, download)?;
    origin(workbook.add_worksheet(), download, &changed)?;
    let mut file = BufWriter::new(tempfile::tempfile_in(folder)?);
    workbook.save_to_writer(&mut file)?;
    file.flush()?;
    file.into_inner().map_err(|error| error.into_error().into())
}

fn initiatives(sheet: &mut Worksheet, download: &Download) -> Result<(), XlsxError> {
    let columns = columns(download.selection.near().is_some());
    let bold = Format::new().set_bold();
    sheet.set_name("Initiatieven")?.set_freeze_panes(1, 2)?;
    for (at, column) in (0..).zip(columns) {
        sheet.set_column_width(at, column.width)?;
        sheet.write_string_with_format(0, at, column.name, &bold)?;
    }
    let last = u32::try_from(download.selection.indexes.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(columns.len() - 1).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last, last_column)?;
    let moment = moment();
    let (six, three) = (Format::new().set_num_format("0.000000"), Format::new().set_num_format("0.000"));
    let link = Format::new().set_hyperlink();
    for (row, item) in (1..).zip(download.items()) {
        for (at, (column, cell)) in (0..).zip(item.cells()) {
            match (cell, column.kind) {
                (Cell::Text(text), _) if text.is_empty() => continue,
                (Cell::Text(text), ColumnType::Moment) => match ExcelDateTime::parse_from_str(&text) {
                    Ok(instant) => sheet.write_datetime_with_format(row, at, &instant, &moment)?,
                    Err(_) => sheet.write_string(row, at, text)?,
                },
                (Cell::Text(text), ColumnType::Link) if row as usize <= MOST_LINKS => {
                    sheet.write_url_with_format(row, at, Url::new(text), &link)?
                }
                (Cell::Text(text), _) => sheet.write_string(row, at, text)?,
                #[allow(clippy::cast_precision_loss, reason = "ids are far below 2^53")]
                (Cell::Whole(number), _) => sheet.write_number(row, at, number as f64)?,
                (Cell::Number(number), ColumnType::Number(3)) => {
                    sheet.write_number_with_format(row, at, number, &three)?
                }
                (Cell::Number(number), _) => sheet.write_number_with_format(row, at, number, &six)?,
                (Cell::Flag(flag), _) => sheet.write_boolean(row, at, flag)?,
            };
        }
    }
    Ok(())
}

/// The sheet with the source, the query and the licence.
fn origin(sheet: &mut Worksheet, download: &Download, changed: &ExcelDateTime) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.set_name("Over")?.set_column_width(0, 22)?.set_column_width(1, 90)?;
    let map = download.map_url().map(|map| ("Op de kaart", map));
    let lines: Vec<_> = [
        ("Bron", SOURCE.to_owned()),
        ("Wat", download.words()),
        ("Dit bestand", download.address.clone()),
        ("Licentie", LICENCE.to_owned()),
        ("Aantal initiatieven", download.selection.indexes.len().to_string()),
        ("Tijden", "in UTC".to_owned()),
    ]
    .into_iter()
    .chain(map)
    .collect();
    for (row, (label, text)) in (0..).zip(&lines) {
        sheet.write_string_with_format(row, 0, *label, &bold)?;
        sheet.write_string(row, 1, text)?;
    }
    let last = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    sheet.write_string_with_format(last, 0, "Laatste wijziging", &bold)?;
    sheet.write_datetime_with_format(last, 1, changed, &moment().set_align(rust_xlsxwriter::FormatAlign::Left))?;
    Ok(())
}

fn moment() -> Format {
    Format::new().set_num_format("yyyy-mm-dd hh:mm")
}
