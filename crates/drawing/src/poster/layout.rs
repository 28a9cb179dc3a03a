//! The layout: computes the position of everything, in points. Nothing is drawn here.

use domain::Region;

use super::{content::Content, paper::Paper};
use crate::canvas::{Font, Rect, Role, Sheet, qr, width, wrapped};

/// The legend: the meaning of the three shapes, and of lines on a crowded map.
const LEGEND: [&str; 4] = [
    "Marktplaats: bestaat en is te bekijken",
    "Vrijplaats: een team probeert het uit",
    "Buitenplaats: samen met de buitenwereld",
    "Een lijn wijst van de speld naar de plek",
];

/// The last of these where there are clusters.
const CLUSTERED: &str = "Een ring: zoveel bij elkaar";

/// What the legend says at a place.
pub(super) fn legend_text(content: &Content, which: usize) -> &'static str {
    if which + 1 == LEGEND.len() && content.is_clustered() { CLUSTERED } else { LEGEND[which] }
}

/// How large the codes of the list may be, in millimetres: the largest with which everything fits on one page, and none
/// when not even the smallest does. What is smaller can't be scanned from a wall.
const CODES: [f64; 3] = [28.0, 23.0, 18.0];

/// The side of the code of the query on A4, in points.
const QUERY_CODE: f64 = 86.0;

/// The same when it is the only one: the smaller when that saves a page.
const ONLY_CODE: [f64; 2] = [128.0, 108.0];

/// The least a module of a code is wide, in pixels of the PNG.
const MODULE: f64 = 3.0;

/// The layout of the whole poster.
pub(super) struct Plan {
    /// The sheet and its frame.
    pub(super) sheet: Sheet,
    /// The size of a pixel of the PNG, in points.
    pub(super) pixel: f64,
    /// What stands above the map: count and area, filters, date.
    pub(super) heading: Vec<Text>,
    /// The QR code of the query.
    pub(super) code: Option<(Rect, qr::Code)>,
    /// What stands under the QR code.
    pub(super) under_code: Text,
    /// The map.
    pub(super) map: Rect,
    /// The legend under the map.
    pub(super) legend: Vec<(Rect, usize)>,
    /// The list, page by page; on the first page it is beside or under the map.
    pub(super) pages: Vec<Vec<Placed>>,
}

/// A text in lines, and how it is read.
pub(super) struct Text {
    pub(super) role: Role,
    pub(super) lines: Vec<TextLine>,
}

/// A line of text: the start of its baseline, font, size, colour token, text.
pub(super) struct TextLine {
    pub(super) at: (f64, f64),
    pub(super) font: Font,
    pub(super) size: f64,
    pub(super) colour: &'static str,
    pub(super) text: String,
}

/// A block of the list with its position.
pub(super) struct Placed {
    pub(super) area: Rect,
    pub(super) block: Block,
}

/// A block of the list, which is never split over columns.
#[derive(Clone)]
pub(super) enum Block {
    /// The heading of a region.
    Region(Region),
    /// An initiative.
    Item(ListItem),
    /// A note.
    Note(Vec<String>),
}

/// An initiative of the list, split into lines.
#[derive(Clone)]
pub(super) struct ListItem {
    /// Its index in [`Content::entries`].
    pub(super) entry: usize,
    pub(super) title: Vec<String>,
    pub(super) whereabouts: Vec<String>,
    /// Its QR code and the side of that, without its quiet zone.
    pub(super) code: Option<(qr::Code, f64)>,
}

impl Plan {
    /// Rounds to the nearest pixel of the PNG.
    pub(super) fn snap(&self, v: f64) -> f64 {
        (v / self.pixel).round() * self.pixel
    }
}

