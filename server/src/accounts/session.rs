//! Sessions in the database, for tower-sessions: the cookie holds a random identifier, the table a hash of it.
//!
//! A session lives on as long as it is used, up to a limit; for who has a role both are stricter. One in which nobody is signed
//! in is soon forgotten.

use async_trait::async_trait;
use domain::{
    Moment, PersonId,
    retention::{LONGEST_ROLE_SESSION_DAYS, LONGEST_SESSION_DAYS, ROLE_SESSION_DAYS, SESSION_DAYS, VISIT_DAYS},
};
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
    accounts::{
        signed_in::{PERSON, ROLES, SINCE},
        token::hash,
    },
    clock::Clock,
    state::AppState,
};

/// How long a browser keeps the cookie. The table says how long that is of use.
const LIFETIME: time::Duration = time::Duration::days(SESSION_DAYS);

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
        let person = record.data.get(PERSON).and_then(serde_json::Value::as_i64).map(PersonId);
        let session = Session {
            person,
            data: serde_json::to_string(&record.data).map_err(|e| Error::Encode(e.to_string()))?,
            expires: self.expires(record, person.is_some()),
        };
        Ok((hash(&record.id.to_string()), session))
    }

    /// Until when a session that is used now can be used again.
    fn expires(&self, record: &Record, signed_in: bool) -> Moment {
        let days = |days: i64| SignedDuration::from_hours(24 * days);
        let text = |name: &str| record.data.get(name).and_then(serde_json::Value::as_str).unwrap_or_default();
        let (idle, longest) = match (signed_in, text(ROLES)) {
            (false, _) => return self.clock.moment_in(days(VISIT_DAYS)),
            (true, "") => (SESSION_DAYS, LONGEST_SESSION_DAYS),
            (true, _) => (ROLE_SESSION_DAYS, LONGEST_ROLE_SESSION_DAYS),
        };
        let idle = self.clock.moment_in(days(idle));
        let end = Moment::parse(text(SINCE)).ok().and_then(|since| Clock::after(since, days(longest)));
        end.map_or(idle, |end| end.min(idle))
    }
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        // 128 random bits: another session with the same ones will not come.
        let (hash, session) = self.row(record)?;
        self.store.keep_session(&hash, &session, self.clock.moment()).await.map_err(backend)
    }

    async fn save(&self, record: &Record) -> Result<()> {
        // Not made again: who was signed out everywhere while this request ran, stays so.
        let (hash, session) = self.row(record)?;
        self.store.update_session(&hash, &session).await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let found = self.store.session(&hash(&id.to_string()), self.clock.moment()).await.map_err(backend)?;
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
