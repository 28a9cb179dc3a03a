//! AVIF: a picture in AV1. The decoder is written in Rust, so the program stays one file that needs no library.

mod boxes;

use std::borrow::Cow;

use image::{Rgb, RgbImage};
use moxcms::{CicpColorPrimaries, CicpProfile, ColorProfile, MatrixCoefficients, TransferCharacteristics};
use re_rav1d::{
    Decoder, PixelLayout, PlanarImageComponent as Component, Settings,
    pixel::{MatrixCoefficients as Matrix, YUVRange},
};

use super::{
    error::PictureError,
    pixels::{Decoded, MAX_PIXELS, check_size, over_white},
};
use boxes::Colour;

pub(crate) use boxes::is_avif;

/// Decodes an AVIF in a single piece.
pub(super) fn decode(file: &[u8]) -> Result<Decoded, PictureError> {
    let still = boxes::read(file).ok_or(PictureError::Damaged)?;
    let (width, height) = still.size;
    check_size(width, height)?;
    // The frame is gone before the next one.
    let mut pixels = pixels(&frame(still.data)?, still.colour)?;
    if let Some(alpha) = still.alpha {
        let alpha = self::frame(alpha)?;
        if (alpha.width(), alpha.height()) == pixels.dimensions() {
            let seen = Samples::of(&alpha, Component::Y);
            for (x, y, pixel) in pixels.enumerate_pixels_mut() {
                let seen = byte(f32::from(seen.at(x, y)) / seen.most());
                pixel.0 = pixel.0.map(|value| over_white(value, seen));
            }
        }
    }
    let profile = match (still.profile, still.colour) {
        (Some(profile), _) => ColorProfile::new_from_slice(profile).ok(),
        // 1 is sRGB, 2 is unspecified.
        (None, Some(colour)) if colour.primaries > 2 => named(colour),
        _ => None,
    };
    Ok(Decoded { pixels, turns: still.turns, profile })
}

/// Decodes one frame, on this thread.
fn frame(data: Cow<'_, [u8]>) -> Result<re_rav1d::Picture, PictureError> {
    let mut settings = Settings::new();
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    settings.set_all_layers(false);
    settings.set_frame_size_limit(MAX_PIXELS);
    let refused = |error: re_rav1d::Error| {
        tracing::debug!(%error, "AV1");
        PictureError::Damaged
    };
    let mut decoder = Decoder::with_settings(&settings).map_err(refused)?;
    match decoder.send_data(data.into_owned(), None, None, None) {
        Err(error) if !error.is_again() => Err(refused(error)),
        _ => {
            let frame = decoder.get_picture().map_err(refused)?;
            // The file may have said otherwise.
            check_size(frame.width(), frame.height())?;
            Ok(frame)
        }
    }
}

/// The samples of one plane.
struct Samples {
    plane: re_rav1d::Plane,
    /// In bytes.
    stride: usize,
    /// The bits of a sample: 8, 10 or 12.
    bits: u8,
    /// The horizontal and vertical subsampling, as shifts.
    shift: (u32, u32),
}

impl Samples {
    fn of(frame: &re_rav1d::Picture, component: Component) -> Self {
        let shift = match (component, frame.pixel_layout()) {
            (Component::Y, _) | (_, PixelLayout::I400 | PixelLayout::I444) => (0, 0),
            (_, PixelLayout::I422) => (1, 0),
            (_, PixelLayout::I420) => (1, 1),
        };
        let bits = frame.bits_per_component().map_or(8, |bits| u8::try_from(bits.0).unwrap_or(8));
        Self { plane: frame.plane(component), stride: frame.stride(component) as usize, bits, shift }
    }

    fn at(&self, x: u32, y: u32) -> u16 {
        let (x, y) = ((x >> self.shift.0) as usize, (y >> self.shift.1) as usize);
        let plane: &[u8] = &self.plane;
        if self.bits == 8 {
            return u16::from(plane[y * self.stride + x]);
        }
        let at = y * self.stride + 2 * x;
        u16::from_ne_bytes([plane[at], plane[at + 1]])
    }

    fn most(&self) -> f32 {
        f32::from(u16::MAX >> (16 - self.bits))
    }
}

/// Converts luma and chroma (or plain green, blue and red) to red, green and blue.
fn pixels(frame: &re_rav1d::Picture, colour: Option<Colour>) -> Result<RgbImage, PictureError> {
    let matrix = match colour {
        Some(colour) => colour.matrix,
        None => frame.matrix_coefficients() as u16,
    };
    let full = colour.map_or_else(|| frame.color_range() == YUVRange::Full, |colour| colour.full);
    let grey = frame.pixel_layout() == PixelLayout::I400;
    let plain = matrix == Matrix::Identity as u16;
    // The weights of red and blue in luma.
    let (red, blue) = match matrix {
        0 => (0.0, 0.0),
        1 => (0.2126, 0.0722),
        4 => (0.30, 0.11),
        2 | 5 | 6 => (0.299, 0.114),
        7 => (0.212, 0.087),
        9 => (0.2627, 0.0593),
        _ => return Err(PictureError::NoPicture),
    };
    let green = 1.0 - red - blue;
    let bright = Samples::of(frame, Component::Y);
    let step = f32::from(1_u16 << (bright.bits - 8));
    // Offset and range: in limited range, luma is 16 to 235 of 255, chroma 16 to 240 around 128.
    let (zero, range, colour_range) =
        if full { (0.0, bright.most(), bright.most()) } else { (16.0 * step, 219.0 * step, 224.0 * step) };
    let middle = 128.0 * step;
    let mut out = RgbImage::new(frame.width(), frame.height());
    if grey {
        for (x, y, pixel) in out.enumerate_pixels_mut() {
            *pixel = Rgb([byte((f32::from(bright.at(x, y)) - zero) / range); 3]);
        }
        return Ok(out);
    }
    let [cb, cr] = [Component::U, Component::V].map(|component| Samples::of(frame, component));
    for (x, y, pixel) in out.enumerate_pixels_mut() {
        let [luma, u, v] = [&bright, &cb, &cr].map(|samples| f32::from(samples.at(x, y)));
        let luma = (luma - zero) / range;
        let rgb = if plain {
            [(v - zero) / range, luma, (u - zero) / range]
        } else {
            let (u, v) = ((u - middle) / colour_range, (v - middle) / colour_range);
            let (r, b) = (luma + 2.0 * (1.0 - red) * v, luma + 2.0 * (1.0 - blue) * u);
            [r, (luma - red * r - blue * b) / green, b]
        };
        *pixel = Rgb(rgb.map(byte));
    }
    Ok(out)
}

/// Converts 0.0..=1.0 to 0..=255 and clamps values outside.
fn byte(value: f32) -> u8 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let byte = (value.clamp(0.0, 1.0) * 255.0).round() as u8;
    byte
}

/// The colour profile for code points.
fn named(colour: Colour) -> Option<ColorProfile> {
    let small = |number: u16| u8::try_from(number).ok();
    Some(ColorProfile::new_from_cicp(CicpProfile {
        color_primaries: CicpColorPrimaries::try_from(small(colour.primaries)?).ok()?,
        transfer_characteristics: TransferCharacteristics::try_from(small(colour.transfer)?).ok()?,
        // The pixels have been converted to red, green and blue.
        matrix_coefficients: MatrixCoefficients::Identity,
        full_range: true,
    }))
}
