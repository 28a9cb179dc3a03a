//! One initiative on paper: what its page tells, without pictures and without people, on A4.

use atlas::Atlas;
use domain::{Initiative, paths};
use wording::{dates::day, whereabouts};

use crate::{
    basemap::basemap,
    canvas::{self, Anchor, Canvas, Font, MapPanel, Names, Rect, Role, Sheet, glyph, ink, pin, qr, width, wrapped},
    error::DrawingError,
    poster::{Paper, Size},
};

/// The width of the column with the map and the code, and the space beside it, in points.
const ASIDE: (f64, f64) = (178.0, 20.0);
/// The height of the map, in points.
const MAP: f64 = 270.0;
/// The side of the code, in points: three centimetres.
const CODE: f64 = 86.0;
/// The height of the pin, in points.
const PIN: f64 = 34.0;

/// What is said of an initiative that the initiative does not know itself.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    /// Its description in paragraphs.
    pub paragraphs: &'a [String],
    /// What one must know first: that it is archived.
    pub notice: &'a str,
    /// The start of addresses, without a slash at the end.
    pub site_url: &'a str,
    /// Who offers the map and where to ask; empty for nobody.
    pub offered: &'a str,
}

/// The initiative as a tagged PDF: one page, and more when it tells much.
///
/// # Errors
/// When it can't be drawn.
pub fn pdf(atlas: &Atlas, initiative: &Initiative, telling: Telling<'_>) -> Result<Vec<u8>, DrawingError> {
    let content = &initiative.content;
    let sheet = Sheet::new(Paper { size: Size::A4, landscape: false }.points(), 1.0);
    let href = format!("{}{}", telling.site_url, paths::initiative(initiative.id));
    let mut text = Writer::new(sheet);
    let panel = panel(atlas, sheet);
    // The ground is larger than the map; the paper around it comes before what is written there.
    if let Some(canvas) = text.pages.first_mut() {
        panel.ground(canvas, &*basemap(atlas.territory())?, &[]);
        panel.surround(canvas, "#ffffff");
    }

    text.meta(initiative);
    text.say(Style::TITLE, Role::Heading(1, content.title.clone()), &content.title);
    text.paragraph(Style::STRONG, &whereabouts(initiative));
    let region = format!("gemeente {}, {}", initiative.municipality, initiative.region.label());
    text.paragraph(Style::SMALL, &region);
    // The map and the code are read after what it is.
    if let Some(canvas) = text.pages.first_mut() {
        map(canvas, &panel, atlas, initiative);
        code(canvas, panel.area, initiative, &href);
    }
    text.paragraph(Style::NOTICE, telling.notice);
    if initiative.example {
        text.paragraph(Style::NOTICE, "Dit is een bedacht voorbeeld. Het laat zien hoe een initiatief eruitziet.");
    }
    text.paragraph(Style::LEAD, &content.summary);
    if !telling.paragraphs.is_empty() {
        text.heading("Zo gaat het");
        for paragraph in telling.paragraphs {
            text.paragraph(Style::TEXT, paragraph);
        }
    }
    if !content.outcomes.is_empty() {
        text.heading("Wat levert het op");
        for (number, outcome) in (1..).zip(&content.outcomes) {
            text.item(number, outcome);
        }
    }
    if !content.learning_question.is_empty() {
        text.heading("Onze leervraag");
        text.paragraph(Style::LEAD, &content.learning_question);
    }
    text.paragraph(Style::SMALL, &format!("Bijgewerkt op {}", day(&initiative.changed)));

    let site = telling.site_url.split_once("://").map_or(telling.site_url, |(_, host)| host);
    let said = if telling.offered.is_empty() { site.to_owned() } else { format!("{site} · {}", telling.offered) };
    let mut pages = text.pages;
    let count = pages.len();
    for (canvas, page) in pages.iter_mut().zip(1..) {
        sheet.frame(canvas, &canvas::printable(&said), (page, count));
    }
    canvas::pdf(&content.title, &format!("{}, {href}", whereabouts(initiative)), &pages)
}

/// The map: all of Limburg, with room for the pin.
fn panel(atlas: &Atlas, sheet: Sheet) -> MapPanel {
    let Rect { y, .. } = sheet.inner;
    let area = Rect { x: sheet.inner.right() - ASIDE.0, y, w: ASIDE.0, h: MAP };
    let panel = MapPanel::fit(Rect { h: MAP - PIN / 2.0, ..area }, atlas.territory().bounds(), 10.0, 11.0, 0.9);
    MapPanel { area, camera: panel.camera.moved(0.0, -PIN / 4.0), ..panel }
}

