//! Writing a download: at once, or to a file first.

use std::{fs::File, path::PathBuf, sync::Arc, time::Duration};

use atlas::Selection;
use domain::Programme;
use futures_util::{
    future::BoxFuture,
    stream::{self, StreamExt as _},
};
use tokio::{sync::Semaphore, time::timeout};

use crate::{
    atom::Atom,
    chunks::{ByteStream, ChunkStream, RowFormat},
    csv::Csv,
    download::Download,
    error::ExportError,
    format::Format,
    geojson::GeoJson,
    geopackage,
    kml::Kml,
    spooled,
    xlsx::{self, MOST_ROWS},
};

/// How long a request waits for a file slot.
const SLOT_TIMEOUT: Duration = Duration::from_secs(2);

/// What it takes to write files.
#[derive(Debug, Clone)]
pub struct Downloads {
    /// One permit for each file that is spooled at the same time.
    pub slots: Arc<Semaphore>,
    /// The folder for files that are being written; it is made when it is not there.
    pub scratch: PathBuf,
    /// The address visitors use, without a slash at the end.
    pub site_url: Arc<str>,
    /// The colour of each programme on the map, as `#rrggbb`.
    pub colour: fn(Programme) -> String,
}

/// How a download comes into being.
pub(super) enum Output {
    /// Written while it is sent.
    Chunks(Box<ChunkStream>),
    /// Written to a file first.
    Spooled {
        /// The first bytes of every file of this format.
        signature: &'static [u8],
        /// Writes it to a file without a name, which is gone when it is closed.
        file: BoxFuture<'static, Result<File, ExportError>>,
    },
}

impl Downloads {
    /// A selection that is to be written. `name` is that of the layer, feed or sheet: letters, digits and hyphens.
    /// `path` is the address that was asked, with its query, from the first slash on: a feed names it.
    #[must_use]
    pub fn download(&self, selection: Selection, name: &str, path: &str) -> Download {
        Download::new(selection, name, Arc::clone(&self.site_url), path)
    }

    /// Begins to write a download. A spooled format takes a file slot until its file is complete, not until it is sent.
    ///
    /// # Errors
    /// [`ExportError::Busy`] when no file slot becomes free, [`ExportError::TooManyRows`] for a workbook that would not
    /// open.
    pub async fn start(&self, format: Format, download: Download) -> Result<ByteStream, ExportError> {
        if format == Format::Xlsx && download.selection.indexes.len() > MOST_ROWS {
            return Err(ExportError::TooManyRows);
        }
        match self.output(format, download) {
            Output::Chunks(chunks) => Ok(streamed(*chunks)),
            Output::Spooled { signature, file } => {
                let permit = timeout(SLOT_TIMEOUT, Arc::clone(&self.slots).acquire_owned()).await;
                let Ok(Ok(permit)) = permit else { return Err(ExportError::Busy) };
                Ok(spooled::after(signature, async move {
                    let file = file.await;
                    drop(permit);
                    file.inspect_err(|error| {
                        tracing::error!(%error, format = format.extension(), "a download could not be made");
                    })
                }))
            }
        }
    }

    /// Writes a download without taking a file slot, for background jobs.
    ///
    /// # Errors
    /// When the file can't be written.
    pub async fn in_background(&self, format: Format, download: Download) -> Result<ByteStream, ExportError> {
        match self.output(format, download) {
            Output::Chunks(chunks) => Ok(streamed(*chunks)),
            Output::Spooled { file, .. } => Ok(spooled::whole(file.await?)?),
        }
    }

    pub(super) fn output(&self, format: Format, mut download: Download) -> Output {
        let folder = self.scratch.clone();
        match format {
            Format::GeoJson => chunked(download, GeoJson),
            Format::Csv => chunked(download, Csv),
            Format::Kml => chunked(download, Kml { colour: self.colour }),
            Format::Atom => {
                Atom::order(&mut download.selection);
                chunked(download, Atom)
            }
            Format::Xlsx => Output::Spooled {
                signature: xlsx::SIGNATURE,
                file: Box::pin(
                    async move { tokio::task::spawn_blocking(move || xlsx::write(&download, &folder)).await? },
                ),
            },
            Format::GeoPackage => Output::Spooled {
                signature: geopackage::SIGNATURE,
                file: Box::pin(async move { geopackage::write(&download, &folder).await }),
            },
        }
    }
}

fn chunked(download: Download, format: impl RowFormat + Send + 'static) -> Output {
    Output::Chunks(Box::new(ChunkStream::new(download, format)))
}

/// Chunks as a stream that makes each when it is asked for.
fn streamed(chunks: ChunkStream) -> ByteStream {
    stream::iter(chunks.map(Ok)).boxed()
}