/// The measures of the list, in points on A4.
pub(super) mod list {
    pub(in crate::poster) const PAD: f64 = 6.0;
    pub(in crate::poster) const NUMBER: f64 = 27.0;
    pub(in crate::poster) const TITLE: f64 = 10.0;
    pub(in crate::poster) const TITLE_LINE: f64 = 11.8;
    pub(in crate::poster) const SMALL: f64 = 8.2;
    pub(in crate::poster) const SMALL_LINE: f64 = 10.2;
    pub(in crate::poster) const REGION: f64 = 24.0;
    pub(in crate::poster) const GUTTER: f64 = 16.0;
    /// The minimum width of a column, without its codes.
    pub(in crate::poster) const COLUMN: f64 = 155.0;
}

/// Computes the layout.
pub(super) fn plan(content: &Content, paper: Paper) -> Plan {
    let k = paper.scale();
    let sheet = Sheet::new(paper.points(), k);
    let pixel = 1.0 / paper.pixels();
    let addresses: Vec<&str> = content.entries.iter().map(|entry| entry.href.as_str()).collect();
    let codes = qr::for_items(&addresses);
    let side = |least: f64| {
        let modules = codes.iter().flatten().map(|code| code.modules()).next()?;
        Some((least * 72.0 / 25.4 / pixel / modules).ceil() * pixel * modules)
    };
    let with_codes = CODES.into_iter().filter_map(side).map(|side| (Some(side), QUERY_CODE));
    let sizes = with_codes.chain(ONLY_CODE.map(|query| (None, query)));
    let tries = sizes.flat_map(|sizes| shares(content, paper).iter().map(move |share| (sizes, *share)));
    let mut best: Option<(FirstPage, Vec<Vec<Placed>>)> = None;
    for ((side, query), share) in tries {
        let measure = Measure { k, pixel, query, codes: side.map(|side| (&*codes, side)) };
        let page = first_page(content, paper, share, sheet.inner, &measure);
        let pages = flow(content, &columns(page.list, &measure), &columns(sheet.inner, &measure), &measure);
        // On as few pages as it can; of these the largest codes and map. Only without codes it may take more than one.
        let (fits, fewer) = (pages.len() == 1, best.as_ref().is_none_or(|(_, best)| pages.len() < best.len()));
        if fits || (side.is_none() && fewer) {
            best = Some((page, pages));
        }
        if fits {
            break;
        }
    }
    let (page, pages) = best.unwrap_or_else(|| {
        let measure = Measure { k, pixel, query: QUERY_CODE, codes: None };
        (first_page(content, paper, 1.0, sheet.inner, &measure), vec![Vec::new()])
    });
    let FirstPage { heading, code, under_code, map, legend, .. } = page;
    Plan { sheet, pixel, heading, code, under_code, map, legend, pages }
}

/// The sizes of the list.
struct Measure<'a> {
    k: f64,
    pixel: f64,
    /// The side of the code of the query on A4.
    query: f64,
    /// The QR code of each entry, and the side of each; `None` for no codes in the list.
    codes: Option<(&'a [Option<qr::Code>], f64)>,
}

/// The first page without the list.
struct FirstPage {
    heading: Vec<Text>,
    code: Option<(Rect, qr::Code)>,
    under_code: Text,
    map: Rect,
    legend: Vec<(Rect, usize)>,
    list: Rect,
}

/// The number of pins from which the first page holds only the heading and the map.
const CROWD: usize = 90;

/// The number of pins from which the list takes more room than the map on landscape paper.
const LONG: usize = 40;

/// The shares of the page that the map may take, the largest first.
fn shares(content: &Content, paper: Paper) -> &'static [f64] {
    match (paper.landscape, shape(content) > WIDE) {
        (lies, _) if content.entries.len() > CROWD => {
            if lies {
                &[0.72]
            } else {
                &[1.0]
            }
        }
        (true, true) => &[0.64, 0.5],
        (true, false) if content.entries.len() > LONG => &[0.4],
        (true, false) => &[0.5, 0.4],
        (false, true) => &[0.74, 0.68, 0.62, 0.56, 0.5, 0.44],
        (false, false) => &[0.58, 0.5],
    }
}

/// On portrait paper a map with a larger ratio of width to height is placed above the list.
const WIDE: f64 = 0.72;