/// Draws what stands on the map.
fn map(canvas: &mut Canvas, panel: &MapPanel, atlas: &Atlas, initiative: &Initiative) {
    const NAME: f64 = 9.5;
    let area = panel.area;
    let town = canvas::printable(&initiative.town);
    canvas.read_as(Role::Figure(format!("Kaart van Limburg. De speld staat in {town}."), area), |canvas| {
        let (x, y) = panel.project(initiative.position);
        let half = width(&town, Font::Strong, NAME) / 2.0;
        // Its own town stands under the tip of the pin, within the map.
        let middle = x.clamp(area.x + half + 4.0, area.right() - half - 4.0);
        let mut names = Names::new(area.inset(2.0));
        names.keep_off([
            Rect { x: x - PIN * 0.4, y: y - PIN, w: PIN * 0.8, h: PIN },
            Rect { x: middle - half, y: y + 1.0, w: 2.0 * half, h: NAME * 1.3 },
        ]);
        names.largest(canvas, panel, atlas, &initiative.town);
        canvas.raw(&pin(initiative.content.programme, (x, y), PIN));
        let paint = (&*ink("label"), &*ink("label-halo"));
        canvas.haloed((middle, y + NAME), Anchor::Middle, Font::Strong, NAME, paint, &town);
        canvas.raw(&format!(
            r#"<rect x="{:.2}" y="{:.2}" width="{:.2}" height="{:.2}" fill="none" stroke="{}" stroke-width="0.8"/>"#,
            area.x,
            area.y,
            area.w,
            area.h,
            ink("land-omtrek")
        ));
    });
}

/// Draws the code of the page under the map.
fn code(canvas: &mut Canvas, map: Rect, initiative: &Initiative, href: &str) {
    const SAID: &str = "Scan voor de pagina: foto’s, vragen, en wie het ook doet";
    const SIZE: f64 = 9.0;
    let Some(code) = qr::for_query(href) else { return };
    let area = Rect { x: map.x, y: map.bottom() + 12.0, w: CODE, h: CODE };
    let name = format!("De pagina van ‘{}’", initiative.content.title);
    canvas.link(Rect { w: map.w, ..area }, href.to_owned(), &name);
    canvas.read_as(Role::Figure(format!("Code om te scannen: {name}"), area), |canvas| code.draw(canvas, area));
    canvas.read_as(Role::Paragraph(SAID.to_owned()), |canvas| {
        let x = area.right() + 10.0;
        let mut y = area.y;
        for line in wrapped(SAID, Font::Strong, SIZE, map.right() - x, 7) {
            y += SIZE * 1.25;
            canvas.text((x, y), Anchor::Start, Font::Strong, SIZE, &ink("inkt"), &line);
        }
    });
    canvas.end_link();
}

/// How a text is set: font, size, distance between lines, space above, colour.
#[derive(Debug, Clone, Copy)]
struct Style {
    font: Font,
    size: f64,
    leading: f64,
    above: f64,
    colour: &'static str,
}

impl Style {
    const TITLE: Self = Self { font: Font::Heading, size: 27.0, leading: 30.0, above: 8.0, colour: "inkt" };
    const HEADING: Self = Self { font: Font::Heading, size: 15.0, leading: 18.0, above: 16.0, colour: "inkt" };
    const LEAD: Self = Self { font: Font::Text, size: 12.5, leading: 17.5, above: 10.0, colour: "inkt" };
    const TEXT: Self = Self { font: Font::Text, size: 10.5, leading: 15.0, above: 6.0, colour: "inkt" };
    const STRONG: Self = Self { font: Font::Strong, size: 12.5, leading: 16.5, above: 8.0, colour: "inkt" };
    const SMALL: Self = Self { font: Font::Text, size: 9.5, leading: 13.0, above: 4.0, colour: "inkt-zacht" };
    const NOTICE: Self = Self { font: Font::Slanted, size: 10.5, leading: 14.0, above: 8.0, colour: "inkt" };
}

/// Writes down the pages: beside the map on the first, as wide as the sheet on those after it.
struct Writer {
    sheet: Sheet,
    pages: Vec<Canvas>,
    y: f64,
}

