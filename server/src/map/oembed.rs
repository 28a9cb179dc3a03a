//! `/oembed`: what an address of the map looks like on another site (oEmbed 1.0). A program that gets a link pasted, such as a
//! content management system, asks here what to show.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};
use domain::{PageState, QueryError, escape, query::encode_pairs};
use serde_json::{Map, Value, json};

use crate::{
    config::Embedding,
    lookup,
    map::{
        embed::{EMBED, FRAME},
        share::frame_snippet,
    },
    state::AppState,
    web::{
        asked::AskedQuery,
        etag,
        params::{decode, take, whole},
        problem::Problem,
    },
};

/// How long an answer may be kept, in seconds.
const KEEP: u32 = 3600;

/// What a page on this site says of itself: the query of `/oembed`.
pub(crate) fn discovery(state: &AppState, path: &str) -> String {
    encode_pairs(&[("url", format!("{}{path}", state.site_url))])
}

/// The answer as JSON, or as XML when `format` says so. Parameters it does not know are for others: consumers add them.
pub(crate) async fn answer(State(state): State<AppState>, headers: HeaderMap, uri: Uri) -> Result<Response, Problem> {
    let mut pairs = decode(uri.query().unwrap_or_default())?;
    let mut errors = Vec::new();
    let url = take(&mut pairs, "url", &mut errors, |url| Ok(url.to_owned()));
    let format = take(&mut pairs, "format", &mut errors, |format| Ok(format.to_owned()));
    let pixels = |value: &str| whole(value, 1).and_then(|n| u32::try_from(n).map_err(|_| "is te groot".to_owned()));
    let width = take(&mut pairs, "maxwidth", &mut errors, pixels);
    let height = take(&mut pairs, "maxheight", &mut errors, pixels);
    if url.is_none() && errors.iter().all(|error| error.parameter != "url") {
        errors.push(QueryError::new("url", "ontbreekt; geef het adres van een pagina van deze kaart"));
    }
    let (Some(url), true) = (url, errors.is_empty()) else { return Err(Problem::parameters(errors)) };
    let xml = match format.as_deref() {
        None | Some("json") => false,
        Some("xml") => true,
        Some(_) => {
            let refusal = "‘format’: kies uit json, xml.";
            let parameters = vec![QueryError::new("format", "kies uit json, xml")];
            return Err(Problem { parameters, ..Problem::new(StatusCode::NOT_IMPLEMENTED, refusal) });
        }
    };
    let shown = shown(&state, &url).await?;
    let tag = etag::tag(state.salt, &state.atlas.load(), &uri);
    let [usual_width, usual_height] = FRAME;
    let (width, height) = (usual_width.min(width.unwrap_or(u32::MAX)), usual_height.min(height.unwrap_or(u32::MAX)));
    etag::respond(&headers, &tag, || {
        let fields = fields(&state, &shown, width, height);
        let (kind, body) = if xml {
            ("text/xml; charset=utf-8", as_xml(&fields))
        } else {
            ("application/json", Value::Object(fields).to_string())
        };
        Ok(([(header::CONTENT_TYPE, kind)], body).into_response())
    })
}

/// A page of ours that can be shown elsewhere.
struct Shown {
    title: String,
    /// The same, as a sentence goes on with it.
    what: String,
    /// The address of its frame, on this site.
    frame: String,
}