/// Places heading, map and list on the first page: the map on the left with the heading above it (on landscape paper
/// beside it), or the map on top.
fn first_page(content: &Content, paper: Paper, share: f64, inner: Rect, measure: &Measure<'_>) -> FirstPage {
    let k = measure.k;
    let gap = 14.0 * k;
    let alone = content.entries.len() > CROWD;
    let aside = paper.landscape;
    let right = Rect { x: inner.x + inner.w * share + gap, w: inner.w * (1.0 - share) - gap, ..inner };
    let head = if aside { right } else { inner };
    // In a narrow column the QR code goes under the heading.
    let narrow = head.w < 300.0 * k;
    let (heading, below, (code, under_code)) = if narrow {
        let (lines, below) = heading(content, head, k);
        let (code, under, _) = query_code(content, Rect { y: below + 10.0 * k, ..head }, true, measure);
        (lines, below, (code, under))
    } else {
        let (code, under, taken) = query_code(content, head, false, measure);
        let (lines, below) = heading(content, Rect { w: head.w - taken, ..head }, k);
        (lines, below, (code, under))
    };
    let code_bottom = under_code.lines.last().map(|line| line.at.1 + 4.0 * k);
    let top = below.max(code_bottom.unwrap_or_default()) + 8.0 * k;
    let body = Rect { y: top, h: inner.bottom() - top, ..inner };
    let (map, list) = if alone && !aside {
        (body, Rect { h: 0.0, ..body })
    } else if aside {
        (Rect { w: inner.w * share, ..inner }, Rect { y: top, h: inner.bottom() - top, ..right })
    } else if shape(content) > WIDE {
        let tall = body.h * share;
        (Rect { h: tall, ..body }, Rect { y: body.y + tall + gap, h: body.h - tall - gap, ..body })
    } else {
        (Rect { w: inner.w * share, ..body }, Rect { y: body.y, h: body.h, ..right })
    };
    // The legend takes room from the map.
    let (legend, foot) = legend(Rect { y: map.bottom() + 5.0 * k, ..map }, k);
    let lift = foot - map.bottom();
    let legend = legend.into_iter().map(|(area, i)| (Rect { y: area.y - lift, ..area }, i)).collect();
    FirstPage { heading, code, under_code, map: Rect { h: map.h - lift, ..map }, legend, list }
}

/// The ratio of width to height of the bounds that the map must show.
fn shape(content: &Content) -> f64 {
    let [west, south, east, north] = <[f64; 4]>::from(content.bounds);
    let (_, middle) = (west, f64::midpoint(south, north).to_radians());
    (east - west) * middle.cos() / (north - south).max(1e-6)
}

fn columns(area: Rect, Measure { k, codes, .. }: &Measure<'_>) -> Vec<Rect> {
    let gutter = list::GUTTER * k;
    let least = list::COLUMN * k + codes.map_or(0.0, |(_, side)| side);
    let count = ((area.w + gutter) / (least + gutter)).floor().max(1.0);
    let wide = (area.w - gutter * (count - 1.0)) / count;
    let mut x = area.x;
    let mut columns = Vec::new();
    while x + wide <= area.right() + 0.01 {
        columns.push(Rect { x, w: wide, ..area });
        x += wide + gutter;
    }
    columns
}

