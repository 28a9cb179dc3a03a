//! Who may do what, and until when: for admins.

use app::{
    accounts::{InviteForm, MemberLine, MembersPage},
    ui::Choice,
};
use axum::{
    Extension,
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
};
use domain::{Email, Region, Role};
use store::{Member, Membership};

use crate::{
    accounts::{
        mails,
        signed_in::{self, Who},
    },
    state::AppState,
    web::{form::Form, nonce::Nonce, page, problem::Problem},
};

const EVERYWHERE: &str = "Alle regio’s";

/// `/redactie/leden`.
pub(crate) async fn page(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Who,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    signed_in::admin(&who)?;
    let told = match query.as_deref().unwrap_or_default() {
        "gedaan=uitgenodigd" => "De uitnodiging is verstuurd.",
        "gedaan=beeindigd" => "De rol is beëindigd, per direct.",
        _ => "",
    };
    let until = state.clock.end_of_school_year().to_string();
    let form = InviteForm { role: Role::Editor.slug().to_owned(), until, ..InviteForm::default() };
    show(&state, &nonce, &who, form, told).await
}

/// `POST /redactie/leden`: invites somebody, or changes until when.
pub(crate) async fn invite(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Who,
    form: Form,
) -> Result<Response, Problem> {
    signed_in::admin(&who)?;
    let (email, membership) = match read(&state, &form) {
        Ok(read) => read,
        Err(error) => {
            let text = |name| form.get(name).to_owned();
            let form = InviteForm {
                email: text("email"),
                role: text("rol"),
                region: text("regio"),
                until: text("tot"),
                error,
            };
            return show(&state, &nonce, &who, form, "").await;
        }
    };
    let until = membership.until.as_deref().map(wording::dates::day);
    let region = membership.region.map(Region::label);
    let letter = mails::invited(&state.site_url, &email, membership.role.label(), region, until.as_deref());
    let invited = state.store.appoint_by(&email, &membership, who.person.id, &letter, &state.clock.text()).await;
    invited.map_err(page::internal)?;
    Ok(page::see_other("/redactie/leden?gedaan=uitgenodigd"))
}

/// `POST /redactie/leden/einde`: at once.
pub(crate) async fn dismiss(State(state): State<AppState>, who: Who, form: Form) -> Result<Response, Problem> {
    signed_in::admin(&who)?;
    let unknown = || Problem::of_status(StatusCode::BAD_REQUEST);
    let person: i64 = form.get("persoon").parse().map_err(|_| unknown())?;
    let role = Role::parse(form.get("rol")).map_err(|_| unknown())?;
    let region = region(form.get("regio")).ok_or_else(unknown)?;
    if person == who.person.id && role == Role::Admin {
        return Err(Problem::new(
            StatusCode::FORBIDDEN,
            "Je eigen rol als beheerder kun je niet beëindigen. Vraag het een andere beheerder.",
        ));
    }
    state.store.dismiss(person, role, region, who.person.id, &state.clock.text()).await.map_err(page::internal)?;
    Ok(page::see_other("/redactie/leden?gedaan=beeindigd"))
}

/// What the form says, or what is wrong with it.
fn read(state: &AppState, form: &Form) -> Result<(Email, Membership), String> {
    let email = Email::parse(form.get("email")).map_err(|reason| format!("Het e-mailadres {reason}."))?;
    let role = Role::parse(form.get("rol")).map_err(|_| "Kies een rol.")?;
    let region = region(form.get("regio")).ok_or("Kies een regio.")?;
    let until = match form.get("tot").trim() {
        "" => None,
        text => {
            let day: jiff::civil::Date = text.parse().map_err(|_| "Typ de einddatum als 2027-07-31.")?;
            if day < state.clock.today() {
                return Err("De einddatum is al geweest.".to_owned());
            }
            Some(day.to_string())
        }
    };
    Ok((email, Membership { role, region, until }))
}

/// Empty is everywhere; `None` when it is no region.
fn region(slug: &str) -> Option<Option<Region>> {
    if slug.is_empty() { Some(None) } else { Region::parse(slug).ok().map(Some) }
}

async fn show(
    state: &AppState,
    nonce: &Nonce,
    who: &Who,
    form: InviteForm,
    told: &'static str,
) -> Result<Response, Problem> {
    let today = state.clock.today().to_string();
    let members = state.store.members().await.map_err(page::internal)?;
    let members: Vec<_> = members.into_iter().map(|member| line(member, who, &today)).collect();
    let choice = |slug: &str, label: &str| Choice { slug: slug.to_owned(), label: label.to_owned() };
    let roles: Vec<_> = Role::ALL.iter().map(|role| choice(role.slug(), role.label())).collect();
    let mut regions = vec![choice("", EVERYWHERE)];
    regions.extend(Region::ALL.iter().map(|region| choice(region.slug(), region.label())));
    let status = if form.error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(page::personal(who, status, nonce, "Leden", "", move || {
        leptos::view! { <MembersPage members form roles regions told=told.to_owned() /> }
    }))
}

fn line(Member { person, membership }: Member, who: &Who, today: &str) -> MemberLine {
    let Membership { role, region, until } = membership;
    MemberLine {
        key: (person.id, role.slug(), region.map_or("", Region::slug)),
        own: person.id == who.person.id,
        email: person.email.to_string(),
        name: person.name,
        role: role.label(),
        region: region.map_or(EVERYWHERE, Region::label),
        over: until.as_deref().is_some_and(|day| day < today),
        until: until.as_deref().map(wording::dates::day).unwrap_or_default(),
    }
}
