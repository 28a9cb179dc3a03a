//! Decodes a file to pixels, within limits. The format follows from the first bytes, not from the name.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits, RgbImage};
use moxcms::ColorProfile;

use super::{
    avif,
    error::PictureError,
    pixels::{Decoded, MAX_DECODED_BYTES, MAX_PIXELS, over_white},
};

/// Reads a JPEG, PNG, WebP or AVIF.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, PictureError> {
    if avif::is_avif(bytes) {
        return avif::decode(bytes);
    }
    let format = image::guess_format(bytes).map_err(|_| PictureError::NoPicture)?;
    match format {
        // The decoder would fill a missing end with grey.
        ImageFormat::Jpeg if !complete(bytes) => return Err(PictureError::Damaged),
        ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP => {}
        _ => return Err(PictureError::NoPicture),
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| refused(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > u64::from(MAX_PIXELS) || decoder.total_bytes() > MAX_DECODED_BYTES {
        return Err(PictureError::TooManyPixels);
    }
    let turns = decoder.orientation().into_iter().collect();
    let profile = decoder.icc_profile().ok().flatten();
    let image = DynamicImage::from_decoder(decoder).map_err(|error| refused(&error))?;
    let profile = profile.and_then(|profile| ColorProfile::new_from_slice(&profile).ok());
    Ok(Decoded { pixels: on_white(image), turns, profile })
}

fn refused(error: &ImageError) -> PictureError {
    match error {
        ImageError::Limits(_) => PictureError::TooManyPixels,
        ImageError::Unsupported(_) => PictureError::NoPicture,
        _ => PictureError::Damaged,
    }
}

fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let (width, height) = (image.width(), image.height());
    let seen = |pixel: &image::Rgba<u8>| {
        let [colour @ .., alpha] = pixel.0;
        image::Rgb(colour.map(|value| over_white(value, alpha)))
    };
    let rgba = image.into_rgba8();
    let mut pixels = RgbImage::new(width, height);
    for (to, from) in pixels.pixels_mut().zip(rgba.pixels()) {
        *to = seen(from);
    }
    pixels
}

/// Whether a JPEG has its end marker, since the decoder does not report a missing end.
fn complete(bytes: &[u8]) -> bool {
    let mut at = 2;
    let mut scan = false;
    while let Some(&[first, marker]) = bytes.get(at..at + 2) {
        match (first, marker) {
            (0xff, 0xd9) => return true,
            // Fill bytes, and markers without a length.
            (0xff, 0xff) => at += 1,
            (0xff, 0x00 | 0x01 | 0xd0..=0xd8) => at += 2,
            (0xff, _) => {
                let Some(&[high, low]) = bytes.get(at + 2..at + 4) else { return false };
                at += 2 + usize::from(u16::from_be_bytes([high, low]));
                scan = marker == 0xda;
            }
            _ if scan => at += 1,
            _ => return false,
        }
    }
    false
}
