//! The browser files with their compressed twins, under an address that holds their hash. A release embeds them; while
//! developing they are read when the server starts, so that it need not be built again after them.

use std::{
    borrow::Cow,
    collections::HashMap,
    env, io,
    path::{Component, Path, PathBuf},
    sync::Arc,
    sync::LazyLock,
};

use axum::{
    extract::{Path as UrlPath, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};

use crate::{
    Config,
    config::Embedding,
    web::{etag, problem::Problem},
};

/// The address of the web component.
pub(crate) const COMPONENT: &str = "/innovatie-kaart.js";

static SOURCE: LazyLock<Source> = LazyLock::new(|| match env::var_os("LEPTOS_SITE_ROOT") {
    Some(root) => Source::Folder(Path::new(&root).join("pkg")),
    None => Source::Embedded(Embedded::of(built_files())),
});

enum Source {
    Embedded(Embedded),
    /// `cargo leptos watch` writes the files, and they change while we run.
    Folder(PathBuf),
}

/// `<hash>/<name>` -> contents, for everything in `target/site/pkg`.
type BuiltFiles = HashMap<String, Cow<'static, [u8]>>;

/// File name -> contents, and the address before the names.
struct Embedded {
    prefix: String,
    files: BuiltFiles,
}

impl Embedded {
    fn of(built: BuiltFiles) -> Self {
        let hash = built.keys().filter_map(|path| path.split_once('/')).map(|(hash, _)| hash.to_owned()).min();
        let Some(hash) = hash else {
            tracing::warn!("built without browser files; `cargo xtask build` makes them");
            return Self { prefix: "/pkg".to_owned(), files: HashMap::new() };
        };
        let inside = |path: String| Some(path.strip_prefix(&hash)?.strip_prefix('/')?.to_owned());
        let files = built.into_iter().filter_map(|(path, contents)| Some((inside(path)?, contents))).collect();
        Self { prefix: format!("/pkg/{hash}"), files }
    }
}

#[cfg(not(debug_assertions))]
fn built_files() -> BuiltFiles {
    use include_dir::{Dir, include_dir};

    static SITE: Dir<'_> = include_dir!("$SITE_DIR/pkg");

    fn collect(folder: &'static Dir<'static>, files: &mut BuiltFiles) {
        for file in folder.files() {
            files.insert(file.path().display().to_string(), Cow::Borrowed(file.contents()));
        }
        folder.dirs().for_each(|inner| collect(inner, files));
    }

    let mut files = BuiltFiles::new();
    collect(&SITE, &mut files);
    files
}

#[cfg(debug_assertions)]
fn built_files() -> BuiltFiles {
    fn collect(folder: &Path, root: &Path, files: &mut BuiltFiles) -> io::Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                collect(&path, root, files)?;
            } else if let Ok(name) = path.strip_prefix(root) {
                files.insert(name.display().to_string(), Cow::Owned(std::fs::read(&path)?));
            }
        }
        Ok(())
    }

    let pkg = Path::new(env!("SITE_DIR")).join("pkg");
    let mut files = BuiltFiles::new();
    if let Err(error) = collect(&pkg, &pkg, &mut files) {
        tracing::warn!(%error, "the browser files can't be read from {}", pkg.display());
    }
    files
}

/// The address before the names of the browser files: `/pkg/<hash>`, without a slash at the end.
#[must_use]
pub fn prefix() -> &'static str {
    match &*SOURCE {
        Source::Embedded(embedded) => &embedded.prefix,
        Source::Folder(_) => "/pkg",
    }
}

/// The stylesheet, to stand in a page: its addresses are whole. Empty where it may change while we run.
#[must_use]
pub(crate) fn style() -> &'static str {
    static STYLE: LazyLock<String> = LazyLock::new(|| match &*SOURCE {
        Source::Embedded(embedded) => {
            let style = embedded.files.get("innovatiekaart.css").map(|bytes| String::from_utf8_lossy(bytes));
            style.unwrap_or_default().replace("url(fonts/", &format!("url({}/fonts/", embedded.prefix))
        }
        Source::Folder(_) => String::new(),
    });
    &STYLE
}

/// Whether there is a browser file of that name, for instance `innovatiekaart.wasm`.
#[must_use]
pub fn exists(name: &str) -> bool {
    match &*SOURCE {
        Source::Embedded(embedded) => embedded.files.contains_key(name),
        Source::Folder(folder) => inside(folder, name).is_some_and(|path| path.is_file()),
    }
}

pub(crate) async fn file(UrlPath(path): UrlPath<String>, headers: HeaderMap) -> Result<Response, Problem> {
    match &*SOURCE {
        Source::Embedded(embedded) => {
            let hash = embedded.prefix.trim_start_matches("/pkg").trim_start_matches('/');
            let name = path.strip_prefix(hash).and_then(|rest| rest.strip_prefix('/'));
            name.and_then(|name| from_embedded(embedded, hash, name, &headers)).ok_or_else(missing)
        }
        Source::Folder(folder) => {
            let path = inside(folder, &path).ok_or_else(missing)?;
            from_folder(path).await.map_err(|_| missing())
        }
    }
}

fn missing() -> Problem {
    Problem::not_found("Dit bestand is er niet (meer). Laad de pagina opnieuw.")
}

