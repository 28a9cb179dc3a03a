//! Why an upload is refused.

use store::StoreError;

/// Why an upload is refused; the messages are Dutch, to follow the word "Foto".
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// No format that we read.
    #[error("is geen foto die we kunnen lezen; kies een JPEG, PNG, WebP of AVIF")]
    NoPicture,
    /// A format that is known, and not read here: its name, and what to do.
    #[error("is {name}; dat lezen we niet. {advice}")]
    OtherFormat {
        /// With an article: "een HEIC-foto van een iPhone".
        name: &'static str,
        /// A sentence.
        advice: &'static str,
    },
    /// The file is damaged or incomplete.
    #[error("is beschadigd of niet compleet; kies een andere, of bewaar hem opnieuw")]
    Damaged,
    /// More than 40 million pixels.
    #[error("heeft te veel beeldpunten; hooguit 40 miljoen. Maak hem eerst kleiner")]
    TooManyPixels,
    /// A side is too long, or much longer than the other.
    #[error(
        "is te lang en te smal; hooguit 20.000 beeldpunten per kant, en hooguit 20 keer zo lang als breed. Snijd hem eerst bij"
    )]
    TooLong,
    /// The storage can't be reached.
    #[error("is nu niet te bewaren; probeer het zo nog eens")]
    Storage(#[from] object_store::Error),
    /// The database can't be reached.
    #[error("is nu niet te bewaren; probeer het zo nog eens")]
    Database(#[from] StoreError),
}