/// What is shown at this address.
async fn shown(state: &AppState, url: &str) -> Result<Shown, Problem> {
    let unknown = || {
        let detail = "Op dit adres (‘url’) is niets van deze kaart om te laten zien. Wel de kaart zelf, met of zonder \
                      zoekopdracht, en de pagina van een initiatief.";
        Problem {
            parameters: vec![QueryError::new("url", "is geen pagina om te laten zien")],
            ..Problem::not_found(detail)
        }
    };
    let local = local(url, &state.site_url).ok_or_else(unknown)?;
    let local = local.split('#').next().unwrap_or_default();
    let (path, query) = local.split_once('?').unwrap_or((local, ""));
    let of_map = matches!(path, "" | "/") || path == EMBED;
    if of_map {
        let atlas = state.atlas.load_full();
        // As the page itself does: what can't be used is left out.
        let page = AskedQuery::read(query).initiatives(atlas.territory().vocabulary());
        let page = PageState { page: 0, ..page };
        // Without the number: who asks keeps the title.
        let what = wording::sentence(&atlas, &page.query);
        return Ok(Shown { title: wording::capitalised(&what), what, frame: page.at(EMBED) });
    }
    let id = path.strip_prefix("/initiatieven/").or_else(|| path.strip_prefix("/embed/")).ok_or_else(unknown)?;
    let id = id.split('/').next().unwrap_or_default();
    // 410 for what was withdrawn, as the page itself.
    let found = lookup::find(state, id).await.map_err(|problem| match problem.status {
        StatusCode::NOT_FOUND => unknown(),
        _ => problem,
    })?;
    if found.archived {
        return Err(unknown());
    }
    let title = found.initiative.content.title;
    Ok(Shown { what: title.clone(), title, frame: format!("{EMBED}/{id}") })
}

/// What comes after the origin of an address of this site; http or https is all the same.
fn local<'a>(url: &'a str, site: &str) -> Option<&'a str> {
    let bare = |url: &str| url.find("://").filter(|at| matches!(&url[..*at], "http" | "https")).map(|at| at + 3);
    let rest = &url[bare(url)?..];
    let host = &site[bare(site)?..];
    let given = rest.get(..host.len())?;
    let after = &rest[host.len()..];
    (given.eq_ignore_ascii_case(host) && (after.is_empty() || after.starts_with(['/', '?', '#']))).then_some(after)
}

fn fields(state: &AppState, shown: &Shown, width: u32, height: u32) -> Map<String, Value> {
    // Where nobody may show the map there is a link, and nothing to show.
    let rich = state.config.embedding != Embedding::Nowhere;
    let mut fields = json!({
        "version": "1.0",
        "type": if rich { "rich" } else { "link" },
        "title": shown.title,
        "provider_name": "InnovatieKaart Limburg",
        "provider_url": format!("{}/", state.site_url),
        "cache_age": KEEP,
    });
    if rich {
        let frame = format!("{}{}", state.site_url, shown.frame);
        fields["html"] = frame_snippet(&frame, &shown.what, &width.to_string(), &height.to_string()).into();
        fields["width"] = width.into();
        fields["height"] = height.into();
    }
    match fields {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

fn as_xml(fields: &Map<String, Value>) -> String {
    let elements = fields.iter().map(|(name, value)| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        // What XML has no way to write.
        let text = text.replace(|c: char| c.is_control() && !matches!(c, '\n' | '\t'), "");
        format!("<{name}>{}</{name}>", escape(&text))
    });
    let elements: String = elements.collect();
    format!("<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\n<oembed>{elements}</oembed>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn oembed_knows_only_addresses_of_this_site() {
        let site = "https://kaart.nl:8443";
        for (url, after) in [
            ("https://kaart.nl:8443/?q=a", "/?q=a"),
            ("http://KAART.nl:8443", ""),
            ("https://kaart.nl:8443?q=a", "?q=a"),
            ("https://kaart.nl:8443#x", "#x"),
        ] {
            assert_eq!(local(url, site), Some(after), "{url}");
        }
        for url in [
            "https://kaart.nl:84430/",
            "https://kaart.nl/",
            "https://kaart.nl:8443.kwaad.nl/",
            "ftp://kaart.nl:8443/",
            "https://kwaad.nl/https://kaart.nl:8443/",
            "https://kaart.nl:8443@kwaad.nl/",
            "kaart.nl:8443/",
            "",
            "é://",
        ] {
            assert_eq!(local(url, site), None, "{url}");
        }
    }
}
