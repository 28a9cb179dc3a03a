//! The decoded picture, and its limits.

use image::{RgbImage, metadata::Orientation};
use moxcms::ColorProfile;

use crate::error::PictureError;

/// The maximum number of pixels: more than phones produce, and few enough for [`MAX_DECODED_BYTES`] in every format.
pub(super) const MAX_PIXELS: u32 = 40_000_000;
/// The longest side, in pixels: a panorama of a phone.
const MAX_SIDE: u32 = 20_000;
/// How many times a picture may be as long as it is wide, or as wide as it is high. Beyond it a line is left of it on the page.
const MAX_RATIO: u32 = 20;
/// The maximum memory of a decoder, in bytes.
pub(super) const MAX_DECODED_BYTES: u64 = 256 * 1024 * 1024;

/// The pixels of a file, before they are turned.
pub(super) struct Decoded {
    /// The pixels; transparent ones are white.
    pub(super) pixels: RgbImage,
    /// The steps that turn it upright, in this order.
    pub(super) turns: Vec<Orientation>,
    /// The colour profile; `None` for sRGB.
    pub(super) profile: Option<ColorProfile>,
}

/// Whether a picture of this size is decoded.
///
/// # Errors
/// When it has too many pixels, or is a line.
pub(super) fn check_size(width: u32, height: u32) -> Result<(), PictureError> {
    let (short, long) = (width.min(height), width.max(height));
    if u64::from(width) * u64::from(height) > u64::from(MAX_PIXELS) {
        Err(PictureError::TooManyPixels)
    } else if long > MAX_SIDE || long > short.saturating_mul(MAX_RATIO) {
        Err(PictureError::TooLong)
    } else {
        Ok(())
    }
}

/// Blends a channel with white.
pub(super) fn over_white(value: u8, alpha: u8) -> u8 {
    let (value, alpha) = (u32::from(value), u32::from(alpha));
    // The mean of two bytes is a byte.
    u8::try_from((value * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
}