/// Places the QR code of the query in the upper left or right corner, with the lines under it; also returns their
/// width.
fn query_code(
    content: &Content,
    inner: Rect,
    left: bool,
    &Measure { k, pixel, query, codes }: &Measure<'_>,
) -> (Option<(Rect, qr::Code)>, Text, f64) {
    let caption = |x: f64, y: f64, wide: f64, words: &str| {
        let lines = wrapped(words, Font::Text, 7.6 * k, wide, 4).into_iter().enumerate();
        #[allow(clippy::cast_precision_loss, reason = "a few lines")]
        let line = |(i, text): (usize, String)| TextLine {
            at: (x, y + i as f64 * 9.4 * k),
            font: Font::Text,
            size: 7.6 * k,
            colour: "inkt",
            text,
        };
        Text { role: Role::Paragraph(words.to_owned()), lines: lines.map(line).collect() }
    };
    let edge = |wide: f64| if left { inner.x } else { inner.right() - wide };
    let Some(code) = qr::for_query(&content.href) else {
        let wide = 96.0 * k;
        let words = format!("Deze vraag is te lang voor een code. De kaart staat op {}", content.site);
        return (None, caption(edge(wide), inner.y + 8.0 * k, wide, &words), wide + 14.0 * k);
    };
    let only = codes.is_none() && !content.entries.is_empty();
    let words = if only { "Scan voor de kaart en de hele lijst" } else { "Scan voor de kaart" };
    let modules = code.modules();
    let module = (query * k / pixel / modules).floor().max(MODULE);
    let side = module * pixel * modules;
    let snap = |v: f64| (v / pixel).round() * pixel;
    let area = Rect { x: snap(edge(side)), y: snap(inner.y), w: side, h: side };
    let words = caption(area.x, area.bottom() + 11.0 * k, side, words);
    (Some((area, code)), words, side + 20.0 * k)
}

/// The lines of the heading, and their lower end.
fn heading(content: &Content, area: Rect, k: f64) -> (Vec<Text>, f64) {
    let mut y = area.y;
    let mut lines = |font: Font, size: f64, leading: f64, most: usize, colour: &'static str, text: &str| {
        let mut lines = Vec::new();
        for (i, line) in wrapped(text, font, size * k, area.w, most).into_iter().enumerate() {
            let step = if i == 0 { leading } else { size * 1.15 };
            y += step * k;
            lines.push(TextLine { at: (area.x, y), font, size: size * k, colour, text: line });
        }
        lines
    };
    let count = format!("{} {}", content.count, content.noun);
    let mut title = lines(Font::Heading, 27.0, 25.0, 1, "inkt", &count);
    title.extend(lines(Font::Heading, 27.0, 29.0, 3, "inkt", &content.place));
    let mut texts = vec![Text { role: Role::Heading(1, format!("{count} {}", content.place)), lines: title }];
    let mut put = |font: Font, size: f64, leading: f64, most: usize, colour: &'static str, text: String| {
        let lines = lines(font, size, leading, most, colour, &text);
        texts.push(Text { role: Role::Paragraph(text), lines });
    };
    if !content.filters.is_empty() {
        put(Font::Strong, 12.0, 19.0, 3, "inkt", content.filters.clone());
    }
    if content.more > 0 {
        let text = format!("Op deze poster staan {} {}", which(content), content.entries.len());
        put(Font::Strong, 12.0, 19.0, 2, "inkt", text);
    }
    if !content.date.is_empty() {
        put(Font::Text, 9.0, 16.0, 1, "inkt-zacht", format!("Bijgewerkt op {}", content.date));
    }
    (texts, y + 4.0 * k)
}

/// The legend, from the upper edge of `area` down in as many rows as needed, and its lower end.
fn legend(area: Rect, k: f64) -> (Vec<(Rect, usize)>, f64) {
    let row = 13.0 * k;
    let (mut x, mut y) = (area.x, area.y);
    let mut out = Vec::new();
    for (i, text) in LEGEND.iter().enumerate() {
        let wide = 15.0 * k + width(text, Font::Text, list::SMALL * k) + 10.0 * k;
        if x > area.x && x + wide > area.right() {
            (x, y) = (area.x, y + row);
        }
        out.push((Rect { x, y, w: wide, h: row }, i));
        x += wide;
    }
    (out, y + row)
}

