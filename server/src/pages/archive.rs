//! The page of the archive.

use app::{
    document::Head,
    pages::{Archive, ArchiveDay},
};
use axum::{http::StatusCode, response::Response};

use super::{dates, respond};
use crate::{
    archive::File,
    http::{AppState, Nonce},
};

/// The files, the newest day first, as links below the address of the page.
pub(crate) fn archive(state: &AppState, nonce: &Nonce, path: &str, files: &[File]) -> Response {
    let mut days: Vec<ArchiveDay> = Vec::new();
    for file in files {
        let day = dates::day(&file.day.to_string());
        let link = (format!("{path}{}", file.name()), file.format.label(), bytes(file.size));
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
    respond::page(StatusCode::OK, nonce, &head, "leespagina", "", move || leptos::view! { <Archive days /> })
}

/// "61 kB", "2,4 MB": in thousands, as people in the Netherlands write it.
fn bytes(size: u64) -> String {
    #[allow(clippy::cast_precision_loss, reason = "one decimal is shown")]
    let size = size as f64;
    match size {
        ..1e6 => format!("{:.0} kB", (size / 1e3).max(1.0)),
        ..1e9 => format!("{:.1} MB", size / 1e6).replace('.', ","),
        _ => format!("{:.1} GB", size / 1e9).replace('.', ","),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_sizes_read_as_in_the_netherlands() {
        for (size, words) in [(12, "1 kB"), (61_400, "61 kB"), (2_400_000, "2,4 MB"), (3_210_000_000, "3,2 GB")] {
            assert_eq!(bytes(size), words);
        }
    }
}
