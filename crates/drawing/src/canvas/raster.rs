//! Renders SVG to pixels.

use image::{
    ExtendedColorType, ImageEncoder as _,
    codecs::png::{CompressionType, FilterType, PngEncoder},
};
use resvg::{
    tiny_skia::{Color, Pixmap, Transform},
    usvg::{Options, Tree},
};

use super::fonts::database;
use crate::error::DrawingError;

/// Reads one of our drawings, with our fonts.
///
/// # Errors
/// When it is malformed.
pub(crate) fn parse(svg: &str) -> Result<Tree, DrawingError> {
    let options =
        Options { fontdb: database(), font_family: "Atkinson Hyperlegible Next".to_owned(), ..Options::default() };
    Ok(Tree::from_str(svg, &options)?)
}

/// The drawing as PNG, with `scale` pixels per unit.
///
/// # Errors
/// When it has no size, or can't be written.
pub(crate) fn png(svg: &str, scale: f64) -> Result<Vec<u8>, DrawingError> {
    let tree = parse(svg)?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few thousand pixels")]
    let pixels = |side: f32| (f64::from(side) * scale).round() as u32;
    let mut pixmap =
        Pixmap::new(pixels(tree.size().width()), pixels(tree.size().height())).ok_or(DrawingError::Empty)?;
    // The last row and column may be only partly covered.
    pixmap.fill(Color::WHITE);
    #[allow(clippy::cast_possible_truncation, reason = "a small number")]
    let transform = Transform::from_scale(scale as f32, scale as f32);
    resvg::render(&tree, transform, &mut pixmap.as_mut());
    // Paper is white, so drop the alpha channel, a quarter of the bytes.
    let mut colours = Vec::with_capacity(pixmap.data().len() / 4 * 3);
    for pixel in pixmap.data().chunks_exact(4) {
        colours.extend_from_slice(&pixel[..3]);
    }
    let mut file = Vec::new();
    PngEncoder::new_with_quality(&mut file, CompressionType::Fast, FilterType::Adaptive)
        .write_image(&colours, pixmap.width(), pixmap.height(), ExtendedColorType::Rgb8)
        .map_err(|error| DrawingError::Write(error.to_string()))?;
    Ok(file)
}
