//! QR codes.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

use super::{Canvas, Rect};

/// A QR code.
#[derive(Debug, Clone)]
pub(crate) struct Code {
    /// The number of modules along one side, without the quiet zone of four modules around it.
    pub(crate) side: usize,
    /// The dark modules, as path data in modules.
    pub(crate) path: String,
}

impl Code {
    /// [`Code::side`] to compute with.
    #[allow(clippy::cast_precision_loss, reason = "at most 177 modules")]
    pub(crate) fn modules(&self) -> f64 {
        self.side as f64
    }

    /// Draws it in a square.
    pub(crate) fn draw(&self, canvas: &mut Canvas, area: Rect) {
        let module = area.w / self.modules();
        canvas.raw(&format!(
            r##"<path transform="translate({:.2} {:.2}) scale({module:.4})" shape-rendering="crispEdges" fill="#000000" d="{}"/>"##,
            area.x, area.y, self.path
        ));
    }
}

/// The QR codes of a list: all of one size, that of the longest address. They can be read with a seventh of the modules
/// damaged. `None` for an address that fits in no code.
pub(crate) fn for_items(addresses: &[&str]) -> Vec<Option<Code>> {
    let longest = addresses.iter().max_by_key(|address| address.len());
    let version = longest
        .and_then(|address| QrCode::with_error_correction_level(address, EcLevel::M).ok())
        .map(|code| code.version());
    let code = |address: &&str| Some(drawn(QrCode::with_version(address, version?, EcLevel::M).ok()?));
    addresses.iter().map(code).collect()
}

/// The QR code of the query, which may be long and is printed larger. `None` when it could not be scanned.
pub(crate) fn for_query(address: &str) -> Option<Code> {
    let code = drawn(QrCode::with_error_correction_level(address, EcLevel::L).ok()?);
    Some(code).filter(|code| code.side <= MOST_MODULES)
}

/// The number of modules beyond which a code of some four centimetres is too fine for a phone.
const MOST_MODULES: usize = 97;

fn drawn(code: QrCode) -> Code {
    let side = code.width();
    let colours = code.into_colors();
    let mut path = String::new();
    for (y, row) in colours.chunks(side).enumerate() {
        let mut x = 0;
        while x < side {
            let run = row[x..].iter().take_while(|colour| **colour == Color::Dark).count();
            if run > 0 {
                let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
            }
            x += run.max(1);
        }
    }
    Code { side, path }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn qr_codes_in_a_list_have_one_size() {
        let (short, long) =
            ("https://kaart.nl/initiatieven/1", "https://een-lange-naam.kaart.voorbeeld.nl/initiatieven/12345");
        let sides: Vec<_> = for_items(&[short, long]).into_iter().map(|code| code.map(|code| code.side)).collect();
        assert_eq!(sides, [Some(33), Some(33)]);
        assert!(for_items(&[]).is_empty());
    }

    #[test]
    fn a_code_too_fine_to_scan_is_left_out() {
        assert!(for_query(&"x".repeat(800)).is_some());
        assert!(for_query(&"x".repeat(900)).is_none());
        assert!(for_query(&"x".repeat(8000)).is_none());
    }
}
