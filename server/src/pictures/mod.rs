//! Pictures: from what somebody uploads, to two JPEG files that say nothing but what is on them.
//!
//! What comes in is never kept: it is decoded within limits, turned upright, made smaller and written anew. So no
//! position, no camera and no other program's tricks come out again.

mod avif;
mod decode;
mod encode;
mod storage;
mod web;

use std::sync::Arc;

use bytes::Bytes;
use domain::{Picture, PictureSize};
use futures_util::TryStreamExt as _;
use jiff::Timestamp;
use object_store::{GetResult, ObjectStore, ObjectStoreExt as _, PutPayload, path::Path};
use store::{PictureVisibility, Store, StoreError};
use tokio::{
    sync::{Mutex, Semaphore},
    task::JoinError,
};

pub use storage::{Storage, StorageError};

/// Uploads at the same time: what they hold in memory together is this many files.
const RECEIVING: usize = 16;
/// Pictures that are decoded at the same time: each may need [`decode::MAX_BYTES`], and all of a processor.
const DECODING: usize = 1;

/// Why an upload is not kept, as a sentence part after "Foto".
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum PictureError {
    #[error("is geen foto die we kunnen lezen; kies een JPEG, PNG, WebP of AVIF")]
    NoPicture,
    #[error("is beschadigd of niet compleet; kies een andere, of bewaar hem opnieuw")]
    Damaged,
    #[error("heeft te veel beeldpunten; hooguit 40 miljoen. Maak hem eerst kleiner")]
    TooManyPixels,
    #[error("is nu niet te bewaren; probeer het zo nog eens")]
    Storage(#[from] object_store::Error),
    #[error("is nu niet te bewaren; probeer het zo nog eens")]
    Database(#[from] StoreError),
}

/// Where pictures are made and kept.
#[derive(Debug)]
pub struct Pictures {
    objects: Box<dyn ObjectStore>,
    /// The folder within the object store; empty for all of it.
    folder: Path,
    /// A place for each upload.
    pub receiving: Arc<Semaphore>,
    decoding: Arc<Semaphore>,
    /// Held while a picture is written with its row, or taken away without one: never both.
    changing: Mutex<()>,
}

impl Pictures {
    /// Opens the place where pictures are kept.
    ///
    /// # Errors
    /// When it is no address of one, or the folder can't be made.
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

    /// Makes a picture of what was uploaded and keeps it, until it is sent in or forgotten. It says nothing yet.
    ///
    /// # Errors
    /// When it is no picture, too large in pixels, or can't be kept now.
    pub async fn keep(&self, bytes: Vec<u8>, store: &Store, now: &str) -> Result<Picture, PictureError> {
        let (picture, files) = {
            // It is never closed; without a place there is no turn. Who goes away leaves the decoder at work, in its place.
            let turn = Arc::clone(&self.decoding).acquire_owned().await;
            let made = tokio::task::spawn_blocking(move || {
                let _turn = turn;
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

    /// What every file is called, in the order of the alphabet.
    ///
    /// # Errors
    /// When they can't be reached.
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

    /// Keeps a file that another map made, under its own name.
    ///
    /// # Errors
    /// When it can't be kept.
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

    /// Forgets what was uploaded before `before` and never sent in, and takes away every file from before then that
    /// nothing refers to. Younger ones stay: who puts an older database back can still go forward again. Files with
    /// other names stay too. Gives how many went.
    ///
    /// # Errors
    /// When the files or the database can't be reached.
    pub async fn tidy(&self, store: &Store, before: &str) -> Result<usize, PictureError> {
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
