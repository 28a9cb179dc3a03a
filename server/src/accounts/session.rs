//! Sessions in the database, for tower-sessions: the cookie holds a random identifier, the table a hash of it.

use async_trait::async_trait;
use domain::retention::SESSION_DAYS;
use jiff::SignedDuration;
use store::{Session, Store};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use tower_sessions::{
    Expiry, SessionManagerLayer, SessionStore,
    cookie::SameSite,
    session::{Id, Record},
    session_store::{Error, Result},
};

use crate::{
    accounts::{signed_in::PERSON, token::hash},
    clock::Clock,
    state::AppState,
};

/// How long somebody stays signed in without coming back.
const LIFETIME: time::Duration = time::Duration::days(SESSION_DAYS);
/// The same for our own clock.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * SESSION_DAYS);

/// The table of sessions.
#[derive(Debug, Clone)]
pub(crate) struct Sessions {
    store: Store,
    clock: Clock,
}

/// Gives every request its session. Over https the cookie only travels over TLS, and only this host can set it.
pub(crate) fn layer(state: &AppState) -> SessionManagerLayer<Sessions> {
    let sessions = Sessions { store: state.store.clone(), clock: state.clock.clone() };
    let https = state.https();
    SessionManagerLayer::new(sessions)
        .with_name(if https { "__Host-sessie" } else { "sessie" })
        .with_secure(https)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(LIFETIME))
}

impl Sessions {
    /// The hash and the row of a session.
    fn row(&self, record: &Record) -> Result<(String, Session)> {
        let session = Session {
            person: record.data.get(PERSON).and_then(serde_json::Value::as_i64),
            data: serde_json::to_string(&record.data).map_err(|e| Error::Encode(e.to_string()))?,
            expires: self.clock.text_in(KEPT),
        };
        Ok((hash(&record.id.to_string()), session))
    }
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        // 128 random bits: another session with the same ones will not come.
        let (hash, session) = self.row(record)?;
        self.store.keep_session(&hash, &session, &self.clock.text()).await.map_err(backend)
    }

    async fn save(&self, record: &Record) -> Result<()> {
        // Not made again: who was signed out everywhere while this request ran, stays so.
        let (hash, session) = self.row(record)?;
        self.store.update_session(&hash, &session).await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let found = self.store.session(&hash(&id.to_string()), &self.clock.text()).await.map_err(backend)?;
        let decode = |e: &dyn ToString| Error::Decode(e.to_string());
        found
            .map(|Session { data, expires, .. }| {
                Ok(Record {
                    id: *id,
                    data: serde_json::from_str(&data).map_err(|e| decode(&e))?,
                    expiry_date: OffsetDateTime::parse(&expires, &Rfc3339).map_err(|e| decode(&e))?,
                })
            })
            .transpose()
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.store.end_session(&hash(&id.to_string())).await.map_err(backend)
    }
}

fn backend(error: store::StoreError) -> Error {
    Error::Backend(error.to_string())
}
