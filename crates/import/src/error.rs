//! Why a file can't be imported at all.

use std::{io, path::PathBuf};

use store::StoreError;
use territory::TerritoryError;

/// Why a file can't be imported at all; the messages are Dutch, for an operator.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file name has another extension than is expected here.
    #[error("{}: verwacht een bestand dat eindigt op {expected}", path.display())]
    Extension {
        /// The file.
        path: PathBuf,
        /// The expected extensions.
        expected: &'static str,
    },
    /// The file can't be read.
    #[error("{} kan niet worden gelezen: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// A line is not UTF-8.
    #[error("regel {line}: dit is geen UTF-8; sla het bestand op als ‘CSV UTF-8’ of als GeoJSON in UTF-8")]
    NotUtf8 {
        /// The line, counted from 1.
        line: u64,
    },
    /// The file is empty.
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
    /// Required columns are missing.
    #[error("er ontbreekt iets: {}. {read}", missing.join(", "))]
    Missing {
        /// What is missing.
        missing: Vec<String>,
        /// What was read instead, as a sentence.
        read: String,
    },
    /// The positions are in a system that is not read here.
    #[error(
        "dit bestand zegt dat zijn posities in {0} staan; dat lezen we niet. Zet ze om naar WGS 84 (EPSG:4326) of naar RD (EPSG:28992)"
    )]
    Crs(String),
    /// A quote is opened and never closed, so the rest of the file can't be read.
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
        /// The line where the feature starts, counted from 1, when a single feature is wrong.
        line: Option<u64>,
        /// What is wrong.
        source: TerritoryError,
    },
    /// An area that can't be in Limburg.
    #[error(
        "regel {line}: gebied ‘{name}’ ligt niet in Limburg. We lazen een gebied rond lengte {lon:.3} en breedte {lat:.3}. Kijk in welk stelsel het bestand staat; we lezen WGS 84 (EPSG:4326) en RD (EPSG:28992)"
    )]
    AreaElsewhere {
        /// The line where the feature starts, counted from 1.
        line: u64,
        /// The name of the municipality.
        name: String,
        /// Its middle, in degrees.
        lon: f64,
        /// Its middle, in degrees.
        lat: f64,
    },
    /// The database can't be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}
