//! The paper: size and orientation.

/// The sizes of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// `a4`: 210 by 297 mm.
    A4,
    /// `a3`: 297 by 420 mm.
    A3,
}

/// A sheet of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper {
    /// Its size.
    pub size: Size,
    /// Whether the long side is horizontal.
    pub landscape: bool,
}

impl Size {
    /// Both, the smaller first.
    pub const ALL: [Self; 2] = [Self::A4, Self::A3];

    /// The size in addresses: `a4` or `a3`.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A3 => "a3",
        }
    }

    /// Reads [`Size::slug`].
    ///
    /// # Errors
    /// A Dutch sentence part with the choices.
    pub fn parse(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|size| size.slug() == text).ok_or_else(|| "kies a4 of a3".to_owned())
    }
}

impl Paper {
    /// Reads `staand` or `liggend`; true for the latter.
    ///
    /// # Errors
    /// A Dutch sentence part with the choices.
    pub fn parse_landscape(text: &str) -> Result<bool, String> {
        match text {
            "staand" => Ok(false),
            "liggend" => Ok(true),
            _ => Err("kies staand of liggend".to_owned()),
        }
    }

    /// `staand` or `liggend`.
    #[must_use]
    pub fn way(self) -> &'static str {
        if self.landscape { "liggend" } else { "staand" }
    }

    /// Width and height in millimetres.
    #[must_use]
    pub fn millimetres(self) -> (f64, f64) {
        let (short, long) = match self.size {
            Size::A4 => (210.0, 297.0),
            Size::A3 => (297.0, 420.0),
        };
        if self.landscape { (long, short) } else { (short, long) }
    }

    /// Width and height in points.
    pub(crate) fn points(self) -> (f64, f64) {
        let (width, height) = self.millimetres();
        (width * 72.0 / 25.4, height * 72.0 / 25.4)
    }

    /// The scale relative to A4.
    pub(crate) fn scale(self) -> f64 {
        match self.size {
            Size::A4 => 1.0,
            Size::A3 => 4.0 / 3.0,
        }
    }

    /// Pixels per point of the PNG: 200 dots per inch, and 150 on the larger paper. Both give some 4 million pixels.
    pub(crate) fn pixels(self) -> f64 {
        match self.size {
            Size::A4 => 200.0 / 72.0,
            Size::A3 => 150.0 / 72.0,
        }
    }
}
