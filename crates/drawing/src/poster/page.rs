//! Draws the pages that [`super::layout`] computed.

use std::collections::HashMap;

use atlas::{Atlas, Mark, Selection};
use domain::Programme;

use super::{
    content::Content,
    layout::{Block, ListItem, Placed, Plan, TextLine, legend_text, list},
    pins::{Spread, spread},
};
use crate::{
    basemap::basemap,
    canvas::{Anchor, Canvas, Font, MapPanel, Names, Rect, Role, cluster, glyph, ink, shape, width},
    error::DrawingError,
};

/// Draws every page.
pub(super) fn draw(selection: &Selection, content: &Content, plan: &Plan) -> Result<Vec<Canvas>, DrawingError> {
    let k = plan.sheet.k;
    let (w, h) = plan.sheet.size;
    let panel = MapPanel::fit(plan.map, content.bounds, 14.0 * k, 12.5, k);
    let mut pages = Vec::new();
    for (number, blocks) in plan.pages.iter().enumerate() {
        let mut canvas = Canvas::new(w, h);
        if number == 0 {
            panel.ground(&mut canvas, &*basemap(selection.atlas.territory())?, &content.regions);
            panel.surround(&mut canvas, "#ffffff");
        }
        if number == 0 {
            heading(&mut canvas, content, plan);
            canvas.read_as(Role::Figure(seen(content), plan.map), |canvas| {
                map(canvas, &panel, selection, content, plan);
            });
            legend(&mut canvas, content, plan);
        }
        for placed in blocks {
            block(&mut canvas, content, plan, placed);
        }
        let said = match (number, &*content.offered) {
            (0, "") => content.site.clone(),
            (0, offered) => format!("{} · {offered}", content.site),
            _ => content.title(),
        };
        plan.sheet.frame(&mut canvas, &said, (number + 1, plan.pages.len()));
        pages.push(canvas);
    }
    Ok(pages)
}

/// What the map shows, in words.
fn seen(content: &Content) -> String {
    let how = if content.is_clustered() {
        "Een ring met een getal zegt hoeveel er bij elkaar zijn."
    } else {
        "De nummers van de spelden zijn die van de lijst."
    };
    format!("Kaart van {}. {how}", content.title())
}

fn heading(canvas: &mut Canvas, content: &Content, plan: &Plan) {
    for text in &plan.heading {
        canvas.read_as(text.role.clone(), |canvas| {
            for line in &text.lines {
                heading_line(canvas, content, line);
            }
        });
    }
    if let Some((area, code)) = &plan.code {
        let name = format!("{}, op de kaart", content.title());
        canvas.link(*area, content.href.clone(), &name);
        canvas.read_as(Role::Figure(format!("Code om te scannen: {name}"), *area), |canvas| {
            code.draw(canvas, *area);
        });
        canvas.end_link();
    }
    canvas.read_as(plan.under_code.role.clone(), |canvas| {
        for line in &plan.under_code.lines {
            put(canvas, line);
        }
    });
}

fn heading_line(canvas: &mut Canvas, content: &Content, line: &TextLine) {
    let TextLine { at, font, size, text, .. } = line;
    match text.strip_prefix(&content.count) {
        // The count is red, as on the web page.
        Some(rest) if rest.trim() == content.noun => {
            canvas.text(*at, Anchor::Start, *font, *size, &ink("accent-tekst"), &content.count);
            let after = at.0 + width(&format!("{} ", content.count), *font, *size);
            canvas.text((after, at.1), Anchor::Start, *font, *size, &ink("inkt"), content.noun);
        }
        _ => put(canvas, line),
    }
}

fn put(canvas: &mut Canvas, TextLine { at, font, size, colour, text }: &TextLine) {
    canvas.text(*at, Anchor::Start, *font, *size, &ink(colour), text);
}

