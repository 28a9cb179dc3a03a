//! Who may do what, and until when: for admins.

use app::{
    accounts::{InviteForm, MemberLine, MembersPage},
    ui::Choice,
};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{Email, PersonId, Region, Role, Scope, paths};
use serde::Deserialize;
use store::{Member, Membership};

use crate::{
    accounts::{Admin, Fresh, mails},
    state::AppState,
    web::{
        Page,
        flash::{Done as _, Flash, done},
        form::Form,
        problem::Problem,
    },
};

const EVERYWHERE: &str = "Alle regio’s";

done! {
    /// What an admin did with members.
    MembersDone {
        Invited = "uitgenodigd" => "De uitnodiging is verstuurd.",
        Dismissed = "beeindigd" => "De rol is beëindigd, per direct.",
        PasskeysCleared = "passkeys-gewist" => "De passkeys zijn gewist, en wie het was is overal uitgelogd.",
    }
}

/// `/redactie/leden`.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    Fresh(user): Fresh<Admin>,
    done: Flash<MembersDone>,
) -> Result<Response, Problem> {
    let until = state.clock.end_of_school_year().to_string();
    let form = InviteForm { role: Role::Editor.slug().to_owned(), until, ..InviteForm::default() };
    show(&state, &page, &user, form, done.message()).await
}

/// Somebody and a role, as they were typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct MemberForm {
    email: String,
    rol: String,
    regio: String,
    tot: String,
}

/// Whose role ends, and which.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct DismissForm {
    persoon: String,
    rol: String,
    regio: String,
}

/// `POST /redactie/leden`: invites somebody, or changes until when.
pub(crate) async fn invite(
    State(state): State<AppState>,
    page: Page,
    Fresh(user): Fresh<Admin>,
    Form(form): Form<MemberForm>,
) -> Result<Response, Problem> {
    let (email, membership) = match read(&state, &form) {
        Ok(read) => read,
        Err(error) => {
            let MemberForm { email, rol: role, regio: region, tot: until } = form;
            let form = InviteForm { email, role, region, until, error };
            return show(&state, &page, &user, form, "").await;
        }
    };
    let until = membership.until.as_deref().map(wording::dates::day);
    let region = membership.scope.region().map(Region::label);
    let letter = mails::invited(&state.site_url, &email, membership.role.label(), region, until.as_deref());
    let now = state.clock.moment();
    let store = state.store.only_if(user.still_admin());
    if store.appoint_by(&email, &membership, user.person.id, &letter, now).await?.is_none() {
        return Err(own_role());
    }
    Ok(MembersDone::Invited.redirect(paths::DESK_MEMBERS))
}

/// `POST /redactie/leden/einde`: at once.
pub(crate) async fn dismiss(
    State(state): State<AppState>,
    Fresh(user): Fresh<Admin>,
    Form(form): Form<DismissForm>,
) -> Result<Response, Problem> {
    let unknown = || Problem::of_status(StatusCode::BAD_REQUEST);
    let person: PersonId = form.persoon.parse().map_err(|_| unknown())?;
    let role = Role::parse(&form.rol).map_err(|_| unknown())?;
    let scope = Scope::parse(&form.regio).map_err(|_| unknown())?;
    if person == user.person.id {
        return Err(own_role());
    }
    state.store.only_if(user.still_admin()).dismiss(person, role, scope, user.person.id, state.clock.moment()).await?;
    Ok(MembersDone::Dismissed.redirect(paths::DESK_MEMBERS))
}

/// Nobody changes what they may do themselves.
fn own_role() -> Problem {
    let detail = "Je eigen rol geef, verander en beëindig je niet zelf. Vraag het een andere beheerder.";
    Problem::new(StatusCode::FORBIDDEN, detail)
}

/// What the form says, or what is wrong with it.
fn read(state: &AppState, form: &MemberForm) -> Result<(Email, Membership), String> {
    let email = Email::parse(&form.email).map_err(|reason| format!("Het e-mailadres {reason}."))?;
    let role = Role::parse(&form.rol).map_err(|_| "Kies een rol.")?;
    let scope = Scope::parse(&form.regio).map_err(|_| "Kies een regio.")?;
    let until = match form.tot.trim() {
        "" => None,
        text => {
            let day: jiff::civil::Date = text.parse().map_err(|_| "Typ de einddatum als 2027-07-31.")?;
            if day < state.clock.today() {
                return Err("De einddatum is al geweest.".to_owned());
            }
            Some(day.to_string())
        }
    };
    Ok((email, Membership { role, scope, until }))
}

async fn show(
    state: &AppState,
    page: &Page,
    user: &Admin,
    form: InviteForm,
    success: &'static str,
) -> Result<Response, Problem> {
    let today = state.clock.today().to_string();
    let members = state.store.members().await?;
    let members: Vec<_> = members.into_iter().map(|member| line(member, user, &today)).collect();
    let choice = |slug: &str, label: &str| Choice { slug: slug.to_owned(), label: label.to_owned() };
    let roles: Vec<_> = Role::ALL.iter().map(|role| choice(role.slug(), role.label())).collect();
    let mut regions = vec![choice("", EVERYWHERE)];
    regions.extend(Region::ALL.iter().map(|region| choice(region.slug(), region.label())));
    let status = if form.error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(page.personal(user, status, "Leden", move || {
        leptos::view! { <MembersPage members form roles regions success=success.to_owned() /> }
    }))
}

fn line(Member { person, membership, passkey }: Member, user: &Admin, today: &str) -> MemberLine {
    let Membership { role, scope, until } = membership;
    MemberLine {
        key: (person.id.0, role.slug(), scope.slug()),
        own: person.id == user.person.id,
        passkey,
        email: person.email.to_string(),
        name: person.name,
        role: role.label(),
        region: scope.region().map_or(EVERYWHERE, Region::label),
        over: until.as_deref().is_some_and(|day| day < today),
        until: until.as_deref().map(wording::dates::day).unwrap_or_default(),
    }
}
