//! What an answer can be written as. What reads from front to back is written piece by piece while it is sent: what
//! waits is never more than a piece. A workbook and a GeoPackage are made in a file; the answer begins meanwhile.

mod atom;
mod columns;
mod csv;
mod download;
pub(crate) mod features;
mod geojson;
mod geopackage;
pub(crate) mod guard;
mod kml;
mod pieces;
pub(crate) mod ready;
mod sent;
mod xlsx;
mod xml;

use std::{fs::File, io, path::Path, sync::Arc, time::Duration};

use atlas::Selection;
use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, Uri, header, uri::PathAndQuery},
    response::{IntoResponse as _, Response},
};

use domain::{Query, Region, query::encode_pairs};
use futures_util::future::BoxFuture;

use self::{atom::Atom, csv::Csv, geojson::GeoJson, kml::Kml, pieces::Pieces};
pub(crate) use self::{
    download::Download,
    pieces::{PIECE, streamed},
};
use crate::{state::AppState, web::problem::Problem};

/// The folder in the data folder for files that are being made. Nothing in it outlives the process.
pub(crate) const SCRATCH: &str = "tijdelijk";

/// How long a request waits for its turn to have a file made.
const PATIENCE: Duration = Duration::from_secs(2);

/// A format that a selection can be downloaded in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// RFC 7946.
    GeoJson,
    /// RFC 4180, as a Dutch Excel opens it.
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
    pub(crate) const ALL: [Self; 6] = [Self::Csv, Self::Xlsx, Self::GeoJson, Self::GeoPackage, Self::Kml, Self::Atom];

    /// The end of a file's name, and the value of `f`.
    pub(crate) fn extension(self) -> &'static str {
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
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::GeoJson => "application/geo+json",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::GeoPackage => "application/geopackage+sqlite3",
            Self::Kml => "application/vnd.google-earth.kml+xml",
            Self::Atom => "application/atom+xml; charset=utf-8",
        }
    }

    /// What people call it, and what they open it with.
    pub(crate) fn label(self) -> &'static str {
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
    pub(crate) fn parse(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extension() == extension)
    }

    /// Whether it has to be complete before more of it is known than the bytes that each begins with.
    pub(crate) fn made_whole(self) -> bool {
        matches!(self, Self::Xlsx | Self::GeoPackage)
    }
}

/// Why a file could not be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FormatError {
    #[error(transparent)]
    File(#[from] io::Error),
    #[error(transparent)]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    #[error(transparent)]
    GeoPackage(#[from] sqlx::Error),
    #[error(transparent)]
    Aborted(#[from] tokio::task::JoinError),
}

/// A selection that is to be written.
enum Writing {
    /// What is made while it is sent.
    Pieces(Box<Pieces>),
    /// What is made whole.
    Whole {
        /// What each file of this format begins with.
        signature: &'static [u8],
        /// Makes it: a file without a name, gone when it is closed.
        making: BoxFuture<'static, Result<File, FormatError>>,
    },
}

/// Where everything that a query finds is to be had in a format: from the first slash on, always written the same way.
pub(crate) fn path(query: &Query, format: Format) -> String {
    let (place, rest) = match *query.regions {
        [one] => (one.slug(), Query { regions: Vec::new(), ..query.clone() }),
        _ => ("limburg", query.clone()),
    };
    let rest = encode_pairs(&rest.to_pairs());
    let mark = if rest.is_empty() { "" } else { "?" };
    format!("/export/{place}.{}{mark}{rest}", format.extension())
}

/// The selection in a format, as a body with its media type. `uri` is what was asked: a feed names it. `name` is that
/// of the layer, feed or sheet, and of the file without its extension: letters, digits and hyphens.
///
/// What fails after the answer began breaks it off, so that nobody takes a part for the whole.
///
/// # Errors
/// 503 when too many files are being made, 413 for what Excel has no rows for.
pub(crate) async fn respond(
    state: &AppState,
    uri: &Uri,
    format: Format,
    selection: Selection,
    name: &str,
) -> Result<Response, Problem> {
    if format == Format::Xlsx && selection.indexes.len() > xlsx::MOST {
        return Err(Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!(
                "Dit past niet op een blad van Excel: hooguit {} initiatieven. Kies CSV of GeoPackage.",
                xlsx::MOST
            ),
        ));
    }
    let asked = uri.path_and_query().map_or("/", PathAndQuery::as_str);
    let download = Download::new(selection, name, Arc::clone(&state.site_url), asked);
    let folder = state.config.data_dir.join(SCRATCH);
    let body = match write(format, download, &folder) {
        Writing::Pieces(pieces) => pieces.body(),
        Writing::Whole { signature, making } => {
            let turn = tokio::time::timeout(PATIENCE, Arc::clone(&state.making).acquire_owned()).await;
            let Ok(Ok(turn)) = turn else {
                return Err(Problem::busy("Er worden nu te veel bestanden gemaakt. Probeer het zo nog eens."));
            };
            sent::after(signature, async move {
                let made = making.await;
                drop(turn);
                made.inspect_err(|error| {
                    tracing::error!(%error, format = format.extension(), "a download could not be made");
                })
            })
        }
    };
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static(format.media_type()))], body).into_response())
}

/// A download as a body, for who takes nobody's turn; files are made in `folder`.
///
/// # Errors
/// When the file can't be written.
pub(crate) async fn body(format: Format, download: Download, folder: &Path) -> Result<Body, FormatError> {
    match write(format, download, folder) {
        Writing::Pieces(pieces) => Ok(pieces.body()),
        Writing::Whole { making, .. } => Ok(sent::whole(making.await?)?),
    }
}

/// How a download is written; files are made in `folder`.
fn write(format: Format, mut download: Download, folder: &Path) -> Writing {
    let folder = folder.to_owned();
    match format {
        Format::GeoJson => pieces::written(download, GeoJson),
        Format::Csv => pieces::written(download, Csv),
        Format::Kml => pieces::written(download, Kml),
        Format::Atom => {
            Atom::order(&mut download.selection);
            pieces::written(download, Atom)
        }
        Format::Xlsx => Writing::Whole {
            signature: xlsx::SIGNATURE,
            making: Box::pin(
                async move { tokio::task::spawn_blocking(move || xlsx::write(&download, &folder)).await? },
            ),
        },
        Format::GeoPackage => Writing::Whole {
            signature: geopackage::SIGNATURE,
            making: Box::pin(async move { geopackage::write(&download, &folder).await }),
        },
    }
}

/// Splits a file name such as `midden.geojson` into its region (`None` for all of Limburg) and its extension; `None` when
/// the name is of another form.
pub(crate) fn region_file(file: &str) -> Option<(Option<Region>, &str)> {
    let (name, extension) = file.split_once('.')?;
    let region = if name == "limburg" { None } else { Some(Region::parse(name).ok()?) };
    Some((region, extension))
}
