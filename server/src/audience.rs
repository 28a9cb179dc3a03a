//! Who is answered at which address: people or programs, this site or any.

use axum::{
    extract::{MatchedPath, Request},
    http::Method,
};

use crate::{
    agenda::calendar,
    follow,
    open_data::catalogue,
    web::{middleware::Audience, static_files},
};

/// Who is answered at the address of this request.
pub(crate) fn audience(request: &Request) -> Audience {
    let path = request.uri().path();
    let under = |folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let drawn = ["/poster/", "/deelbeeld/"].into_iter().any(|start| path.starts_with(start))
        || (under("/initiatieven") && ["/deelbeeld.png", "/blad.pdf"].into_iter().any(|end| path.ends_with(end)));
    let catalogue = under("/catalogus") || path == catalogue::FILE;
    let open = drawn
        || catalogue
        || ["/api", "/export"].into_iter().any(under)
        || path == "/oembed"
        || path == static_files::COMPONENT
        || path == calendar::PATH
        || (under("/cijfers") && path.ends_with(".csv"));
    // The list of the archive is for people.
    let programs = (open && path != export::archive::PATH) || under("/metrics") || under("/klaar") || under("/gezond");
    let route = request.extensions().get::<MatchedPath>();
    Audience {
        programs,
        open,
        file: open && !under("/api"),
        drawn,
        page: !programs && !under("/pkg"),
        pictures: path.ends_with("/foto"),
        one_click: request.method() == Method::POST && route.is_some_and(|route| route.as_str() == follow::ONE_CLICK),
    }
}
