//! Pictures of an initiative: how many, what is said about them, and how large they are shown.

/// The most pictures of one initiative.
pub const MAX_PICTURES: usize = 6;
/// The largest file of a picture that is sent in, in MB of 1024 · 1024 bytes.
pub const MAX_FILE_MB: usize = 10;
/// The longest description of a picture, in characters.
pub const MAX_ALT: usize = 250;
/// The fields of the descriptions, in the order of the pictures.
pub const ALT_FIELDS: [&str; MAX_PICTURES] = ["foto-1", "foto-2", "foto-3", "foto-4", "foto-5", "foto-6"];

/// A picture that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Of its contents, [`Picture::HASH`] hexadecimal digits: what its address is made of.
    pub hash: String,
    /// Its text alternative. It may be empty only while it is being sent in.
    pub alt: String,
    /// In its largest size, in pixels.
    pub width: u32,
    /// In its largest size, in pixels.
    pub height: u32,
}

/// A size in which every picture is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureSize {
    /// For a phone, or for two beside each other.
    Small,
    /// For a large screen.
    Large,
}

impl PictureSize {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Small, Self::Large];

    /// The most it is wide, in pixels; its name in an address.
    #[must_use]
    pub fn width(self) -> u32 {
        match self {
            Self::Small => 640,
            Self::Large => 1600,
        }
    }

    /// A picture of `width` by `height` pixels in this size: never larger, and at most twice as high as wide at its
    /// widest.
    #[must_use]
    pub fn fit(self, width: u32, height: u32) -> (u32, u32) {
        let (width, height) = (f64::from(width.max(1)), f64::from(height.max(1)));
        let most = f64::from(self.width());
        let scale = (most / width).min(2.0 * most / height).min(1.0);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "smaller than what came in")]
        let pixels = |side: f64| (side * scale).round().max(1.0) as u32;
        (pixels(width), pixels(height))
    }
}

impl Picture {
    /// How many digits a hash has.
    pub const HASH: usize = 32;

    /// Where it is served in a size.
    #[must_use]
    pub fn href(&self, size: PictureSize) -> String {
        format!("/fotos/{}", self.file(size))
    }

    /// What the file of a size is called.
    #[must_use]
    pub fn file(&self, size: PictureSize) -> String {
        format!("{}-{}.jpg", self.hash, size.width())
    }

    /// The hash and the size in the name of a file; `None` when it is no such name.
    #[must_use]
    pub fn parse_file(name: &str) -> Option<(&str, PictureSize)> {
        let (hash, width) = name.strip_suffix(".jpg")?.split_once('-')?;
        let size = PictureSize::ALL.into_iter().find(|size| size.width().to_string() == width)?;
        Self::is_hash(hash).then_some((hash, size))
    }

    /// Whether a text can be a hash.
    #[must_use]
    pub fn is_hash(text: &str) -> bool {
        text.len() == Self::HASH && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    }
}

/// The description of a picture, in one line.
///
/// # Errors
/// A Dutch sentence part when there is none, or too much of it.
pub fn alt(text: &str) -> Result<String, String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        Err("is leeg; beschrijf wat er op de foto staat, voor wie hem niet ziet".to_owned())
    } else if text.chars().count() > MAX_ALT {
        Err(format!("is te lang; hooguit {MAX_ALT} tekens"))
    } else if text.chars().any(char::is_control) {
        Err("bevat een stuurteken".to_owned())
    } else {
        Ok(text)
    }
}
