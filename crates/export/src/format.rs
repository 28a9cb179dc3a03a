//! The formats of a download.

/// A format that a selection can be downloaded in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RFC 7946.
    GeoJson,
    /// RFC 4180, in the dialect that a Dutch Excel opens.
    Csv,
    /// Office Open XML.
    Xlsx,
    /// OGC GeoPackage 1.3.
    GeoPackage,
    /// OGC KML 2.2.
    Kml,
    /// RFC 4287, with GeoRSS Simple.
    Atom,
}

impl Format {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Self; 6] = [Self::Csv, Self::Xlsx, Self::GeoJson, Self::GeoPackage, Self::Kml, Self::Atom];

    /// The extension of a file name, and the value of the parameter `f`.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::GeoJson => "geojson",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::GeoPackage => "gpkg",
            Self::Kml => "kml",
            Self::Atom => "atom",
        }
    }

    /// The media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::GeoJson => "application/geo+json",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::GeoPackage => "application/geopackage+sqlite3",
            Self::Kml => "application/vnd.google-earth.kml+xml",
            Self::Atom => "application/atom+xml; charset=utf-8",
        }
    }

    /// Its common name, and what opens it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::GeoJson => "GeoJSON (kaarten)",
            Self::Csv => "CSV (tabel)",
            Self::Xlsx => "XLSX (Excel)",
            Self::GeoPackage => "GeoPackage (QGIS)",
            Self::Kml => "KML (Google Earth)",
            Self::Atom => "Atom (nieuwslezer)",
        }
    }

    /// The format with this extension.
    #[must_use]
    pub fn parse(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extension() == extension)
    }

    /// Whether the whole file must be written before any of it can be sent, but for its first bytes.
    #[must_use]
    pub fn is_spooled(self) -> bool {
        matches!(self, Self::Xlsx | Self::GeoPackage)
    }
}
