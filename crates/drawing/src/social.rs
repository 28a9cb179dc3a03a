//! The picture of a shared link: 1200 by 630 pixels, the size that social media ask for.

use atlas::{Atlas, Mark, Selection};
use domain::{Bbox, Initiative, Region};
use wording::{filters, noun, thousands, where_phrase, whereabouts};

use crate::{
    basemap::basemap,
    canvas::{Anchor, Canvas, Font, MapPanel, Rect, bar, cluster, glyph, ink, pin, png, shape, ticks, width, wrapped},
    error::DrawingError,
    poster::{Spread, spread},
};

/// Its size in pixels.
const SIZE: (u32, u32) = (1200, 630);

const TOP: f64 = 78.0;
const FOOT: f64 = 22.0;
const TICKS: f64 = 8.0;
/// The left edge of the map.
const MAP: f64 = 744.0;
/// The left edge and the width of the text.
const TEXT: (f64, f64) = (64.0, 620.0);

/// The height of the pin of a single initiative.
const PIN: f64 = 96.0;
/// The maximum number of separate pins; with more, pins are clustered as on the map.
const APART: usize = 90;

/// A text beside the map. `sizes` are tried from large to small; `most` is the maximum number of lines, `above` the
/// space above it.
struct TextBlock {
    font: Font,
    sizes: &'static [f64],
    most: usize,
    above: f64,
    colour: &'static str,
    text: String,
}

/// The picture of one initiative: its title, its location and its pin in Limburg.
///
/// # Errors
/// When it can't be drawn.
pub fn initiative(atlas: &Atlas, initiative: &Initiative) -> Result<Vec<u8>, DrawingError> {
    let content = &initiative.content;
    let example = if initiative.example { "voorbeeld".to_owned() } else { String::new() };
    let words = [
        TextBlock {
            font: Font::Strong,
            sizes: &[27.0],
            most: 1,
            above: 0.0,
            colour: "inkt",
            text: content.programme.label().to_owned(),
        },
        TextBlock {
            font: Font::Heading,
            sizes: &[72.0, 62.0, 54.0, 46.0, 40.0],
            most: 5,
            above: 18.0,
            colour: "inkt",
            text: content.title.clone(),
        },
        TextBlock {
            font: Font::Text,
            sizes: &[29.0],
            most: 2,
            above: 16.0,
            colour: "inkt-zacht",
            text: whereabouts(initiative),
        },
        TextBlock { font: Font::Slanted, sizes: &[25.0], most: 1, above: 8.0, colour: "inkt-zacht", text: example },
    ];
    let (mut canvas, panel) = start(atlas, atlas.territory().bounds(), &[], PIN * 0.8)?;
    canvas.raw(&pin(content.programme, panel.project(initiative.position), PIN));
    end(&mut canvas, &panel);
    let (x, y) = write(&mut canvas, &words, 40.0);
    canvas.raw(&glyph(content.programme, (x + 15.0, y + 20.0), 15.0));
    png(&canvas.svg(), 1.0)
}

/// The picture of a query: the number of initiatives, the area, and the pins on the map.
///
/// # Errors
/// When it can't be drawn.
pub fn query(selection: &Selection) -> Result<Vec<u8>, DrawingError> {
    let Selection { atlas, query, indexes, .. } = selection;
    let count = format!("{} {}", thousands(indexes.len()), noun(indexes.len()));
    let words = [
        TextBlock {
            font: Font::Heading,
            sizes: &[74.0, 62.0],
            most: 1,
            above: 0.0,
            colour: "accent-tekst",
            text: count,
        },
        TextBlock {
            font: Font::Heading,
            sizes: &[56.0, 46.0, 38.0],
            most: 3,
            above: 4.0,
            colour: "inkt",
            text: where_phrase(atlas, query),
        },
        TextBlock {
            font: Font::Text,
            sizes: &[29.0],
            most: 3,
            above: 18.0,
            colour: "inkt-zacht",
            text: filters(atlas, query),
        },
    ];
    let (mut canvas, panel) = start(atlas, selection.bounds(), &query.regions, 0.0)?;
    if indexes.len() <= APART {
        let places: Vec<_> = indexes.iter().map(|&index| panel.project(atlas.at(index).position)).collect();
        let Spread { spots, reach, .. } = spread(&places, 10.5, panel.area.inset(6.0), &[]);
        for (&index, spot) in indexes.iter().zip(spots) {
            canvas.raw(&shape(atlas.at(index).content.programme, spot, reach * 0.8, 1.6));
        }
    } else {
        for mark in atlas.clusters(query, panel.bounds(), panel.camera.level()) {
            match mark {
                Mark::Pin { index } => {
                    let initiative = atlas.at(index);
                    canvas.raw(&shape(initiative.content.programme, panel.project(initiative.position), 10.0, 1.6));
                }
                Mark::Cluster { position, count, programmes, .. } => {
                    cluster(&mut canvas, panel.project(position), count, programmes, 1.0);
                }
            }
        }
    }
    end(&mut canvas, &panel);
    write(&mut canvas, &words, 0.0);
    png(&canvas.svg(), 1.0)
}

