//! The page of the archive.

use app::{
    open_data::{Archive, ArchiveDay},
    shell::Head,
};
use axum::response::Response;
use export::archive::File;

use crate::{state::AppState, web::Page};

/// The files, the newest day first, as links below the address of the page.
pub(crate) fn archive(state: &AppState, page: &Page, path: &str, files: &[File]) -> Response {
    let mut days: Vec<ArchiveDay> = Vec::new();
    for file in files {
        let day = wording::dates::day(&file.day.to_string());
        let link = (format!("{path}{}", file.name()), file.format.label(), wording::counts::file_size(file.size));
        match days.last_mut().filter(|last| last.day == day) {
            Some(last) => last.files.push(link),
            None => days.push(ArchiveDay { day, files: vec![link] }),
        }
    }
    let head = Head {
        title: "Archief van de open data".to_owned(),
        description: "Wat er op een dag op de InnovatieKaart stond, als bestand.".to_owned(),
        canonical: format!("{}{path}", state.site_url),
        ..Head::default()
    };
    page.public(&head, "", move || leptos::view! { <Archive days /> })
}
