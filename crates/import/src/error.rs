//! Why a file can't be imported at all.

use std::{io, path::PathBuf};

use store::StoreError;
use territory::TerritoryError;

/// A problem of the file as a whole, or of what lies under it.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The name ends in something else than `.csv`, `.geojson` or `.json`, or this kind of file has no place here.
    #[error("{}: verwacht een bestand dat eindigt op {expected}", path.display())]
    Extension {
        /// The file.
        path: PathBuf,
        /// What would have been right.
        expected: &'static str,
    },
    /// The file can't be read.
    #[error("{} kan niet worden gelezen: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A line is not UTF-8.
    #[error("regel {line}: dit is geen UTF-8; sla het bestand op als ‘CSV UTF-8’ of als GeoJSON in UTF-8")]
    NotUtf8 {
        /// The line, counted from 1.
        line: u64,
    },
    /// There is nothing in it.
    #[error("het bestand is leeg")]
    Empty,
    /// The header line can't be used.
    #[error("regel {line}: {reason}")]
    Header {
        /// The line, counted from 1.
        line: u64,
        /// What is wrong.
        reason: String,
    },
    /// Columns that must be there are not.
    #[error("er ontbreekt iets: {}", .0.join(", "))]
    Missing(Vec<String>),
    /// A quote is opened and never closed, so nothing after it can be trusted.
    #[error("regel {line}: hier begint een tekst met een aanhalingsteken (\") die nergens eindigt")]
    OpenQuote {
        /// The line where the row starts, counted from 1.
        line: u64,
    },
    /// The file is not JSON, or not a FeatureCollection.
    #[error("regel {line}, teken {column}: {reason}")]
    Json {
        /// The line, counted from 1.
        line: usize,
        /// The byte in that line, counted from 1.
        column: usize,
        /// What is wrong.
        reason: String,
    },
    /// The areas can't be used.
    #[error("{}{source}", line.map_or_else(String::new, |line| format!("regel {line}, ")))]
    Areas {
        /// Where the feature starts, counted from 1, when one feature is wrong.
        line: Option<u64>,
        /// What is wrong.
        source: TerritoryError,
    },
    /// An area that can't be in Limburg.
    #[error("regel {line}: gebied ‘{name}’ ligt niet in Limburg; zijn lengte en breedte verwisseld?")]
    AreaElsewhere {
        /// Where the feature starts, counted from 1.
        line: u64,
        /// The municipality.
        name: String,
    },
    /// The database says no.
    #[error(transparent)]
    Store(#[from] StoreError),
}
