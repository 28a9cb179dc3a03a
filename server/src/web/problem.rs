//! What went wrong, said once: a problem document (RFC 9457) for programs; [`super::errors`] makes a page of it for
//! people.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use const_format::formatcp;
use domain::QueryError;
use serde_json::json;
use store::StoreError;

use crate::config::{MAX_HEADERS_KB, MAX_URI_KB};

/// Why a request was not answered as asked; the texts are Dutch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The status of the answer: 4xx or 5xx.
    pub status: StatusCode,
    /// What is wrong this time, and what would be right: a sentence.
    pub detail: String,
    /// The parameters that could not be used.
    pub parameters: Vec<QueryError>,
    /// After how many seconds it is worth trying again.
    pub retry_after: Option<u32>,
    /// What was typed, encoded as a form is, when the request had a file with it and was not handled.
    pub(crate) typed: Option<String>,
    /// Showing a passkey is what would help.
    pub(crate) passkey: bool,
    /// What there is near what is gone: title and address.
    pub(crate) near: Vec<(String, String)>,
}

impl Problem {
    /// A problem without more to say than `detail`.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            status,
            detail: detail.into(),
            parameters: Vec::new(),
            retry_after: None,
            typed: None,
            passkey: false,
            near: Vec::new(),
        }
    }

    /// 400 that names the parameters.
    #[must_use]
    pub fn parameters(errors: Vec<QueryError>) -> Self {
        let detail = errors.iter().map(|e| format!("‘{}’: {}.", shown(&e.parameter), e.reason)).collect::<Vec<_>>();
        Self { parameters: errors, ..Self::new(StatusCode::BAD_REQUEST, detail.join(" ")) }
    }

    /// 401 to who is signed in, and has not shown a passkey (a moment ago).
    pub(crate) fn passkey() -> Self {
        let detail = "Bevestig eerst met je passkey dat jij het bent. Er is nog niets veranderd.";
        Self { passkey: true, ..Self::new(StatusCode::UNAUTHORIZED, detail) }
    }

    /// 404.
    pub fn not_found(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    /// 500; what happened is for the log, not for visitors.
    #[must_use]
    pub fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, detail_of(StatusCode::INTERNAL_SERVER_ERROR))
    }

    /// 503 with Retry-After.
    pub fn busy(detail: impl Into<String>) -> Self {
        Self { retry_after: Some(1), ..Self::new(StatusCode::SERVICE_UNAVAILABLE, detail) }
    }

    /// 429 with Retry-After, in seconds.
    pub fn too_often(detail: impl Into<String>, seconds: u32) -> Self {
        Self { retry_after: Some(seconds), ..Self::new(StatusCode::TOO_MANY_REQUESTS, detail) }
    }

    /// What a bare status says.
    #[must_use]
    pub fn of_status(status: StatusCode) -> Self {
        Self::new(status, detail_of(status))
    }

    /// The name of the status.
    #[must_use]
    pub fn title(&self) -> &'static str {
        match self.status.as_u16() {
            400 => "Ongeldig verzoek",
            401 => "Niet ingelogd",
            403 => "Geen toegang",
            404 => "Niet gevonden",
            405 => "Methode niet toegestaan",
            408 => "Verzoek te langzaam",
            410 => "Niet meer beschikbaar",
            413 => "Verzoek te groot",
            414 => "Adres te lang",
            415 => "Soort inhoud niet ondersteund",
            421 => "Adres van een andere site",
            431 => "Headers te groot",
            429 => "Te vaak",
            501 => "Niet ondersteund",
            503 => "Nu niet beschikbaar",
            code if code < 500 => "Verzoek niet verwerkt",
            _ => "Fout in de server",
        }
    }

    /// The document; `instance` is the path that was asked for.
    #[must_use]
    pub fn document(&self, instance: &str) -> Vec<u8> {
        let mut document = json!({
            "type": "about:blank",
            "title": self.title(),
            "status": self.status.as_u16(),
            "detail": self.detail,
            "instance": instance,
        });
        if let Some(first) = self.parameters.first() {
            let all = self.parameters.iter().map(|e| json!({"naam": shown(&e.parameter), "reden": e.reason}));
            document["parameter"] = shown(&first.parameter).into();
            document["parameters"] = all.collect();
        }
        document.to_string().into_bytes()
    }
}

impl From<StoreError> for Problem {
    /// 503 when the same again may well succeed, else 500; what happened is for the log.
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy => {
                tracing::warn!(%error, "store");
                Self::busy("De database is even bezet. Er is niets opgeslagen; probeer het zo nog eens.")
            }
            StoreError::Full => {
                tracing::error!(%error, "store");
                Self::busy("Er is geen ruimte om iets te bewaren. Probeer het later nog eens.")
            }
            StoreError::NotAllowed => {
                Self::new(StatusCode::FORBIDDEN, "Dit mag je niet meer. Er is niets veranderd. Laad de pagina opnieuw.")
            }
            StoreError::SentTwice => Self::new(StatusCode::CONFLICT, "Dit formulier is al verstuurd."),
            error => {
                tracing::error!(%error, "store");
                Self::internal()
            }
        }
    }
}

impl From<tower_sessions::session::Error> for Problem {
    /// 503: a session is a row that can't be read or kept now.
    fn from(error: tower_sessions::session::Error) -> Self {
        tracing::error!(%error, "session");
        Self::busy("De database is even bezet. Er is niets opgeslagen; probeer het zo nog eens.")
    }
}

impl From<getrandom::Error> for Problem {
    /// 500; what happened is for the log.
    fn from(error: getrandom::Error) -> Self {
        tracing::error!(%error, "no random bytes");
        Self::internal()
    }
}

impl IntoResponse for Problem {
    /// The status with the problem as an extension; [`super::errors`] writes the body, where the address is known.
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// A parameter's name as far as it is readable: nobody gets kilobytes of his own input back.
fn shown(name: &str) -> &str {
    name.char_indices().nth(60).map_or(name, |(end, _)| &name[..end])
}

fn detail_of(status: StatusCode) -> &'static str {
    match status.as_u16() {
        400 => "Dit verzoek is niet te lezen.",
        401 => "Log in om dit te zien.",
        403 => "Dit is niet voor iedereen.",
        404 => "Op dit adres is niets. De lijst van adressen staat op /api.",
        405 => "Deze methode kan hier niet; de header Allow noemt wat wel kan.",
        408 => "Het verzoek kwam te langzaam binnen. Probeer het nog eens.",
        410 => "Dit is van de kaart gehaald.",
        413 => "De inhoud van het verzoek is te groot.",
        414 => formatcp!("Het adres is te lang; hooguit {MAX_URI_KB} kilobyte."),
        415 => "Dit soort inhoud lezen we hier niet.",
        431 => formatcp!("De headers zijn samen te groot; hooguit {MAX_HEADERS_KB} kilobyte."),
        429 => "Dit ging te vaak achter elkaar. Probeer het later nog eens.",
        501 => "Dit kan deze kaart niet.",
        503 => "Nu niet beschikbaar. Probeer het zo nog eens.",
        code if code < 500 => "Dit verzoek kunnen we niet verwerken.",
        _ => "Er ging iets mis aan onze kant. Probeer het later nog eens.",
    }
}
