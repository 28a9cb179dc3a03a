//! Encodes pixels to the files that are served: upright, in sRGB, in two sizes, without metadata.

use domain::{Picture, PictureSize};
use image::{
    DynamicImage, RgbImage,
    codecs::jpeg::JpegEncoder,
    imageops::{FilterType, resize, thumbnail},
    metadata::Orientation,
};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::{error::PictureError, pixels::Decoded};

/// The quality of a JPEG, 1 to 100.
const QUALITY: u8 = 82;

/// The picture, and its files in the order of [`PictureSize::ALL`].
pub(super) fn encode(decoded: Decoded) -> Result<(Picture, [Vec<u8>; 2]), PictureError> {
    let Decoded { pixels, turns, profile } = decoded;
    let lies = turns.iter().filter(|turn| is_quarter(**turn)).count() % 2 == 1;
    let (width, height) = pixels.dimensions();
    // The size is that of the upright picture.
    let (width, height) = if lies {
        let (height, width) = PictureSize::Large.fit(height, width);
        (width, height)
    } else {
        PictureSize::Large.fit(width, height)
    };
    let mut large = DynamicImage::ImageRgb8(shrink(pixels, width, height));
    for turn in turns {
        large.apply_orientation(turn);
    }
    let large = in_srgb(large.into_rgb8(), profile);
    let (width, height) = large.dimensions();
    let (small_width, small_height) = PictureSize::Small.fit(width, height);
    let small = resize(&large, small_width, small_height, FilterType::CatmullRom);
    let files = [jpeg(&small)?, jpeg(&large)?];
    let mut hash = blake3::hash(&files[1]).to_hex().to_string();
    hash.truncate(Picture::HASH);
    Ok((Picture { hash, alt: String::new(), width, height }, files))
}

fn is_quarter(turn: Orientation) -> bool {
    matches!(
        turn,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    )
}

/// Scales down in two steps: the precise one needs 16 bytes per pixel, so a coarse one comes first, whichever side is too long.
fn shrink(mut pixels: RgbImage, width: u32, height: u32) -> RgbImage {
    let (from_width, from_height) = pixels.dimensions();
    if (from_width, from_height) == (width, height) {
        return pixels;
    }
    let coarse = (from_width.min(2 * width), from_height.min(2 * height));
    if coarse != (from_width, from_height) {
        pixels = thumbnail(&pixels, coarse.0, coarse.1);
    }
    resize(&pixels, width, height, FilterType::CatmullRom)
}

/// Converts the colours to sRGB. A profile that can't be used is ignored.
fn in_srgb(mut pixels: RgbImage, profile: Option<ColorProfile>) -> RgbImage {
    let Some(profile) = profile.filter(|profile| profile.color_space == DataColorSpace::Rgb) else { return pixels };
    let options = TransformOptions::default();
    let transform = profile.create_transform_8bit(Layout::Rgb, &ColorProfile::new_srgb(), Layout::Rgb, options);
    if let Ok(transform) = transform {
        let mut seen = vec![0; pixels.len()];
        if transform.transform(&pixels, &mut seen).is_ok() {
            pixels.copy_from_slice(&seen);
        }
    }
    pixels
}

fn jpeg(pixels: &RgbImage) -> Result<Vec<u8>, PictureError> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, QUALITY).encode_image(pixels).map_err(|error| {
        tracing::error!(%error, "a picture can't be written");
        PictureError::Damaged
    })?;
    Ok(file)
}