/// Draws what stands on the ground, all of it within the map.
fn map(canvas: &mut Canvas, panel: &MapPanel, selection: &Selection, content: &Content, plan: &Plan) {
    let k = plan.sheet.k;
    if let Some((middle, km)) = content.circle {
        let (x, y) = panel.project(middle);
        let (r, red) = (km / panel.camera.km_per_px(), ink("accent-kaart"));
        let arm = 4.0 * k;
        canvas.line((x - arm, y), (x + arm, y), &red, 1.4 * k);
        canvas.line((x, y - arm), (x, y + arm), &red, 1.4 * k);
        canvas.raw(&format!(
            r#"<circle cx="{x:.2}" cy="{y:.2}" r="{r:.2}" fill="none" stroke="{red}" stroke-width="{:.2}" stroke-dasharray="{:.2} {:.2}"/>"#,
            1.4 * k, 5.0 * k, 3.0 * k
        ));
    }

    if content.is_clustered() {
        clusters(canvas, panel, selection, plan);
    } else {
        pins(canvas, panel, &selection.atlas, content, plan);
    }
    scale(canvas, panel, plan);
    let Rect { x, y, w, h } = plan.map;
    canvas.raw(&format!(
        r#"<rect x="{x:.2}" y="{y:.2}" width="{w:.2}" height="{h:.2}" fill="none" stroke="{}" stroke-width="{:.2}"/>"#,
        ink("land-omtrek"),
        0.8 * k
    ));
}

/// Draws what is together as on the screen, at the same distance from each other, and the names of towns around it.
fn clusters(canvas: &mut Canvas, panel: &MapPanel, selection: &Selection, plan: &Plan) {
    /// How large: the rings of the screen are 56 pixels apart, and a point is larger than a pixel.
    const SIZE: f64 = 0.75;
    let (k, atlas) = (plan.sheet.k, &selection.atlas);
    let marks = atlas.clusters(&selection.query, panel.bounds(), panel.camera.level());
    let at = |mark: &Mark| match mark {
        Mark::Pin { index } => panel.project(atlas.at(*index).position),
        Mark::Cluster { position, .. } => panel.project(*position),
    };
    let reach = 21.0;
    let mut names = Names::new(plan.map.inset(2.0 * k));
    let around = marks.iter().map(at).map(|(x, y)| Rect { x: x - reach, y: y - reach, w: 2.0 * reach, h: 2.0 * reach });
    names.keep_off(around.chain([scale_bar(plan)]));
    names.regions(canvas, panel, atlas);
    names.places(canvas, panel, atlas, &HashMap::new());
    for mark in &marks {
        match *mark {
            Mark::Pin { index } => canvas.raw(&shape(atlas.at(index).content.programme, at(mark), 8.0, 1.0)),
            Mark::Cluster { count, programmes, .. } => cluster(canvas, at(mark), count, programmes, SIZE),
        }
    }
}

/// Where the scale bar stands.
fn scale_bar(plan: &Plan) -> Rect {
    let k = plan.sheet.k;
    Rect { x: plan.map.x, y: plan.map.bottom() - 20.0 * k, w: 96.0 * k, h: 20.0 * k }
}

/// Draws the numbered pins, and names around them.
fn pins(canvas: &mut Canvas, panel: &MapPanel, atlas: &Atlas, content: &Content, plan: &Plan) {
    let k = plan.sheet.k;
    let half = half(content.entries.len()) * k;
    // A diamond is wider, and every shape has a light rim.
    let reach = half * 1.2 + 0.8 * k;
    let places: Vec<(f64, f64)> = content.entries.iter().map(|entry| panel.project(entry.position)).collect();
    let scale_bar = scale_bar(plan);
    let mut blocked = vec![scale_bar];
    let mut names = Names::new(plan.map.inset(2.0 * k));
    // The names of the largest towns and of those with the most pins come first: pins make room for them.
    let belong: Vec<_> = places.iter().copied().zip(content.entries.iter().map(|entry| &*entry.town)).collect();
    blocked.extend(names.keep_towns(panel, atlas, &belong, scale_bar));
    let Spread { spots, groups, reach: used } = spread(&places, reach, plan.map.inset(3.0 * k), &blocked);
    let half = half * used / reach;

    names.keep_off(groups.iter().map(|group| group.area).chain([scale_bar]));
    let lines: Vec<_> = groups.iter().filter_map(|group| Some((group.place, group.line?))).collect();
    for &(place, end) in &lines {
        names.keep_off(along(place, end, used));
    }
    let mut towns: HashMap<&str, Vec<Rect>> = HashMap::new();
    for (entry, (x, y)) in content.entries.iter().zip(&spots) {
        let own = Rect { x: x - used, y: y - used, w: 2.0 * used, h: 2.0 * used };
        towns.entry(&entry.town).or_default().push(own);
    }
    names.regions(canvas, panel, atlas);
    names.places(canvas, panel, atlas, &towns);

    let (dark, light) = (ink("land-omtrek"), ink("land-rand"));
    for &(place, end) in &lines {
        canvas.line(place, end, &light, 2.2 * k);
    }
    for &((x, y), end) in &lines {
        canvas.line((x, y), end, &dark, 0.7 * k);
        canvas.raw(&format!(
            r#"<circle cx="{x:.2}" cy="{y:.2}" r="{:.2}" fill="{dark}" stroke="{light}" stroke-width="{:.2}"/>"#,
            1.8 * k,
            0.5 * k
        ));
    }
    names.draw_towns(canvas, panel);
    // Pins of one location are drawn on a plate.
    for group in groups.iter().filter(|group| group.members.len() > 1) {
        canvas.rect(group.area, &dark, 3.0 * k);
        canvas.rect(group.area.inset(0.6 * k), &light, 2.4 * k);
    }
    for (number, (entry, &spot)) in content.entries.iter().zip(&spots).enumerate() {
        marker(canvas, entry.programme, number + 1, spot, half, 0.8 * k);
    }
}

