//! From SVG to pixels.

use image::{
    ExtendedColorType, ImageEncoder as _,
    codecs::png::{CompressionType, FilterType, PngEncoder},
};
use resvg::{
    tiny_skia::{Color, Pixmap, Transform},
    usvg::{Options, Tree},
};

use super::letters::database;

/// Why a drawing could not be made; for the log.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DrawError {
    /// What we wrote is no SVG.
    #[error("the drawing can't be read: {0}")]
    Svg(#[from] resvg::usvg::Error),
    /// It has no size.
    #[error("the drawing has no pixels")]
    Empty,
    /// It has so many pages, and another was asked for.
    #[error("there are only {0} pages")]
    Page(usize),
    /// It can't be written as PNG or PDF.
    #[error("the drawing can't be written: {0}")]
    Write(String),
    /// The data of the ground can't be read.
    #[error(transparent)]
    Ground(#[from] territory::TerritoryError),
}

/// Reads a drawing of ours, with our letters.
///
/// # Errors
/// When it is not well formed.
pub(crate) fn parse(svg: &str) -> Result<Tree, DrawError> {
    let options =
        Options { fontdb: database(), font_family: "Atkinson Hyperlegible Next".to_owned(), ..Options::default() };
    Ok(Tree::from_str(svg, &options)?)
}

/// The drawing as PNG; `scale` is pixels per unit.
///
/// # Errors
/// When it has no size, or can't be written.
pub(crate) fn png(svg: &str, scale: f64) -> Result<Vec<u8>, DrawError> {
    let tree = parse(svg)?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few thousand pixels")]
    let pixels = |side: f32| (f64::from(side) * scale).round() as u32;
    let mut pixmap = Pixmap::new(pixels(tree.size().width()), pixels(tree.size().height())).ok_or(DrawError::Empty)?;
    // The last row and column may be covered in part.
    pixmap.fill(Color::WHITE);
    #[allow(clippy::cast_possible_truncation, reason = "a small number")]
    let transform = Transform::from_scale(scale as f32, scale as f32);
    resvg::render(&tree, transform, &mut pixmap.as_mut());
    // Paper is white: without the alpha it is a quarter less.
    let mut colours = Vec::with_capacity(pixmap.data().len() / 4 * 3);
    for pixel in pixmap.data().chunks_exact(4) {
        colours.extend_from_slice(&pixel[..3]);
    }
    let mut file = Vec::new();
    PngEncoder::new_with_quality(&mut file, CompressionType::Fast, FilterType::Adaptive)
        .write_image(&colours, pixmap.width(), pixmap.height(), ExtendedColorType::Rgb8)
        .map_err(|error| DrawError::Write(error.to_string()))?;
    Ok(file)
}
