//! The text of a file: UTF-8 with or without a byte order mark. Its format follows from its name.

use std::{fs, path::Path};

use super::error::ImportError;

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Rows with a header line, separated by `,` or `;`.
    Csv,
    /// A FeatureCollection (RFC 7946).
    GeoJson,
}

impl Format {
    /// The format according to the extension of the file name.
    ///
    /// # Errors
    /// When the extension is not `.csv`, `.geojson` or `.json`.
    pub fn of(path: &Path) -> Result<Self, ImportError> {
        match path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase).as_deref() {
            Some("csv") => Ok(Self::Csv),
            Some("geojson" | "json") => Ok(Self::GeoJson),
            _ => Err(ImportError::Extension { path: path.to_owned(), expected: ".csv of .geojson" }),
        }
    }
}

/// The text of a file.
#[derive(Debug, Clone)]
pub struct Source {
    format: Format,
    text: String,
}

impl Source {
    /// Reads a file.
    ///
    /// # Errors
    /// When its format is unknown, it can't be read, or it is not UTF-8.
    pub fn open(path: &Path) -> Result<Self, ImportError> {
        let format = Format::of(path)?;
        let bytes = fs::read(path).map_err(|source| ImportError::Read { path: path.to_owned(), source })?;
        Self::from_bytes(format, bytes)
    }

    /// Reads bytes as text.
    ///
    /// # Errors
    /// When they are not UTF-8, with the line.
    pub fn from_bytes(format: Format, bytes: Vec<u8>) -> Result<Self, ImportError> {
        match String::from_utf8(bytes) {
            Ok(mut text) => {
                if text.starts_with('\u{feff}') {
                    text.drain(..'\u{feff}'.len_utf8());
                }
                Ok(Self { format, text })
            }
            Err(error) => {
                let good = error.utf8_error().valid_up_to();
                let before = error.as_bytes().get(..good).unwrap_or_default();
                Err(ImportError::NotUtf8 { line: 1 + newlines(before) })
            }
        }
    }

    /// The format of the text.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// The text, without a byte order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// The number of line ends in these bytes: `\n`, `\r\n`, and the `\r` of old Macs.
pub(super) fn newlines(bytes: &[u8]) -> u64 {
    let ends = |(at, byte): (usize, &u8)| *byte == b'\n' || *byte == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    bytes.iter().enumerate().map(|one| u64::from(ends(one))).sum()
}
