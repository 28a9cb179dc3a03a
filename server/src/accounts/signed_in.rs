//! Who is asking, and what they may do.

use app::ui::Reader;
use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::{StatusCode, request::Parts},
    response::{IntoResponse as _, Redirect, Response},
};
use domain::{InitiativeId, Moment, PersonId, Region, Role};
use jiff::SignedDuration;
use store::{Membership, Person, Right};
use tower_sessions::Session;

use super::second_factor;
use crate::{state::AppState, web::problem::Problem};

/// The key in a session under which the person's number stands.
pub(crate) const PERSON: &str = "persoon";

/// The key under which stands what they could do when they were last here.
pub(super) const ROLES: &str = "rollen";

/// The keys under which stands when they signed in, and when they were last here.
pub(super) const SINCE: &str = "sinds";
pub(super) const SEEN: &str = "gezien";

/// How often at most it is noted that somebody is here.
const NOTED: SignedDuration = SignedDuration::from_hours(1);

/// The signed-in user. As an argument of a handler it answers 401 to visitors who are not signed in; with `Option` around
/// it, it lets everybody through.
#[derive(Debug, Clone)]
pub(crate) struct SignedIn {
    /// Who.
    pub(crate) person: Person,
    /// What they may do today.
    pub(crate) may: Vec<Membership>,
    /// When this browser last showed a passkey.
    pub(super) shown: Option<Moment>,
    /// `YYYY-MM-DD`.
    today: String,
}

impl SignedIn {
    /// Whether they may check what comes in from this region.
    pub(crate) fn edits(&self, region: Region) -> bool {
        self.admin() || self.may.iter().any(|m| m.role == Role::Editor && m.scope.covers(region))
    }

    /// Whether they may check anything.
    pub(crate) fn editor(&self) -> bool {
        self.admin() || self.may.iter().any(|m| m.role == Role::Editor)
    }

    /// Whether they bring people of this region together: its organisers, and who checks what comes in from it.
    pub(crate) fn organises(&self, region: Region) -> bool {
        let own = |m: &Membership| m.role == Role::Organiser && m.scope.covers(region);
        self.edits(region) || self.may.iter().any(own)
    }

    /// That they are an organiser, of one of these regions or (for none) of any, and still are when a change is made;
    /// `None` when they are not. Who only checks what comes in is none.
    pub(crate) fn organiser_in(&self, regions: &[Region]) -> Option<Right> {
        let right = |region| Right::Role(self.person.id, Role::Organiser, region, self.today.clone());
        let mut own = self.may.iter().filter(|m| matches!(m.role, Role::Organiser | Role::Admin));
        if regions.is_empty() {
            return own.next().map(|_| right(None));
        }
        let covers = |m: &Membership, region| m.role == Role::Admin || m.scope.covers(region);
        regions.iter().copied().find(|region| own.clone().any(|m| covers(m, *region))).map(|region| right(Some(region)))
    }

    /// What the header of a page shows them.
    pub(crate) fn reader(&self) -> Reader {
        Reader { editor: self.editor(), admin: self.admin() }
    }

    /// That they are still known when a change is made.
    pub(crate) fn known(&self) -> Right {
        Right::Known(self.person.id)
    }

    /// That they still own this initiative when a change is made.
    pub(crate) fn owner_of(&self, initiative: InitiativeId) -> Right {
        Right::Owner(self.person.id, initiative)
    }

    /// That they may still check what comes in from this region when a change is made.
    pub(crate) fn editor_of(&self, region: Region) -> Right {
        Right::Role(self.person.id, Role::Editor, Some(region), self.today.clone())
    }

    /// That they may still bring people together in this region, or in any when it is `None`, when a change is made: by the
    /// role that lets them do so now.
    pub(crate) fn organiser_of(&self, region: Option<Region>) -> Right {
        let covers = |m: &&Membership| region.is_none_or(|region| m.scope.covers(region));
        let organises = self.may.iter().filter(covers).any(|m| m.role == Role::Organiser);
        let role = if organises { Role::Organiser } else { Role::Editor };
        Right::Role(self.person.id, role, region, self.today.clone())
    }