fn from_embedded(embedded: &'static Embedded, hash: &str, name: &str, headers: &HeaderMap) -> Option<Response> {
    let plain = embedded.files.get(name)?;
    // The twins are no files of their own.
    if name.ends_with(".br") || name.ends_with(".gz") {
        return None;
    }
    let twin = |extension: &str| embedded.files.get(format!("{name}{extension}").as_str());
    let (br, gz) = (twin(".br"), twin(".gz"));
    let coding = best_coding(headers, br.is_some(), gz.is_some());
    let contents = match coding {
        Some("br") => br?,
        Some("gzip") => gz?,
        _ => plain,
    };
    let tag = format!("\"{hash}-{}\"", coding.unwrap_or("0"));
    let mut response = if etag::is_known(headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, content_type(name))], &**contents).into_response()
    };
    let out = response.headers_mut();
    if let Some(coding) = coding {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    if br.is_some() || gz.is_some() {
        out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    out.insert(header::ETAG, HeaderValue::try_from(tag).ok()?);
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    Some(response)
}

async fn from_folder(path: PathBuf) -> io::Result<Response> {
    let kind = content_type(&path.to_string_lossy());
    let contents = tokio::task::spawn_blocking(move || std::fs::read(path)).await.map_err(io::Error::other)??;
    Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], contents).into_response())
}

/// The path of a file in the folder; `None` when the name would lead out of it.
fn inside(folder: &Path, name: &str) -> Option<PathBuf> {
    let plain = |part: Component<'_>| matches!(part, Component::Normal(_));
    Path::new(name).components().all(plain).then(|| folder.join(name))
}

/// What is in a browser file; `None` when there is none of that name.
pub(crate) fn contents(name: &str) -> Option<Cow<'static, [u8]>> {
    match &*SOURCE {
        Source::Embedded(embedded) => embedded.files.get(name).map(|contents| Cow::Borrowed(&**contents)),
        Source::Folder(folder) => std::fs::read(inside(folder, name)?).ok().map(Cow::Owned),
    }
}

pub(crate) async fn icon() -> Response {
    let contents = contents("icons/favicon-32.png");
    let headers = [(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, "public, max-age=86400")];
    contents.map_or_else(
        || StatusCode::NO_CONTENT.into_response(),
        |contents| (headers, contents.into_owned()).into_response(),
    )
}

/// The web component, at an address that stays: it stands in the pages of others. Where nobody may show the map, there
/// is nothing to define, and the content of the element stays.
pub(crate) async fn component(State(config): State<Arc<Config>>, headers: HeaderMap) -> Result<Response, Problem> {
    let name = COMPONENT.trim_start_matches('/');
    let mut response = if config.embedding == Embedding::Nowhere {
        ([(header::CONTENT_TYPE, content_type(name))], "// Deze kaart staat alleen op haar eigen site.\n")
            .into_response()
    } else {
        match &*SOURCE {
            Source::Embedded(embedded) => {
                let hash = embedded.prefix.trim_start_matches("/pkg").trim_start_matches('/');
                from_embedded(embedded, hash, name, &headers).ok_or_else(missing)?
            }
            Source::Folder(folder) => from_folder(folder.join(name)).await.map_err(|_| missing())?,
        }
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    Ok(response)
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "woff2" => "font/woff2",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "html" => "text/html; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// The content coding to answer with: what the browser likes best (RFC 9110, 12.5.3), brotli when it is all the same;
/// `None` for the plain file.
pub(crate) fn best_coding(headers: &HeaderMap, br: bool, gzip: bool) -> Option<&'static str> {
    let accepted: Vec<&str> = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|v| v.to_str().ok()).collect();
    let listed = || accepted.iter().flat_map(|value| value.split(',')).filter_map(quality);
    let quality_of = |coding: &str| {
        let named = listed().find(|(name, _)| name.eq_ignore_ascii_case(coding));
        named.or_else(|| listed().find(|(name, _)| *name == "*")).map(|(_, quality)| quality)
    };
    let identity = quality_of("identity").filter(|_| listed().any(|(name, _)| name.eq_ignore_ascii_case("identity")));
    let mut best = (None, identity.unwrap_or(0.0));
    for (coding, there) in [("gzip", gzip), ("br", br)] {
        let quality = quality_of(coding).unwrap_or(0.0);
        if there && quality > 0.0 && quality >= best.1 {
            best = (Some(coding), quality);
        }
    }
    best.0
}

/// `br;q=0.5` -> ("br", 0.5); without `q` it is 1.
fn quality(item: &str) -> Option<(&str, f32)> {
    let mut parts = item.split(';').map(str::trim);
    let name = parts.next().filter(|name| !name.is_empty())?;
    let q = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    let q = q.map_or(Some(1.0), |q| q.parse().ok())?;
    (0.0..=1.0).contains(&q).then_some((name, q))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn coding(accept: &str) -> Option<&'static str> {
        let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::try_from(accept).unwrap())]);
        best_coding(&headers, true, true)
    }

    #[test]
    fn accept_encoding_chooses_the_coding() {
        assert_eq!(coding("gzip, deflate, br, zstd"), Some("br"));
        assert_eq!(coding("gzip"), Some("gzip"));
        assert_eq!(coding("br;q=0.1, gzip;q=0.9"), Some("gzip"));
        assert_eq!(coding("br;q=0, gzip;q=0"), None);
        assert_eq!(coding("*"), Some("br"));
        assert_eq!(coding("br;q=0, *;q=0.5"), Some("gzip"));
        assert_eq!(coding("identity;q=1, br;q=0.5"), None);
        assert_eq!(coding("identity"), None);
        assert_eq!(coding(""), None);
        assert_eq!(coding("br;q=x, GZIP;q=1.0"), Some("gzip"));
    }

    #[test]
    fn no_file_name_leads_out_of_the_folder() {
        let folder = Path::new("/site/pkg");
        assert!(inside(folder, "icons/a.svg").is_some());
        for name in ["../x", "icons/../../x", "/etc/passwd", "./x"] {
            assert!(inside(folder, name).is_none(), "{name}");
        }
    }
}
