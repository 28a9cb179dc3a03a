//! Signing in at a provider: there, and back.

use app::accounts::{ProviderPage, ProviderTrouble};
use axum::{
    Extension,
    extract::{RawQuery, State},
    http::{HeaderName, HeaderValue, StatusCode},
    response::Response,
};
use serde::Deserialize;
use store::Recognised;
use tower_sessions::Session;

use crate::{
    accounts::sign_in,
    state::AppState,
    web::{
        Page,
        form::Form,
        open_id::{Pending, Provider, Trouble},
        params,
        problem::Problem,
        rate::Kind,
        visitor::Visitor,
    },
};

/// Where in a session stands what belongs to a visit to the provider.
const PENDING: &str = "oidc";
const REFRESH: HeaderName = HeaderName::from_static("refresh");

fn provider(state: &AppState) -> Result<&Provider, Problem> {
    state.oidc.as_ref().ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))
}

/// Where to go on to.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct BeginForm {
    terug: String,
}

/// To the provider, by a page that leads there.
pub(crate) async fn begin(
    State(state): State<AppState>,
    page: Page,
    Extension(session): Extension<Session>,
    visitor: Visitor,
    Form(form): Form<BeginForm>,
) -> Result<Response, Problem> {
    let provider = provider(&state)?;
    state.rates.visitor(Kind::SignIn, visitor)?;
    let (href, pending) = match provider.begin(state.clock.now().as_second()).await {
        Ok(begun) => begun,
        Err(trouble) => return Ok(refused(&page, provider, trouble)),
    };
    session.insert(PENDING, pending).await?;
    sign_in::remember_back(&session, form.terug.trim()).await?;
    let refresh = HeaderValue::try_from(format!("0; url={href}")).map_err(|_| Problem::internal())?;
    let (name, title) = (provider.name().to_owned(), format!("Je gaat naar {}", provider.name()));
    let mut response = page.anonymous(StatusCode::OK, &title, move || leptos::view! { <ProviderPage name href /> });
    response.headers_mut().insert(REFRESH, refresh);
    Ok(response)
}

/// Back from the provider. What the session holds works once, whatever comes of it.
pub(crate) async fn finish(
    State(state): State<AppState>,
    page: Page,
    Extension(session): Extension<Session>,
    visitor: Visitor,
    RawQuery(raw): RawQuery,
) -> Result<Response, Problem> {
    let provider = provider(&state)?;
    let pending: Option<Pending> = session.remove(PENDING).await?;
    let pairs = params::decode(raw.as_deref().unwrap_or_default()).unwrap_or_default();
    let value = |name: &str| pairs.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value);
    let came = match pending {
        Some(pending) => provider.finish(pending, value("state"), value("code"), state.clock.now().as_second()).await,
        None => Err(Trouble::NotBegun),
    };
    match came {
        Ok((identity, email)) => match state.store.recognise(&identity, &email, state.clock.moment()).await? {
            Recognised::In(person) => sign_in::enter(&state, &session, person.id, None).await,
            Recognised::Prove(email) => sign_in::prove(&state, &session, visitor, &email, identity).await,
        },
        Err(trouble) => Ok(refused(&page, provider, trouble)),
    }
}

fn refused(page: &Page, provider: &Provider, trouble: Trouble) -> Response {
    tracing::warn!(%trouble, "oidc");
    let name = provider.name();
    let (status, title, text) = match trouble {
        Trouble::Down => (
            StatusCode::SERVICE_UNAVAILABLE,
            "Dat lukt nu even niet",
            format!("{name} is nu niet bereikbaar. Probeer het straks nog eens."),
        ),
        Trouble::NotBegun => (
            StatusCode::BAD_REQUEST,
            "Begin opnieuw met inloggen",
            "Dit inloggen hoort niet bij dit venster, of het duurde langer dan een kwartier.".to_owned(),
        ),
        Trouble::Declined => {
            (StatusCode::BAD_REQUEST, "Je bent niet ingelogd", format!("Het inloggen bij {name} is niet afgemaakt."))
        }
        Trouble::Unsound => (
            StatusCode::FORBIDDEN,
            "Je bent niet ingelogd",
            format!("Het antwoord van {name} klopt niet. Daarom laten we je zo niet binnen."),
        ),
        Trouble::NoAddress => (
            StatusCode::FORBIDDEN,
            "We kregen geen e-mailadres",
            format!("{name} gaf geen e-mailadres door waarvan vaststaat dat het van jou is."),
        ),
        Trouble::OtherDomain => (
            StatusCode::FORBIDDEN,
            "Met dit adres kan dat niet",
            format!("Via {name} kun je hier alleen inloggen met een adres van je school of bestuur."),
        ),
    };
    page.anonymous(status, title, move || leptos::view! { <ProviderTrouble title text /> })
}
