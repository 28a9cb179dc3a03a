//! The four fonts of drawings: the width of a text, and where it breaks.
//!
//! The fonts are our own files (assets/fonts/print), never those of the machine, so a drawing is the same everywhere.

use std::sync::{Arc, LazyLock};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use resvg::usvg::fontdb::{Database, Source};
use ttf_parser::{Face, GlyphId};
use unicode_normalization::UnicodeNormalization as _;

/// A font: family, weight and slant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Font {
    /// Titles, counts, names of regions.
    Heading,
    /// Text.
    Text,
    /// Titles in a list.
    Strong,
    /// Names of water, *voorbeeld*.
    Slanted,
}

/// The files of the fonts, in the order of [`Font`].
const FILES: [&[u8]; 4] = [
    include_bytes!("../../../../assets/fonts/print/bricolage-700.ttf"),
    include_bytes!("../../../../assets/fonts/print/atkinson-400.ttf"),
    include_bytes!("../../../../assets/fonts/print/atkinson-600.ttf"),
    include_bytes!("../../../../assets/fonts/print/atkinson-400-italic.ttf"),
];

static FACES: LazyLock<[Option<Face<'static>>; 4]> = LazyLock::new(|| FILES.map(|file| Face::parse(file, 0).ok()));

static DATABASE: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut database = Database::new();
    for file in FILES {
        database.load_font_source(Source::Binary(Arc::new(file)));
    }
    Arc::new(database)
});

/// The fonts for usvg.
pub(super) fn database() -> Arc<Database> {
    Arc::clone(&DATABASE)
}

impl Font {
    /// The attributes of a `text` element that select the font.
    pub(super) fn attributes(self) -> &'static str {
        match self {
            Self::Heading => r#"font-family="Bricolage Grotesque, sans-serif" font-weight="700""#,
            Self::Text => r#"font-family="Atkinson Hyperlegible Next, sans-serif""#,
            Self::Strong => r#"font-family="Atkinson Hyperlegible Next, sans-serif" font-weight="600""#,
            Self::Slanted => r#"font-family="Atkinson Hyperlegible Next, sans-serif" font-style="italic""#,
        }
    }

    fn face(self) -> Option<&'static Face<'static>> {
        FACES[self as usize].as_ref()
    }

    fn glyph(self, c: char) -> Option<GlyphId> {
        self.face()?.glyph_index(c)
    }
}

/// The text with only the characters that our fonts have: composed, without control characters and lone combining
/// marks. A missing character is replaced by a similar one (`₂` by `2`, an arrow by a dash); else a missing letter
/// becomes a question mark, and anything else is left out.
pub(crate) fn printable(text: &str) -> String {
    let has = |c: char| Font::Text.glyph(c).is_some() && Font::Heading.glyph(c).is_some();
    let mut out = String::new();
    for c in text.nfc() {
        match c {
            c if c.is_whitespace() => out.push(' '),
            // Lone combining marks, joiners, direction marks, variation selectors.
            '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => {}
            '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => {}
            c if has(c) => out.push(c),
            '←'..='⇿' | '➔'..='➾' | '⟵'..='⟿' | '⬀'..='⬏' => out.push('–'),
            c if std::iter::once(c).nfkc().all(has) => out.extend(std::iter::once(c).nfkc()),
            c if c.is_alphanumeric() => out.push('?'),
            _ => {}
        }
    }
    let words: Vec<&str> = out.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty() && !text.trim().is_empty() { "?".to_owned() } else { words.join(" ") }
}

/// The width of a text at this size, in the unit of the size. Ignores kerning, which makes a line slightly shorter.
pub(crate) fn width(text: &str, font: Font, size: f64) -> f64 {
    let Some(face) = font.face() else { return 0.6 * size * text.chars().map(|_| 1.0).sum::<f64>() };
    let advance = |c| face.glyph_index(c).and_then(|glyph| face.glyph_hor_advance(glyph)).unwrap_or_default();
    let units: u32 = text.chars().map(|c| u32::from(advance(c))).sum();
    f64::from(units) * size / f64::from(face.units_per_em())
}

