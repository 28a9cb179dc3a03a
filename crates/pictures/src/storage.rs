//! The storage of files: a folder, or a bucket that speaks S3.

use std::path::PathBuf;

use object_store::{
    ObjectStore,
    aws::{AmazonS3Builder, AmazonS3ConfigKey},
    local::LocalFileSystem,
    path::Path,
};

use super::http_client::Connector;

/// The storage of files.
#[derive(Debug, Clone)]
pub enum Storage {
    /// A folder, which is created when it is not there.
    Folder(PathBuf),
    /// `s3://bucket/folder`, with settings such as `AWS_ACCESS_KEY_ID` and `AWS_ENDPOINT`.
    S3 {
        /// The address.
        url: String,
        /// Names and values; unknown names are ignored.
        settings: Vec<(String, String)>,
    },
}

/// Why the storage can't be used; the messages are Dutch, for an operator.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// Neither a folder nor an S3 address.
    #[error("moet een map zijn, of een adres zoals s3://emmer/map")]
    Address,
    /// The folder can't be created.
    #[error("de map {} kan niet worden gemaakt: {source}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// The error of the system.
        source: std::io::Error,
    },
    /// The settings for S3 are invalid.
    #[error("{0}")]
    Settings(#[from] object_store::Error),
}

impl Storage {
    /// Reads a folder or an address. `settings` are for S3, usually the environment.
    ///
    /// # Errors
    /// When it is another kind of address.
    pub fn parse(text: &str, settings: impl Iterator<Item = (String, String)>) -> Result<Self, StorageError> {
        match text.split_once("://") {
            None if !text.trim().is_empty() => Ok(Self::Folder(PathBuf::from(text))),
            Some(("s3", rest)) if !rest.is_empty() && !rest.starts_with('/') => Ok(Self::S3 {
                url: text.to_owned(),
                settings: settings.filter(|(n, _)| n.starts_with("AWS_")).collect(),
            }),
            _ => Err(StorageError::Address),
        }
    }

    /// The object store, and the folder in it.
    pub(super) fn open(&self) -> Result<(Box<dyn ObjectStore>, Path), StorageError> {
        match self {
            Self::Folder(path) => {
                let folder = |source| StorageError::Folder { path: path.clone(), source };
                std::fs::create_dir_all(path).map_err(folder)?;
                // Sync to disk, so that a picture that was confirmed survives a power failure.
                Ok((Box::new(LocalFileSystem::new_with_prefix(path)?.with_fsync(true)), Path::default()))
            }
            Self::S3 { url, settings } => {
                let folder = url.splitn(4, '/').nth(3).unwrap_or_default();
                let mut builder = AmazonS3Builder::new().with_url(url).with_http_connector(Connector);
                // Not every S3 server can delete several files at once.
                builder = builder.with_disable_bulk_delete(true);
                for (name, value) in settings {
                    if let Ok(key) = name.to_ascii_lowercase().parse::<AmazonS3ConfigKey>() {
                        builder = builder.with_config(key, value);
                    }
                }
                Ok((Box::new(builder.build()?), Path::from(folder)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;

    fn parse(text: &str) -> Result<Storage, StorageError> {
        let settings = [("AWS_REGION", "nl"), ("PATH", "/bin")].map(|(n, v)| (n.to_owned(), v.to_owned()));
        Storage::parse(text, settings.into_iter())
    }

    #[test]
    fn storage_is_a_folder_or_a_bucket() {
        assert!(matches!(parse("./fotos").unwrap(), Storage::Folder(path) if path.as_os_str() == "./fotos"));
        let Storage::S3 { settings, .. } = parse("s3://emmer/map/fotos").unwrap() else { panic!("no bucket") };
        assert_eq!(settings, [("AWS_REGION".to_owned(), "nl".to_owned())]);
        assert_eq!(parse("s3://emmer/map/fotos").unwrap().open().unwrap().1.as_ref(), "map/fotos");
        assert_eq!(parse("s3://emmer").unwrap().open().unwrap().1.as_ref(), "");
        for other in ["", " ", "http://emmer/map", "s3://", "s3:///map", "gs://emmer"] {
            assert!(parse(other).is_err(), "{other}");
        }
    }
}