/// Half the height of a pin on A4: smaller when there are many.
fn half(count: usize) -> f64 {
    match count {
        0..=30 => 9.0,
        31..=80 => 7.8,
        81..=200 => 6.6,
        _ => 5.4,
    }
}

/// Boxes along a line, which names must avoid.
fn along(from: (f64, f64), to: (f64, f64), step: f64) -> Vec<Rect> {
    let far = (to.0 - from.0).hypot(to.1 - from.1);
    let mut out = Vec::new();
    let mut done = 0.0;
    while done < far {
        let share = done / far;
        let (x, y) = (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
        out.push(Rect { x: x - 1.5, y: y - 1.5, w: 3.0, h: 3.0 });
        done += step.min(4.0);
    }
    out
}

/// Draws a pin with its number.
fn marker(canvas: &mut Canvas, programme: Programme, number: usize, (x, y): (f64, f64), half: f64, rim: f64) {
    let text = number.to_string();
    let size = half * if text.len() < 3 { 1.15 } else { 0.86 };
    canvas.raw(&shape(programme, (x, y), half, rim));
    canvas.text((x, y + size * 0.36), Anchor::Middle, Font::Heading, size, &ink("op-plek"), &text);
}

/// Draws a scale bar of a round number of kilometres.
fn scale(canvas: &mut Canvas, panel: &MapPanel, plan: &Plan) {
    let k = plan.sheet.k;
    let per_km = 1.0 / panel.camera.km_per_px();
    let km = [50.0, 20.0, 10.0, 5.0, 2.0, 1.0, 0.5].into_iter().find(|km| km * per_km <= 60.0 * k).unwrap_or(0.5);
    let (left, y) = (plan.map.x + 8.0 * k, plan.map.bottom() - 8.0 * k);
    let right = left + km * per_km;
    let dark = ink("land-omtrek");
    let (l, r, up, w) = (left, right, y - 4.0 * k, 0.9 * k);
    canvas.raw(&format!(
        r#"<path d="M{l:.2} {up:.2}V{y:.2}H{r:.2}V{up:.2}" fill="none" stroke="{dark}" stroke-width="{w:.2}"/>"#
    ));
    let text = if km < 1.0 { "500 m".to_owned() } else { format!("{km:.0} km") };
    let paint = (&*ink("label"), &*ink("label-halo"));
    canvas.haloed((right + 4.0 * k, y), Anchor::Start, Font::Text, 7.2 * k, paint, &text);
}

fn legend(canvas: &mut Canvas, content: &Content, plan: &Plan) {
    let k = plan.sheet.k;
    for (area, which) in &plan.legend {
        let text = legend_text(content, *which);
        let (x, y) = (area.x + 6.0 * k, area.middle().1);
        canvas.read_as(Role::Paragraph(text.to_owned()), |canvas| {
            match Programme::ALL.get(*which) {
                Some(&programme) => canvas.raw(&glyph(programme, (x, y), 5.0 * k)),
                None if content.is_clustered() => cluster(canvas, (x, y), 9, [4, 3, 2], 0.26 * k),
                None => {
                    let (dark, to) = (ink("land-omtrek"), (x + 4.0 * k, y - 3.5 * k));
                    canvas.line((x - 4.0 * k, y + 3.0 * k), to, &dark, 0.7 * k);
                    let (x, y, r) = (x - 4.0 * k, y + 3.0 * k, 1.8 * k);
                    canvas.raw(&format!(r#"<circle cx="{x:.2}" cy="{y:.2}" r="{r:.2}" fill="{dark}"/>"#));
                }
            }
            let at = (area.x + 15.0 * k, y + list::SMALL * k * 0.34);
            canvas.text(at, Anchor::Start, Font::Text, list::SMALL * k, &ink("inkt"), text);
        });
    }
}

fn block(canvas: &mut Canvas, content: &Content, plan: &Plan, Placed { area, block }: &Placed) {
    let k = plan.sheet.k;
    match block {
        Block::Region(region) => {
            let at = (area.x, area.bottom() - 7.0 * k);
            // The tint of the region on the map.
            let swatch = Rect { x: area.right() - 18.0 * k, y: at.1 - 9.5 * k, w: 18.0 * k, h: 10.0 * k };
            canvas.rect(swatch, &ink("land-omtrek"), 2.0 * k);
            canvas.rect(swatch.inset(0.6 * k), &ink(region.slug()), 1.4 * k);
            canvas.read_as(Role::Heading(2, region.label().to_owned()), |canvas| {
                canvas.text(at, Anchor::Start, Font::Heading, 13.0 * k, &ink("inkt"), region.label());
            });
            canvas.line((area.x, area.bottom()), (area.right(), area.bottom()), &ink("roede"), 1.2 * k);
        }
        #[allow(clippy::cast_precision_loss, reason = "a few lines")]
        Block::Note(lines) => {
            canvas.read_as(Role::Paragraph(lines.join(" ")), |canvas| {
                for (i, line) in lines.iter().enumerate() {
                    let at = (area.x, area.y + (list::PAD + list::TITLE + i as f64 * list::TITLE_LINE) * k);
                    canvas.text(at, Anchor::Start, Font::Text, list::TITLE * k, &ink("inkt"), line);
                }
            });
        }
        Block::Item(item) => draw_item(canvas, content, plan, *area, item),
    }
}

fn draw_item(canvas: &mut Canvas, content: &Content, plan: &Plan, area: Rect, item: &ListItem) {
    let k = plan.sheet.k;
    let entry = &content.entries[item.entry];
    canvas.link(area, entry.href.clone(), &format!("{}. {}", item.entry + 1, entry.title));
    let half = 9.0 * k;
    let at = (area.x + 11.0 * k, area.y + list::PAD * k + half + 0.8 * k);
    // The shape says which programme it is of.
    let programme = entry.programme.label();
    if content.is_clustered() {
        canvas.read_as(Role::Label(programme.to_owned()), |canvas| {
            canvas.raw(&shape(entry.programme, at, half, 0.0));
        });
    } else {
        canvas.read_as(Role::Label(format!("{}. {programme}", item.entry + 1)), |canvas| {
            marker(canvas, entry.programme, item.entry + 1, at, half, 0.0);
        });
    }
    let x = area.x + list::NUMBER * k;
    let mut y = area.y + (list::PAD - 1.0) * k;
    canvas.read_as(Role::Item(entry.title.clone()), |canvas| {
        for line in &item.title {
            y += list::TITLE_LINE * k;
            canvas.text((x, y), Anchor::Start, Font::Strong, list::TITLE * k, &ink("inkt"), line);
        }
    });
    canvas.read_as(Role::Item(entry.whereabouts.clone()), |canvas| {
        for line in &item.whereabouts {
            y += list::SMALL_LINE * k;
            canvas.text((x, y), Anchor::Start, Font::Text, list::SMALL * k, &ink("inkt-zacht"), line);
        }
    });
    if let Some((code, side)) = &item.code {
        let corner = (plan.snap(area.right() - side), plan.snap(area.y + list::PAD * k));
        code.draw(canvas, Rect { x: corner.0, y: corner.1, w: *side, h: *side });
    }
    canvas.end_link();
    canvas.line((area.x, area.bottom()), (area.right(), area.bottom()), &ink("lijn"), 0.5 * k);
}