/// Divides the list over columns: first those of the first page, then those of the other pages.
fn flow(content: &Content, first: &[Rect], whole: &[Rect], measure: &Measure<'_>) -> Vec<Vec<Placed>> {
    let k = measure.k;
    let mut pages = vec![Vec::new()];
    let mut columns = first;
    let (mut column, mut y) = (0, first.first().map_or(0.0, |c| c.y));
    let mut blocks = Vec::new();
    let mut region = None;
    for (index, entry) in content.entries.iter().enumerate() {
        if content.by_region && region != Some(entry.region) {
            region = Some(entry.region);
            blocks.push((Some(entry.region), None));
        }
        blocks.push((None, Some(index)));
    }
    let last = note(content);
    let mut rest = blocks.into_iter().peekable();
    let mut done = false;
    while !done {
        let (what, next) = match rest.next() {
            Some(block) => {
                let next = block.0.and(rest.peek().and_then(|next| next.1));
                (Some(block), next)
            }
            None => (None, None),
        };
        done = what.is_none();
        if done && last.is_empty() {
            break;
        }
        loop {
            let area = columns[column];
            let block = match what {
                Some((Some(region), _)) => Block::Region(region),
                Some((_, Some(index))) => Block::Item(item(content, index, area.w, measure)),
                _ => Block::Note(wrapped(&last, Font::Text, list::TITLE * k, area.w, 12)),
            };
            let tall = tall(&block, k);
            // A heading does not stay alone at the bottom of a column.
            let company = next.map_or(0.0, |index| self::tall(&Block::Item(item(content, index, area.w, measure)), k));
            let top = (y - area.y).abs() < 0.01;
            // A block that fits nowhere goes to the top of a new column.
            let forced = top && pages.len() > 1;
            if y + tall + company <= area.bottom() || forced {
                if let Some(page) = pages.last_mut() {
                    page.push(Placed { area: Rect { y, h: tall, ..area }, block });
                }
                y += tall;
                break;
            }
            column += 1;
            if column == columns.len() {
                pages.push(Vec::new());
                (columns, column) = (whole, 0);
            }
            y = columns[column].y;
        }
    }
    pages
}

/// The note under the list.
fn note(content: &Content) -> String {
    let site = &content.site;
    if content.entries.is_empty() {
        format!("Hiervoor staat nog niets op de kaart. Weet jij iets moois? Zet het erop: {site}/plaatsen")
    } else if content.more > 0 {
        let more = wording::thousands(content.more);
        let which = which(content);
        let shown = content.entries.len();
        format!(
            "Dit zijn {which} {shown}. Er zijn er nog {more}: scan de code bovenaan de eerste bladzijde, of ga naar {site}"
        )
    } else {
        String::new()
    }
}

/// Says which of the initiatives that were found are on the poster.
fn which(content: &Content) -> &'static str {
    if content.by_distance { "de dichtstbijzijnde" } else { "de nieuwste" }
}

fn item(content: &Content, index: usize, wide: f64, &Measure { k, codes, .. }: &Measure<'_>) -> ListItem {
    let entry = &content.entries[index];
    let code = codes.and_then(|(codes, side)| Some((codes[index].clone()?, side)));
    let code_room = code.as_ref().map_or(0.0, |(_, side)| side + 8.0 * k);
    let room = wide - (list::NUMBER * k) - code_room;
    ListItem {
        entry: index,
        title: wrapped(&entry.title, Font::Strong, list::TITLE * k, room, 8),
        whereabouts: wrapped(&entry.whereabouts, Font::Text, list::SMALL * k, room, 3),
        code,
    }
}

#[allow(clippy::cast_precision_loss, reason = "a few lines")]
fn tall(block: &Block, k: f64) -> f64 {
    match block {
        Block::Region(_) => list::REGION * k,
        Block::Note(lines) => (lines.len() as f64 * list::TITLE_LINE + 2.0 * list::PAD) * k,
        Block::Item(item) => {
            let title = item.title.len() as f64 * list::TITLE_LINE;
            let text = (title + item.whereabouts.len() as f64 * list::SMALL_LINE) * k;
            let code = item.code.as_ref().map_or(0.0, |(_, side)| *side);
            text.max(code) + 2.0 * list::PAD * k
        }
    }
}
