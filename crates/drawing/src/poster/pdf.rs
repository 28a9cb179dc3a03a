//! All pages as one PDF, with embedded fonts and clickable links.

use krilla::{
    Document,
    action::{Action, LinkAction},
    annotation::{Annotation, LinkAnnotation, Target},
    geom::{Rect, Size},
    metadata::Metadata,
    page::PageSettings,
};
use krilla_svg::{SurfaceExt as _, SvgSettings};

use super::content::Content;
use crate::{
    canvas::{Canvas, parse},
    error::DrawingError,
};

/// Writes the PDF.
///
/// # Errors
/// When a page can't be read, or the file can't be written.
#[allow(clippy::cast_possible_truncation, reason = "PDF has single precision")]
pub(super) fn write(content: &Content, pages: &[Canvas]) -> Result<Vec<u8>, DrawingError> {
    let mut document = Document::new();
    for canvas in pages {
        let (width, height) = (canvas.width as f32, canvas.height as f32);
        let settings = PageSettings::from_wh(width, height).ok_or(DrawingError::Empty)?;
        let mut page = document.start_page_with(settings);
        let tree = parse(&canvas.svg())?;
        let mut surface = page.surface();
        let size = Size::from_wh(width, height).ok_or(DrawingError::Empty)?;
        surface.draw_svg(&tree, size, SvgSettings::default()).ok_or(DrawingError::Empty)?;
        surface.finish();
        for link in &canvas.links {
            let area = link.area;
            let Some(rect) = Rect::from_xywh(area.x as f32, area.y as f32, area.w as f32, area.h as f32) else {
                continue;
            };
            let target = Target::Action(Action::Link(LinkAction::new(link.href.clone())));
            page.add_annotation(Annotation::new_link(LinkAnnotation::new(rect, target), None));
        }
        page.finish();
    }
    let metadata = Metadata::new()
        .title(content.title())
        .language("nl".to_owned())
        .creator("InnovatieKaart Limburg".to_owned())
        .description(format!("Poster van de InnovatieKaart Limburg, {}", content.href));
    document.set_metadata(metadata);
    document.finish().map_err(|error| DrawingError::Write(format!("{error:?}")))
}