/// The text in lines of at most this width, and at most `most` lines (one or more); a text that does not fit ends in
/// `…`. A word that is wider than a line is hyphenated, with at least four letters on each side where possible.
pub(crate) fn wrapped(text: &str, font: Font, size: f64, room: f64, most: usize) -> Vec<String> {
    let fits = |line: &str| width(line, font, size) <= room;
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let joined = match lines.last() {
            Some(line) if !line.is_empty() => format!("{line} {word}"),
            _ => word.to_owned(),
        };
        if fits(&joined) {
            lines.pop();
            lines.push(joined);
            continue;
        }
        if lines.last().is_some_and(|line| !line.is_empty()) {
            lines.push(String::new());
        }
        lines.pop();
        lines.extend(broken(word, fits));
    }
    if lines.len() > most.max(1) {
        lines.truncate(most.max(1));
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && !fits(&format!("{last}…")) {
                last.pop();
            }
            last.truncate(last.trim_end().len());
            last.push('…');
        }
    }
    lines
}

/// A word, split into pieces that each fit on a line.
fn broken(word: &str, fits: impl Fn(&str) -> bool) -> Vec<String> {
    let mut rest: Vec<char> = word.chars().collect();
    let mut pieces = Vec::new();
    while rest.len() > 1 && !fits(&rest.iter().collect::<String>()) {
        let piece = |length: usize, hyphen: &str| rest[..length].iter().collect::<String>() + hyphen;
        let hyphen = |length: usize| if rest[length - 1] == '-' { "" } else { "-" };
        let longest = (1..rest.len()).take_while(|&length| fits(&piece(length, ""))).last().unwrap_or(1);
        let good = (4..=longest.min(rest.len().saturating_sub(4))).rev();
        let good =
            || good.clone().map(|length| (length, piece(length, hyphen(length)))).filter(|(_, piece)| fits(piece));
        // Prefer an existing hyphen.
        let at_hyphen = good().find(|(length, _)| hyphen(*length).is_empty());
        let (length, piece) = at_hyphen.or_else(|| good().next()).unwrap_or_else(|| (longest, piece(longest, "")));
        pieces.push(piece);
        rest.drain(..length);
    }
    pieces.push(rest.into_iter().collect());
    pieces
}

/// Which letters are in the second and the third file of a font (`unicode-range` of `assets/css/fonts.css`). The first
/// has those of Dutch.
const RANGES: [&str; 2] = [
    "U+A1-A8,U+AA,U+AC,U+AE-AF,U+B3-B6,U+B8-BA,U+BC,U+BE-C0,U+C2-C6,U+CA,U+CC-CE,U+D0-D2,U+D4-D5,\
    U+D8-DB,U+DD-DF,U+E3,U+E5-E6,U+EC,U+F0,U+F2,U+F5,U+F7-F9,U+FD-FF,U+131,U+152-153,U+2C6,U+2DA,\
    U+2DC,U+201A,U+2032-2033,U+2039-203A,U+2044,U+2122,U+2191,U+2193,U+2215",
    "U+100-130,U+132-151,U+154-17F,U+218-21B,U+1E9E",
];

/// The same fonts as a stylesheet, for a drawing that is opened in a browser. It embeds the files of the web pages,
/// which are smaller. The files for other languages are included only when `text`, all text of the drawing, needs them.
pub(crate) fn embedded(text: &str) -> String {
    macro_rules! files {
        ($name:literal) => {
            [
                include_bytes!(concat!("../../../../assets/fonts/", $name, "-nederlands.woff2")).as_slice(),
                include_bytes!(concat!("../../../../assets/fonts/", $name, "-westers.woff2")).as_slice(),
                include_bytes!(concat!("../../../../assets/fonts/", $name, "-uitgebreid.woff2")).as_slice(),
            ]
        };
    }
    // Family, weights and slant.
    let web = [
        ("Bricolage Grotesque", "400 800", "normal", files!("bricolage")),
        ("Atkinson Hyperlegible Next", "400 700", "normal", files!("atkinson")),
        ("Atkinson Hyperlegible Next", "400", "italic", files!("atkinson-cursief")),
    ];
    let face = |family: &str, weight: &str, style: &str, file: &[u8], range: &str| {
        let data = BASE64_STANDARD.encode(file);
        format!(
            "@font-face{{font-family:\"{family}\";font-weight:{weight};font-style:{style};{range}src:url(data:font/woff2;base64,{data})}}"
        )
    };
    let mut sheet = String::new();
    for (family, weight, style, [dutch, others @ ..]) in web {
        sheet += &face(family, weight, style, dutch, "");
        for (file, range) in others.into_iter().zip(RANGES) {
            if text.chars().any(|c| is_within(range, c)) {
                sheet += &face(family, weight, style, file, &format!("unicode-range:{range};"));
            }
        }
    }
    sheet
}

