//! A PMTiles file with streets, as the operator gave it: what is in it.
//!
//! The format: <https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md>.

use std::{
    fs::File,
    io::{self, Read as _, Seek as _, SeekFrom},
    path::{Path, PathBuf},
};

use flate2::read::GzDecoder;

/// How long the header is, in bytes.
const HEADER: usize = 127;

/// The layer without which there are no streets to draw.
const ROADS: &str = "roads";

/// The most that the description in a file may take, in bytes.
const DESCRIPTION: u64 = 1 << 20;

/// A file with streets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreetFile {
    /// Where it is.
    pub path: PathBuf,
    /// It has shapes, which we draw in our own colours; else pictures.
    pub shapes: bool,
}

/// Why a file can't be used.
#[derive(Debug, thiserror::Error)]
pub enum StreetFileError {
    /// It can't be read.
    #[error("{0}")]
    Read(#[from] io::Error),
    /// It is something else.
    #[error("dit is geen PMTiles-bestand van versie 3")]
    NotPmtiles,
    /// Tiles of a kind we can't draw.
    #[error("de tegels zijn geen vectortegels, PNG, JPEG of WebP")]
    Kind,
    /// Shapes in layers with other names.
    #[error("er is geen laag `{ROADS}` in: maak het bestand uit de kaarten van Protomaps")]
    Layers,
}

impl StreetFile {
    /// Looks at the beginning of a file.
    ///
    /// # Errors
    /// When it can't be read, or there is nothing in it that we can draw.
    pub fn open(path: &Path) -> Result<Self, StreetFileError> {
        let mut file = File::open(path)?;
        let mut header = [0; HEADER];
        file.read_exact(&mut header).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => StreetFileError::NotPmtiles,
            _ => error.into(),
        })?;
        if !header.starts_with(b"PMTiles\x03") {
            return Err(StreetFileError::NotPmtiles);
        }
        let shapes = match header[99] {
            1 => true,
            2..=4 => false,
            _ => return Err(StreetFileError::Kind),
        };
        if shapes && !has_roads(&mut file, &header)? {
            return Err(StreetFileError::Layers);
        }
        Ok(Self { path: path.to_owned(), shapes })
    }
}

/// Whether the description names a layer of roads.
fn has_roads(file: &mut File, header: &[u8; HEADER]) -> Result<bool, io::Error> {
    let number = |at: usize| header[at..at + 8].iter().rev().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    let (offset, length) = (number(24), number(32).min(DESCRIPTION));
    file.seek(SeekFrom::Start(offset))?;
    let packed = file.take(length);
    let mut text = String::new();
    match header[97] {
        2 => GzDecoder::new(packed).take(DESCRIPTION).read_to_string(&mut text)?,
        _ => packed.take(DESCRIPTION).read_to_string(&mut text)?,
    };
    let description: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    let layers = description["vector_layers"].as_array();
    Ok(layers.is_some_and(|layers| layers.iter().any(|layer| layer["id"] == ROADS)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<StreetFile, StreetFileError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("straten.pmtiles");
        std::fs::write(&path, bytes).unwrap();
        StreetFile::open(&path)
    }

    /// A file of this kind, with this description.
    fn file(kind: u8, description: &str) -> Vec<u8> {
        let mut bytes = vec![0; HEADER];
        bytes[..8].copy_from_slice(b"PMTiles\x03");
        bytes[24..32].copy_from_slice(&(HEADER as u64).to_le_bytes());
        bytes[32..40].copy_from_slice(&(description.len() as u64).to_le_bytes());
        bytes[97] = 1;
        bytes[99] = kind;
        bytes.extend(description.as_bytes());
        bytes
    }

    #[test]
    fn shapes_need_a_layer_of_roads() {
        let roads = r#"{"vector_layers":[{"id":"water"},{"id":"roads"}]}"#;
        assert!(read(&file(1, roads)).unwrap().shapes);
        assert!(matches!(
            read(&file(1, r#"{"vector_layers":[{"id":"transportation"}]}"#)),
            Err(StreetFileError::Layers)
        ));
        assert!(matches!(read(&file(1, "no json")), Err(StreetFileError::Layers)));
    }

    #[test]
    fn pictures_need_no_layers() {
        assert!(!read(&file(2, "{}")).unwrap().shapes);
        assert!(matches!(read(&file(9, "{}")), Err(StreetFileError::Kind)));
    }

    #[test]
    fn what_is_something_else_is_refused() {
        for bytes in [&b""[..], b"PK\x03\x04", &[0; 200], b"PMTiles\x02"] {
            assert!(matches!(read(bytes), Err(StreetFileError::NotPmtiles)));
        }
    }
}