impl Writer {
    fn new(sheet: Sheet) -> Self {
        Self { sheet, pages: vec![Canvas::new(sheet.size.0, sheet.size.1)], y: sheet.inner.y }
    }

    /// The width of a line on the page that is being written.
    fn room(&self) -> f64 {
        let all = self.sheet.inner.w;
        if self.pages.len() == 1 { all - ASIDE.0 - ASIDE.1 } else { all.min(420.0) }
    }

    fn next_page(&mut self) {
        self.pages.push(Canvas::new(self.sheet.size.0, self.sheet.size.1));
        self.y = self.sheet.inner.y;
    }

    /// What it is in signs and words: its programme, its stage, for whom, when.
    fn meta(&mut self, initiative: &Initiative) {
        let content = &initiative.content;
        let sectors: Vec<_> = content.sectors.iter().map(|sector| sector.slug()).collect();
        let mut parts =
            vec![content.programme.label().to_owned(), content.stage.label().to_owned(), sectors.join(", ")];
        parts.push(content.period.clone());
        parts.extend(initiative.example.then(|| "voorbeeld".to_owned()));
        parts.retain(|part| !part.is_empty());
        let half = 8.0;
        let at = (self.sheet.inner.x + half * 1.2, self.y + half * 1.2);
        if let Some(canvas) = self.pages.last_mut() {
            canvas.raw(&glyph(content.programme, at, half));
        }
        self.indented(Style { above: 0.0, ..Style::STRONG }, Role::Paragraph, &parts.join(" · "), 26.0);
    }

    fn heading(&mut self, text: &str) {
        // A heading does not stay alone at the bottom of a page.
        if self.y + Style::HEADING.above + Style::HEADING.leading + 2.0 * Style::TEXT.leading
            > self.sheet.inner.bottom()
        {
            self.next_page();
        }
        self.say(Style::HEADING, Role::Heading(2, text.to_owned()), text);
    }

    fn paragraph(&mut self, style: Style, text: &str) {
        if !text.is_empty() {
            self.indented(style, Role::Paragraph, text, 0.0);
        }
    }

    /// A text that stays in one piece.
    fn say(&mut self, style: Style, role: Role, text: &str) {
        let lines = wrapped(&canvas::printable(text), style.font, style.size, self.room(), 12);
        self.put(style, role, &lines, 0.0);
    }

    /// A numbered line of a list.
    fn item(&mut self, number: u32, text: &str) {
        if self.y + Style::TEXT.above + Style::TEXT.leading > self.sheet.inner.bottom() {
            self.next_page();
        }
        let at = (self.sheet.inner.x, self.y + Style::TEXT.above + Style::TEXT.size);
        let label = format!("{number}.");
        if let Some(canvas) = self.pages.last_mut() {
            canvas.read_as(Role::Label(label.clone()), |canvas| {
                canvas.text(at, Anchor::Start, Font::Heading, 11.0, &ink("marktplaats"), &label);
            });
        }
        self.indented(Style::TEXT, Role::Item, text, 20.0);
    }

    /// A text that goes on on the next page when there is no room.
    fn indented(&mut self, style: Style, role: fn(String) -> Role, text: &str, indent: f64) {
        let mut rest = canvas::printable(text);
        loop {
            let lines = wrapped(&rest, style.font, style.size, self.room() - indent, usize::MAX);
            let left = self.sheet.inner.bottom() - self.y - style.above;
            let fit = lines
                .iter()
                .scan(0.0, |tall, _| {
                    *tall += style.leading;
                    (*tall <= left).then_some(())
                })
                .count();
            if fit >= lines.len() {
                self.put(style, role(rest), &lines, indent);
                return;
            }
            let (here, later) = lines.split_at(fit);
            if !here.is_empty() {
                self.put(style, role(here.join(" ")), here, indent);
            }
            rest = later.join(" ");
            self.next_page();
        }
    }

    fn put(&mut self, style: Style, role: Role, lines: &[String], indent: f64) {
        self.y += style.above;
        let x = self.sheet.inner.x + indent;
        let mut y = self.y + style.size - style.leading;
        let Some(canvas) = self.pages.last_mut() else { return };
        canvas.read_as(role, |canvas| {
            for line in lines {
                y += style.leading;
                canvas.text((x, y), Anchor::Start, style.font, style.size, &ink(style.colour), line);
            }
        });
        self.y = y + style.leading - style.size;
    }
}
