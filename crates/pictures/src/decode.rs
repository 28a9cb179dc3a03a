//! Decodes a file to pixels, within limits. The format follows from the first bytes, not from the name.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits, RgbImage};
use moxcms::ColorProfile;

use super::{
    avif,
    error::PictureError,
    pixels::{Decoded, MAX_DECODED_BYTES, check_size, over_white},
};

/// Reads a JPEG, PNG, WebP or AVIF.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, PictureError> {
    if avif::is_avif(bytes) {
        return avif::decode(bytes);
    }
    if let Some((name, advice)) = other_format(bytes) {
        return Err(PictureError::OtherFormat { name, advice });
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
    check_size(width, height)?;
    if decoder.total_bytes() > MAX_DECODED_BYTES {
        return Err(PictureError::TooManyPixels);
    }
    let turns = decoder.orientation().into_iter().collect();
    let profile = decoder.icc_profile().ok().flatten();
    let image = DynamicImage::from_decoder(decoder).map_err(|error| refused(&error))?;
    let profile = profile.and_then(|profile| ColorProfile::new_from_slice(&profile).ok());
    Ok(Decoded { pixels: on_white(image), turns, profile })
}

/// Formats that people send and that are not read here, by their first bytes: the name, and what to do.
fn other_format(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let begins = |with: &[u8]| bytes.starts_with(with);
    let brand = bytes.get(8..12).filter(|_| bytes.get(4..8) == Some(b"ftyp"));
    let text = String::from_utf8_lossy(bytes.get(..bytes.len().min(512)).unwrap_or_default());
    match brand {
        Some(b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1") => Some((
            "een HEIC-foto, zoals een iPhone die maakt",
            "Deel hem als JPEG (op de iPhone: Instellingen, Camera, Structuren, Meest compatibel), of maak er een schermafdruk van",
        )),
        Some(b"avif" | b"avis") => None,
        Some(_) => Some(("een film", "Kies een foto, of maak een schermafdruk van een beeld eruit")),
        None if begins(b"GIF8") => Some(("een GIF", "Bewaar hem als PNG of JPEG")),
        None if begins(b"II*\0") || begins(b"MM\0*") => {
            Some(("een TIFF of een foto zoals de camera hem opslaat (RAW)", "Bewaar hem als JPEG"))
        }
        None if begins(b"BM") => Some(("een BMP", "Bewaar hem als PNG of JPEG")),
        None if begins(b"%PDF") => Some(("een pdf", "Maak een schermafdruk van de bladzijde, of bewaar haar als JPEG")),
        None if text.contains("<svg") => Some(("een tekening (SVG)", "Bewaar hem als PNG")),
        None => None,
    }
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