    /// That they may still say who may do what when a change is made.
    pub(crate) fn still_admin(&self) -> Right {
        Right::Role(self.person.id, Role::Admin, None, self.today.clone())
    }

    /// Whether they may say who may do what.
    pub(crate) fn admin(&self) -> bool {
        self.may.iter().any(|m| m.role == Role::Admin)
    }
}

impl AsRef<Self> for SignedIn {
    fn as_ref(&self) -> &Self {
        self
    }
}

impl From<&SignedIn> for Reader {
    fn from(user: &SignedIn) -> Self {
        user.reader()
    }
}

impl OptionalFromRequestParts<AppState> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Option<Self>, Problem> {
        let Some(session) = parts.extensions.get::<Session>() else { return Ok(None) };
        let Some(id) = session.get(PERSON).await?.map(PersonId) else { return Ok(None) };
        let Some(person) = state.store.person(id).await? else { return Ok(None) };
        // Asked at every request: what has ended, has ended at once.
        let today = state.clock.today().to_string();
        let may = state.store.memberships(id, &today).await?;
        let roles = in_short(&may);
        if session.get::<String>(ROLES).await?.unwrap_or_default() != roles {
            session.cycle_id().await?;
            session.insert(ROLES, roles).await?;
        }
        let seen: Option<String> = session.get(SEEN).await?;
        if seen.is_some_and(|seen| *seen < *state.clock.moment_in(-NOTED)) {
            // Writing it lets the session live on.
            session.insert(SEEN, state.clock.moment().as_str()).await?;
        }
        let shown = second_factor::shown(session).await?;
        Ok(Some(Self { person, may, shown, today }))
    }
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let user = <Self as OptionalFromRequestParts<AppState>>::from_request_parts(parts, state).await?;
        user.ok_or_else(|| Problem::of_status(StatusCode::UNAUTHORIZED))
    }
}

/// Roles as one text, to see whether they changed: then the session gets another identifier.
fn in_short(may: &[Membership]) -> String {
    let one = |m: &Membership| format!("{}:{}", m.role.slug(), m.scope.slug());
    may.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// From now on this browser is this person. The identifier changes, so that nobody can have prepared it.
///
/// # Errors
/// When the session can't be kept.
pub(crate) async fn sign_in(session: &Session, person: PersonId, now: Moment) -> Result<(), Problem> {
    session.cycle_id().await?;
    // Whoever was signed in before had other roles, and other passkeys.
    session.remove::<String>(ROLES).await?;
    session.remove::<String>(second_factor::SHOWN).await?;
    session.insert(SINCE, now.as_str()).await?;
    session.insert(SEEN, now.as_str()).await?;
    Ok(session.insert(PERSON, person.0).await?)
}

/// Who signed out, on the answer: the session no longer says it.
#[derive(Debug, Clone, Copy)]
pub(super) struct SignedOut(pub(super) PersonId);

/// This browser is nobody again, and what pages kept in it is cleared; then on to `path`.
///
/// # Errors
/// When the session can't be ended.
pub(crate) async fn sign_out(session: &Session, path: &str) -> Result<Response, Problem> {
    let person: Option<i64> = session.get(PERSON).await?;
    session.flush().await?;
    // A draft that was typed before signing in, for one. The value has quotes of its own.
    let mut response = ([("clear-site-data", "\"storage\"")], Redirect::to(path)).into_response();
    if let Some(person) = person {
        response.extensions_mut().insert(SignedOut(PersonId(person)));
    }
    Ok(response)
}

/// "Anna Jansen (anna@school.nl)".
pub(crate) fn name_and_email(Person { name, email, .. }: &Person) -> String {
    if name.is_empty() { email.to_string() } else { format!("{name} ({email})") }
}
