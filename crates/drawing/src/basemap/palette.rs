//! Reads the colours of the map from the stylesheet, the source of all colours (`assets/css/colours.css`).

/// As the browser gets them.
const COLOURS: &str = include_str!("../../../../assets/css/colours.css");

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// `licht`.
    Light,
    /// `donker`.
    Dark,
}

/// The colour of a token as `#rrggbb`; references to other tokens are followed. An unknown token is magenta, which is
/// hard to overlook.
#[must_use]
pub fn colour(scheme: Scheme, token: &str) -> String {
    lookup(scheme, token).unwrap_or_else(|| "#ff00ff".to_owned())
}

fn lookup(scheme: Scheme, token: &str) -> Option<String> {
    let (_, rest) = COLOURS.split_once(&format!("--{token}:"))?;
    let value = rest.split(';').next()?.trim();
    let value = match value.strip_prefix("light-dark(").and_then(|v| v.strip_suffix(')')) {
        Some(pair) => {
            let (light, dark) = pair.split_once(", ")?;
            if scheme == Scheme::Light { light } else { dark }
        }
        None => value,
    };
    match value.trim().strip_prefix("var(--").and_then(|v| v.strip_suffix(')')) {
        Some(other) => lookup(scheme, other),
        None => Some(value.trim().to_owned()).filter(|v| v.starts_with('#') && v.len() == 7),
    }
}

/// Mixes `share` of one colour with another, both `#rrggbb`, in OKLab like `color-mix` in the stylesheet (B. Ottosson,
/// "A perceptual color space for image processing", 2020).
pub(super) fn mix(colour: &str, share: f64, other: &str) -> String {
    let (a, b) = (oklab(colour), oklab(other));
    srgb(std::array::from_fn(|i| a[i] * share + b[i] * (1.0 - share)))
}

fn oklab(hex: &str) -> [f64; 3] {
    let channel = |i: usize| {
        let c = f64::from(u8::from_str_radix(hex.get(i..i + 2).unwrap_or("0"), 16).unwrap_or(0)) / 255.0;
        if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    let (r, g, b) = (channel(1), channel(3), channel(5));
    let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
    let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
    let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
    [
        0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
        1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
        0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
    ]
}

fn srgb([light, a, b]: [f64; 3]) -> String {
    let l = (light + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (light - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (light - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    let rgb = [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
    ];
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
    let byte = |c: f64| {
        let c = if c <= 0.003_130_8 { 12.92 * c } else { 1.055 * c.powf(1.0 / 2.4) - 0.055 };
        (c.clamp(0.0, 1.0) * 255.0).round() as u8
    };
    let [r, g, b] = rgb.map(byte);
    format!("#{r:02x}{g:02x}{b:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn css_tokens_are_found_and_followed() {
        assert_eq!(colour(Scheme::Light, "noord"), "#f6e3ab");
        assert_eq!(colour(Scheme::Dark, "noord"), "#474028");
        assert_eq!(lookup(Scheme::Light, "marktplaats"), lookup(Scheme::Light, "maas-700"));
        assert_eq!(lookup(Scheme::Light, "bestaat-niet"), None);
        for programme in domain::Programme::ALL {
            assert!(lookup(Scheme::Light, programme.slug()).is_some(), "{programme:?}");
        }
    }

    #[test]
    fn mixing_all_or_nothing_gives_a_part() {
        assert_eq!(mix("#f6e3ab", 1.0, "#fffaf0"), "#f6e3ab");
        assert_eq!(mix("#f6e3ab", 0.0, "#fffaf0"), "#fffaf0");
    }
}
