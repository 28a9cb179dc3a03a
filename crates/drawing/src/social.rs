//! The picture that goes with a link when it is shared: 1200 by 630 pixels, as those who show it ask.

use atlas::{Atlas, Mark, Selection};
use domain::{Bbox, Initiative, Programme, Region};
use wording::{filters, noun, thousands, where_phrase, whereabouts};

use crate::{
    basemap::basemap,
    canvas::{Anchor, Canvas, Letter, MapPanel, Rect, bar, glyph, ink, pin, png, shape, ticks, width, wrapped},
    error::DrawingError,
    poster::{Spread, spread},
};

/// Its size in pixels.
const SIZE: (u32, u32) = (1200, 630);

const TOP: f64 = 78.0;
const FOOT: f64 = 22.0;
const TICKS: f64 = 8.0;
/// Where the map begins.
const MAP: f64 = 744.0;
/// The text's left edge and width.
const TEXT: (f64, f64) = (64.0, 620.0);

/// The height of the one pin.
const PIN: f64 = 96.0;
/// Up to so many stand apart; more stand together, as on the map.
const APART: usize = 90;

/// What is written beside the map: letter, sizes to try from large to small, most lines, room above, colour.
struct Words {
    letter: Letter,
    sizes: &'static [f64],
    most: usize,
    above: f64,
    colour: &'static str,
    text: String,
}

/// One initiative: its name, where it is, and its pin in Limburg.
///
/// # Errors
/// When it can't be drawn.
pub fn initiative(atlas: &Atlas, initiative: &Initiative) -> Result<Vec<u8>, DrawingError> {
    let content = &initiative.content;
    let example = if initiative.example { "voorbeeld".to_owned() } else { String::new() };
    let words = [
        Words {
            letter: Letter::Strong,
            sizes: &[27.0],
            most: 1,
            above: 0.0,
            colour: "inkt",
            text: content.programme.label().to_owned(),
        },
        Words {
            letter: Letter::Heading,
            sizes: &[72.0, 62.0, 54.0, 46.0, 40.0],
            most: 5,
            above: 18.0,
            colour: "inkt",
            text: content.title.clone(),
        },
        Words {
            letter: Letter::Text,
            sizes: &[29.0],
            most: 2,
            above: 16.0,
            colour: "inkt-zacht",
            text: whereabouts(initiative),
        },
        Words { letter: Letter::Slanted, sizes: &[25.0], most: 1, above: 8.0, colour: "inkt-zacht", text: example },
    ];
    let (mut canvas, panel) = start(atlas, atlas.territory().bounds(), &[], PIN * 0.8)?;
    canvas.raw(&pin(content.programme, panel.place(initiative.position), PIN));
    end(&mut canvas);
    let (x, y) = write(&mut canvas, &words, 40.0);
    canvas.raw(&glyph(content.programme, (x + 15.0, y + 20.0), 15.0));
    png(&canvas.svg(), 1.0)
}

/// What a query finds: how many, where, and all of it on the map.
///
/// # Errors
/// When it can't be drawn.
pub fn query(selection: &Selection) -> Result<Vec<u8>, DrawingError> {
    let Selection { atlas, query, indexes, .. } = selection;
    let count = format!("{} {}", thousands(indexes.len()), noun(indexes.len()));
    let words = [
        Words {
            letter: Letter::Heading,
            sizes: &[74.0, 62.0],
            most: 1,
            above: 0.0,
            colour: "accent-tekst",
            text: count,
        },
        Words {
            letter: Letter::Heading,
            sizes: &[56.0, 46.0, 38.0],
            most: 3,
            above: 4.0,
            colour: "inkt",
            text: where_phrase(atlas, query),
        },
        Words {
            letter: Letter::Text,
            sizes: &[29.0],
            most: 3,
            above: 18.0,
            colour: "inkt-zacht",
            text: filters(atlas, query),
        },
    ];
    let (mut canvas, panel) = start(atlas, selection.bounds(), &query.regions, 0.0)?;
    if indexes.len() <= APART {
        let places: Vec<_> = indexes.iter().map(|&index| panel.place(atlas.at(index).position)).collect();
        let Spread { spots, reach, .. } = spread(&places, 10.5, panel.area.inset(6.0), &[]);
        for (&index, spot) in indexes.iter().zip(spots) {
            canvas.raw(&shape(atlas.at(index).content.programme, spot, reach * 0.8, 1.6));
        }
    } else {
        for mark in atlas.clusters(query, panel.bounds(), panel.camera.level()) {
            match mark {
                Mark::Pin { index } => {
                    let initiative = atlas.at(index);
                    canvas.raw(&shape(initiative.content.programme, panel.place(initiative.position), 10.0, 1.6));
                }
                Mark::Cluster { position, count, programmes, .. } => {
                    cluster(&mut canvas, panel.place(position), count, programmes);
                }
            }
        }
    }
    end(&mut canvas);
    write(&mut canvas, &words, 0.0);
    png(&canvas.svg(), 1.0)
}

