//! Pictures: from an upload to two JPEG files that hold nothing but the image, in a folder or a bucket.
//!
//! An upload is never kept as it came: it is decoded within limits, turned upright, made smaller and written anew. So
//! no position, no name of a camera and no exploit for another program comes out again.
//!
//! Knows the domain and the rows about pictures in the store. It must not know HTTP requests, HTML or the time of day.

mod avif;
mod decode;
mod encode;
mod error;
mod http_client;
mod pixels;
mod storage;

use std::sync::Arc;

use bytes::Bytes;
use domain::{Moment, Picture, PictureSize};
use futures_util::TryStreamExt as _;
use jiff::Timestamp;
use object_store::{GetResult, ObjectStore, ObjectStoreExt as _, PutPayload, path::Path};
use store::{PictureVisibility, Store};
use tokio::{
    sync::{Mutex, Semaphore},
    task::JoinError,
};

pub use error::PictureError;
pub use storage::{Storage, StorageError};

/// Uploads at the same time, each of which holds a file in memory.
const RECEIVING: usize = 16;
/// Pictures that are decoded at the same time: each may need `pixels::MAX_DECODED_BYTES`, and a whole processor.
const DECODING: usize = 1;

/// The pictures of a map.
#[derive(Debug)]
pub struct Pictures {
    objects: Box<dyn ObjectStore>,
    /// The folder within the object store; empty for all of it.
    folder: Path,
    /// One permit for each upload.
    pub receiving: Arc<Semaphore>,
    decoding: Arc<Semaphore>,
    /// Held while a picture is written with its row, or deleted because it has none: never both at once.
    changing: Mutex<()>,
}

impl Pictures {
    /// Opens the folder or bucket.
    ///
    /// # Errors
    /// When the address is invalid, or the folder can't be created.
    pub fn open(storage: &Storage) -> Result<Self, StorageError> {
        let (objects, folder) = storage.open()?;
        Ok(Self {
            objects,
            folder,
            receiving: Arc::new(Semaphore::new(RECEIVING)),
            decoding: Arc::new(Semaphore::new(DECODING)),
            changing: Mutex::new(()),
        })
    }

    /// Makes a picture from an upload and keeps it until it is submitted or expires. It has no description yet.
    ///
    /// # Errors
    /// When it is no picture, has too many pixels, or can't be stored now.
    pub async fn keep(&self, bytes: Vec<u8>, store: &Store, now: Moment) -> Result<Picture, PictureError> {
        let (picture, files) = {
            // The semaphore is never closed. A client that disconnects does not free its slot: the decoder goes on.
            let permit = Arc::clone(&self.decoding).acquire_owned().await;
            let made = tokio::task::spawn_blocking(move || {
                let _permit = permit;
                encode::encode(decode::decode(&bytes)?)
            });
            let made = made.await;
            made.map_err(|error: JoinError| {
                tracing::warn!(%error, "a decoder panicked");
                PictureError::Damaged
            })??
        };
        let _alone = self.changing.lock().await;
        for (size, file) in PictureSize::ALL.into_iter().zip(files) {
            self.objects.put(&self.path(&picture.file(size)), PutPayload::from(Bytes::from(file))).await?;
        }
        store.keep_upload(&picture.hash, (picture.width, picture.height), now).await?;
        Ok(picture)
    }

    /// The names of all files, sorted.
    ///
    /// # Errors
    /// When the storage can't be reached.
    pub async fn names(&self) -> object_store::Result<Vec<String>> {
        let files = self.objects.list(Some(&self.folder));
        let named = files.try_filter_map(async |file| {
            let name = file.location.filename().filter(|name| Picture::parse_file(name).is_some());
            Ok(name.map(str::to_owned))
        });
        let mut names: Vec<_> = named.try_collect().await?;
        names.sort_unstable();
        Ok(names)
    }

    /// Stores a file from an export, under its own name.
    ///
    /// # Errors
    /// When it can't be stored.
    pub async fn put(&self, name: &str, contents: Vec<u8>) -> object_store::Result<()> {
        self.objects.put(&self.path(name), PutPayload::from(contents)).await.map(drop)
    }

    /// A file, see [`Picture::file`].
    ///
    /// # Errors
    /// When there is none, or it can't be reached.
    pub async fn file(&self, name: &str) -> object_store::Result<GetResult> {
        self.objects.get(&self.path(name)).await
    }

    /// Deletes uploads from before `before` that were never submitted, and all files from before then that nothing
    /// refers to. Returns the number of deleted files. Younger files stay, so that an operator who restores an older
    /// database can still go back to the newer one. Files with other names stay too.
    ///
    /// # Errors
    /// When the storage or the database can't be reached.
    pub async fn tidy(&self, store: &Store, before: Moment) -> Result<usize, PictureError> {
        store.forget_pictures(before).await?;
        let before = before.parse::<Timestamp>().ok().map(Timestamp::as_second);
        let mut gone = 0;
        let mut files = self.objects.list(Some(&self.folder));
        while let Some(file) = files.try_next().await? {
            let Some((hash, _)) = file.location.filename().and_then(Picture::parse_file) else { continue };
            if before.is_none_or(|before| file.last_modified.timestamp() >= before) {
                continue;
            }
            let _alone = self.changing.lock().await;
            if store.picture_seen(hash).await? == PictureVisibility::Unknown {
                self.objects.delete(&file.location).await?;
                gone += 1;
            }
        }
        Ok(gone)
    }

    fn path(&self, name: &str) -> Path {
        self.folder.clone().join(name)
    }
}
