//! Drawings as one PDF that can be heard as well as seen: embedded fonts, clickable links, and tags (PDF/UA-1) that say
//! what is a heading, a list or a picture.

use krilla::{
    Document, SerializeSettings,
    action::{Action, LinkAction},
    annotation::{Annotation, LinkAnnotation, Target},
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{Point, Rect, Size},
    metadata::Metadata,
    outline::{Outline, OutlineNode},
    page::{Page, PageSettings},
    tagging::{
        Artifact, ArtifactType, BBox, ContentTag, Identifier, ListNumbering, Node, Tag, TagGroup, TagKind, TagTree,
    },
};
use krilla_svg::{SurfaceExt as _, SvgSettings};

use super::{
    parse,
    svg::{self, Canvas, Part, Role},
};
use crate::error::DrawingError;

/// What its text is written in.
const LANGUAGE: &str = "nl-NL";

/// A part that is read, and its content on the page.
struct Read<'a> {
    part: &'a Part,
    content: Identifier,
}

/// The pages as PDF, with a title and a line about it.
///
/// # Errors
/// When a page can't be read, or the file can't be written.
pub(crate) fn pdf(title: &str, about: &str, pages: &[Canvas]) -> Result<Vec<u8>, DrawingError> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| DrawingError::Write(format!("{error:?}")))?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
    let mut outline = Outline::new();
    for (number, canvas) in pages.iter().enumerate() {
        let size = Size::from_wh(single(canvas.width), single(canvas.height)).ok_or(DrawingError::Empty)?;
        let settings = PageSettings::from_wh(size.width(), size.height()).ok_or(DrawingError::Empty)?;
        let mut page = document.start_page_with(settings);
        let read = draw(&mut page, canvas, size)?;
        let links: Vec<Option<Identifier>> = canvas.links.iter().map(|link| annotate(&mut page, link)).collect();
        page.finish();
        for part in read.iter().map(|read| read.part) {
            if let Role::Heading(_, text) = &part.role {
                let top = XyzDestination::new(number, Point::from_xy(0.0, 0.0));
                outline.push_child(OutlineNode::new(text.clone(), top));
            }
        }
        tree.children.extend(tagged(&read, &links, number));
    }
    document.set_tag_tree(tree);
    document.set_outline(outline);
    document.set_metadata(
        Metadata::new()
            .title(title.to_owned())
            .language(LANGUAGE.to_owned())
            .creator("InnovatieKaart Limburg".to_owned())
            .description(about.to_owned()),
    );
    document.finish().map_err(|error| DrawingError::Write(format!("{error:?}")))
}

/// PDF has single precision.
#[allow(clippy::cast_possible_truncation, reason = "points on paper")]
fn single(value: f64) -> f32 {
    value as f32
}

fn rect(area: svg::Rect) -> Option<Rect> {
    Rect::from_xywh(single(area.x), single(area.y), single(area.w), single(area.h))
}

/// Draws a page part by part; returns those that are read.
fn draw<'a>(page: &mut Page<'_>, canvas: &'a Canvas, size: Size) -> Result<Vec<Read<'a>>, DrawingError> {
    let mut surface = page.surface();
    let mut read = Vec::new();
    for part in canvas.parts() {
        let tree = parse(&canvas.svg_of(part))?;
        let artifact = |kind| ContentTag::Artifact(Artifact::with_kind(kind));
        let content = surface.start_tagged(match part.role {
            Role::Decoration => artifact(ArtifactType::Layout),
            Role::Repeated => artifact(ArtifactType::PaginationOther),
            _ => ContentTag::Other,
        });
        let drawn = surface.draw_svg(&tree, size, SvgSettings::default());
        surface.end_tagged();
        drawn.ok_or(DrawingError::Empty)?;
        if !matches!(part.role, Role::Decoration | Role::Repeated) {
            read.push(Read { part, content });
        }
    }
    surface.finish();
    Ok(read)
}

/// Makes an area clickable; `None` when it has no size.
fn annotate(page: &mut Page<'_>, link: &svg::Link) -> Option<Identifier> {
    let target = Target::Action(Action::Link(LinkAction::new(link.href.clone())));
    let annotation = LinkAnnotation::new(rect(link.area)?, target);
    Some(page.add_tagged_annotation(Annotation::new_link(annotation, Some(link.name.clone()))))
}

/// The tags of a page: lists with their items, and everything else by itself.
fn tagged(read: &[Read<'_>], links: &[Option<Identifier>], page: usize) -> Vec<Node> {
    let listed = |read: &Read<'_>| matches!(read.part.role, Role::Label(_) | Role::Item(_));
    let mut nodes = Vec::new();
    for together in read.chunk_by(|one, next| listed(one) == listed(next)) {
        if together.first().is_some_and(listed) {
            nodes.push(list(together, links, page).into());
        } else {
            nodes.extend(linked(together, links, page));
        }
    }
    nodes
}

fn list(read: &[Read<'_>], links: &[Option<Identifier>], page: usize) -> TagGroup {
    let is_label = |read: &Read<'_>| matches!(read.part.role, Role::Label(_));
    let numbered = matches!(read.first().map(|read| &read.part.role), Some(Role::Label(text)) if text.starts_with(|c: char| c.is_ascii_digit()));
    let items = read.chunk_by(|_, next| !is_label(next)).map(|item| {
        let (labels, texts) = item.split_at(item.iter().take_while(|read| is_label(read)).count());
        let mut nodes: Vec<Node> = labels.iter().filter_map(|label| leaf(label, page)).collect();
        nodes.push(TagGroup::with_children(Tag::LBody, linked(texts, links, page)).into());
        TagGroup::with_children(Tag::LI, nodes).into()
    });
    let numbering = if numbered { ListNumbering::Decimal } else { ListNumbering::Disc };
    TagGroup::with_children(Tag::L(numbering), items.collect())
}

/// Parts one after another; those of one link are in it together.
fn linked(read: &[Read<'_>], links: &[Option<Identifier>], page: usize) -> Vec<Node> {
    let mut nodes = Vec::new();
    for together in read.chunk_by(|one, next| one.part.link == next.part.link) {
        let leaves = together.iter().filter_map(|read| leaf(read, page));
        let link = together.first().and_then(|read| *links.get(read.part.link?)?);
        match link {
            Some(link) => {
                let children = std::iter::once(link.into()).chain(leaves).collect();
                nodes.push(TagGroup::with_children(Tag::Link, children).into());
            }
            None => nodes.extend(leaves),
        }
    }
    nodes
}

/// One part; `None` for what is not read.
fn leaf(Read { part, content }: &Read<'_>, page: usize) -> Option<Node> {
    let tag: TagKind = match &part.role {
        Role::Decoration | Role::Repeated => return None,
        Role::Heading(level, text) => {
            Tag::Hn((*level).try_into().ok()?, Some(text.clone())).with_actual_text(Some(text.clone())).into()
        }
        Role::Paragraph(text) => Tag::P.with_actual_text(Some(text.clone())).into(),
        Role::Figure(alt, area) => {
            Tag::Figure(Some(alt.clone())).with_bbox(rect(*area).map(|area| BBox::new(page, area))).into()
        }
        Role::Label(text) => Tag::Lbl.with_actual_text(Some(text.clone())).into(),
        Role::Item(text) => Tag::Span.with_actual_text(Some(text.clone())).into(),
    };
    Some(TagGroup::with_children(tag, vec![(*content).into()]).into())
}