/// Several together: how many, in a ring.
fn cluster(canvas: &mut Canvas, (x, y): (f64, f64), count: u32, programmes: [u32; 3]) {
    let r = match count {
        0..=4 => 17.0,
        5..=11 => 20.0,
        12..=99 => 23.0,
        _ => 27.0,
    };
    let (fill, rim) = (ink("tros"), ink("tros-rand"));
    canvas
        .raw(&format!(r#"<circle cx="{x:.2}" cy="{y:.2}" r="{r}" fill="{fill}" stroke="{rim}" stroke-width="1.5"/>"#));
    // The ring has each programme's share, clockwise from the top.
    let inner = r - 4.0;
    let round = std::f64::consts::TAU * inner;
    let total = f64::from(programmes.iter().sum::<u32>().max(1));
    let mut done = 0.0;
    for (programme, part) in Programme::ALL.iter().zip(programmes) {
        let share = f64::from(part) / total * round;
        let (colour, rest, start) = (ink(programme.slug()), round - share, round / 4.0 - done);
        canvas.raw(&format!(
            r#"<circle cx="{x:.2}" cy="{y:.2}" r="{inner}" fill="none" stroke="{colour}" stroke-width="4" stroke-dasharray="{share:.2} {rest:.2}" stroke-dashoffset="{start:.2}"/>"#
        ));
        done += share;
    }
    let size = if count < 100 { 19.0 } else { 17.0 };
    canvas.text((x, y + size * 0.35), Anchor::Middle, Letter::Heading, size, &ink("inkt"), &count.to_string());
}

/// Paper, and the map on its right side; `above` what it shows there is so much room.
fn start(atlas: &Atlas, bounds: Bbox, regions: &[Region], above: f64) -> Result<(Canvas, MapPanel), DrawingError> {
    let (w, h) = (f64::from(SIZE.0), f64::from(SIZE.1));
    let mut canvas = Canvas::new(w, h);
    canvas.rect(Rect { x: 0.0, y: 0.0, w, h }, &ink("vlak"), 0.0);
    let top = TOP + TICKS;
    let area = Rect { x: MAP, y: top, w: w - MAP, h: h - top - TICKS - FOOT };
    let mut panel = MapPanel::fit(Rect { h: area.h - above, ..area }, bounds, 20.0, 11.0, 1.3);
    panel = MapPanel { area, camera: panel.camera.moved(0.0, -above / 2.0), ..panel };
    panel.ground(&mut canvas, &*basemap(atlas.territory())?, regions);
    canvas.raw(r#"<g clip-path="url(#rand)">"#);
    Ok((canvas, panel))
}

/// The rods over the edges of the map.
fn end(canvas: &mut Canvas) {
    canvas.raw("</g>");
    let (w, h) = (f64::from(SIZE.0), f64::from(SIZE.1));
    canvas.line((MAP, TOP), (MAP, h - FOOT), &ink("roede"), 2.0);
    bar(canvas, Rect { x: 0.0, y: 0.0, w, h: TOP }, 0.0, true);
    ticks(canvas, Rect { x: 0.0, y: TOP, w, h: TICKS });
    ticks(canvas, Rect { x: 0.0, y: h - FOOT - TICKS, w, h: TICKS });
    bar(canvas, Rect { x: 0.0, y: h - FOOT, w, h: FOOT }, 0.0, false);
    let soft = ink("op-roede-zacht");
    canvas.text((w - 40.0, TOP * 0.63), Anchor::End, Letter::Text, 24.0, &soft, "Gluren bij de buren");
}

/// Writes it in the middle of its side; `indent` is for the first line. Gives where it begins.
#[allow(clippy::cast_precision_loss, reason = "a few lines")]
fn write(canvas: &mut Canvas, words: &[Words], indent: f64) -> (f64, f64) {
    let (x, room) = TEXT;
    let mut tall = 0.0;
    let mut lines = Vec::new();
    for Words { letter, sizes, most, above, colour, text } in words.iter().filter(|words| !words.text.is_empty()) {
        let text = crate::canvas::printable(text);
        // A smaller size is for what would take more lines than look well, or break a word.
        let breaks = |size: f64| text.split(' ').any(|word| width(word, *letter, size) > room);
        let fits = |size: f64| wrapped(&text, *letter, size, room, 99).len() <= (*most).min(4) && !breaks(size);
        let size = sizes.iter().copied().find(|&size| fits(size)).or(sizes.last().copied()).unwrap_or(40.0);
        tall += above;
        for line in wrapped(&text, *letter, size, room, *most) {
            tall += size * 1.12;
            lines.push((tall - size * 0.24, *letter, size, *colour, line));
        }
    }
    let top = TOP + TICKS + (f64::from(SIZE.1) - TOP - FOOT - 2.0 * TICKS - tall) / 2.0;
    for (i, (down, letter, size, colour, line)) in lines.iter().enumerate() {
        let x = if i == 0 { x + indent } else { x };
        canvas.text((x, top + down), Anchor::Start, *letter, *size, &ink(colour), line);
    }
    (x, top)
}
