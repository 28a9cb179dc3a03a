//! Rules for editors.

use const_format::formatcp;

/// The longest question, reason or note of an editor, in characters.
pub const MAX_TEXT: usize = 2000;

/// The longest reason that comes with a change, in characters.
pub const MAX_CHANGE_REASON: usize = 500;

/// Why a text of an editor is refused for its length.
pub const TEXT_TOO_LONG: &str = formatcp!("Je tekst is te lang; hooguit {MAX_TEXT} tekens.");
