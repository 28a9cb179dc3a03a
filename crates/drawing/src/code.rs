//! A QR code on a page.

use crate::canvas::qr;

/// Modules of white around a code.
const QUIET: usize = 4;

/// The QR code of an address as SVG, black on white also in the dark. `None` for an address that fits in no code.
#[must_use]
pub fn svg(address: &str) -> Option<String> {
    let code = qr::for_items(&[address]).pop()??;
    let whole = code.side + 2 * QUIET;
    Some(format!(
        r##"<svg class="qr" viewBox="-{QUIET} -{QUIET} {whole} {whole}" width="176" height="176" role="img" aria-label="QR-code" shape-rendering="crispEdges"><path fill="#ffffff" d="M-{QUIET} -{QUIET}h{whole}v{whole}h-{whole}z"/><path fill="#000000" d="{}"/></svg>"##,
        code.path
    ))
}