/// An empty picture with the map on its right side; the map leaves `above` units free above the bounds.
fn start(atlas: &Atlas, bounds: Bbox, regions: &[Region], above: f64) -> Result<(Canvas, MapPanel), DrawingError> {
    let (w, h) = (f64::from(SIZE.0), f64::from(SIZE.1));
    let mut canvas = Canvas::new(w, h);
    let top = TOP + TICKS;
    let area = Rect { x: MAP, y: top, w: w - MAP, h: h - top - TICKS - FOOT };
    let mut panel = MapPanel::fit(Rect { h: area.h - above, ..area }, bounds, 20.0, 11.0, 1.3);
    panel = MapPanel { area, camera: panel.camera.moved(0.0, -above / 2.0), ..panel };
    panel.ground(&mut canvas, &*basemap(atlas.territory())?, regions);
    Ok((canvas, panel))
}

/// Draws what is around the map, and the rods over its edges.
fn end(canvas: &mut Canvas, panel: &MapPanel) {
    panel.surround(canvas, &ink("vlak"));
    let (w, h) = (f64::from(SIZE.0), f64::from(SIZE.1));
    canvas.line((MAP, TOP), (MAP, h - FOOT), &ink("roede"), 2.0);
    bar(canvas, Rect { x: 0.0, y: 0.0, w, h: TOP }, 0.0, true);
    ticks(canvas, Rect { x: 0.0, y: TOP, w, h: TICKS });
    ticks(canvas, Rect { x: 0.0, y: h - FOOT - TICKS, w, h: TICKS });
    bar(canvas, Rect { x: 0.0, y: h - FOOT, w, h: FOOT }, 0.0, false);
    let soft = ink("op-roede-zacht");
    canvas.text((w - 40.0, TOP * 0.63), Anchor::End, Font::Text, 24.0, &soft, "Gluren bij de buren");
}

/// Writes the texts, vertically centred; `indent` applies to the first line. Returns where the text begins.
#[allow(clippy::cast_precision_loss, reason = "a few lines")]
fn write(canvas: &mut Canvas, words: &[TextBlock], indent: f64) -> (f64, f64) {
    let (x, room) = TEXT;
    let mut tall = 0.0;
    let mut lines = Vec::new();
    for TextBlock { font, sizes, most, above, colour, text } in words.iter().filter(|words| !words.text.is_empty()) {
        let text = crate::canvas::printable(text);
        // Try a smaller size when this one needs too many lines or breaks a word.
        let breaks = |size: f64| text.split(' ').any(|word| width(word, *font, size) > room);
        let fits = |size: f64| wrapped(&text, *font, size, room, 99).len() <= (*most).min(4) && !breaks(size);
        let size = sizes.iter().copied().find(|&size| fits(size)).or(sizes.last().copied()).unwrap_or(40.0);
        tall += above;
        for line in wrapped(&text, *font, size, room, *most) {
            tall += size * 1.12;
            lines.push((tall - size * 0.24, *font, size, *colour, line));
        }
    }
    let top = TOP + TICKS + (f64::from(SIZE.1) - TOP - FOOT - 2.0 * TICKS - tall) / 2.0;
    for (i, (down, font, size, colour, line)) in lines.iter().enumerate() {
        let x = if i == 0 { x + indent } else { x };
        canvas.text((x, top + down), Anchor::Start, *font, *size, &ink(colour), line);
    }
    (x, top)
}