/// Whether a `unicode-range` has this letter.
fn is_within(range: &str, letter: char) -> bool {
    let code = |hex: &str| u32::from_str_radix(hex, 16).unwrap_or(0);
    range.split(',').any(|part| {
        let part = part.trim_start_matches("U+");
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        (code(first)..=code(last)).contains(&u32::from(letter))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn fonts_have_the_glyphs_of_dutch() {
        for font in [Font::Heading, Font::Text, Font::Strong, Font::Slanted] {
            assert!(
                "Ënkele wöörden: € 1.234 ‘ja’ … ŁŞĳ"
                    .chars()
                    .filter(|c| !"Ł Ş ĳ".contains(*c))
                    .all(|c| font.glyph(c).is_some()),
                "{font:?}"
            );
        }
        assert_eq!(DATABASE.faces().count(), 4);
    }

    #[test]
    fn other_languages_bring_their_files_along() {
        let files = |text: &str| embedded(text).matches("@font-face").count();
        assert_eq!([files("één € – ‘ja’"), files("å"), files("Ł"), files("å Ł")], [3, 6, 6, 9]);
        let css = include_str!("../../../../assets/css/fonts.css").replace(", U+", ",U+");
        assert!(RANGES.iter().all(|range| css.matches(&format!("unicode-range: {range};")).count() == 3));
    }

    #[test]
    fn missing_glyphs_are_replaced() {
        assert_eq!(printable("e\u{301}e\u{301}n  \u{202e}twee\u{200d}\tdrie"), "één twee drie");
        assert_eq!(printable("CO₂ meten → …✓ 🎉"), "CO2 meten – …");
        assert_eq!(printable("20 ℃ 🌱 in de ﬁets"), "20 °C in de fiets");
        assert_eq!(printable("\u{1f600} 学 ok\u{0}"), "? ok");
        assert_eq!(printable("\u{1f600}"), "?", "a name is never nothing");
        assert_eq!(printable(" "), "");
    }

    #[test]
    fn long_word_breaks_with_a_hyphen() {
        let lines = |text: &str, room: f64| wrapped(text, Font::Strong, 10.0, room, 9);
        let word = "Talentontwikkelingsprogramma";
        for room in [60.0, 80.0, 100.0, 120.0, width(word, Font::Strong, 10.0) - 1.0] {
            let pieces = lines(word, room);
            let (last, first) = pieces.split_last().unwrap();
            assert!(!first.is_empty() && first.iter().all(|piece| piece.ends_with('-')), "{pieces:?}");
            assert!(last.chars().count() >= 4 && first.iter().all(|piece| piece.chars().count() >= 5), "{pieces:?}");
            assert_eq!(pieces.concat().replace('-', ""), word);
        }
        assert_eq!(lines("Opleidingsschool-Midden-Limburg", 120.0), ["Opleidingsschool-", "Midden-Limburg"]);
    }

    #[test]
    fn text_lines_fit_their_width() {
        for text in ["Rekenen in de winkelstraat", &"w".repeat(120), "a b c d e f g h i j k l m n o p q r s t u v w"] {
            for (room, most) in [(40.0, 9), (60.0, 2), (200.0, 1), (1.0, 3)] {
                let lines = wrapped(text, Font::Strong, 10.0, room, most);
                assert!(!lines.is_empty() && lines.len() <= most, "{lines:?}");
                let narrow = |line: &String| line.chars().count() <= 1 || width(line, Font::Strong, 10.0) <= room;
                assert!(lines.iter().all(narrow), "{lines:?} {room}");
            }
        }
        assert_eq!(wrapped("", Font::Text, 10.0, 50.0, 2), [""]);
    }
}
