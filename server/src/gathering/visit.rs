//! "Kom kijken": an owner opens visit moments of an initiative; others book them as any gathering.

use app::{
    gathering::{OwnVisit, OwnVisitsPage, VisitMoment},
    ui::{Choice, Control, Field, Link, Need, Subject},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    FieldError, Gathering, GatheringId, Initiative, InitiativeId,
    gathering::{Attendance, GatheringStatus, MAX_SUMMARY, Phase, RawVisit, RegistrationState, Venue, visit},
    local_time::Occurrence,
    paths,
};
use serde::Deserialize;
use store::{GatheringError, Registration, RegistrationNotice, Seats};
use wording::dates;

use super::{find, mails::Letters, organise, seats};
use crate::{
    accounts::SignedIn,
    lookup,
    state::AppState,
    web::{
        Page,
        flash::{Done as _, Flash, done},
        form::{Form, ticked},
        form_page::{Refused, wrong},
        problem::Problem,
        rate::Kind,
    },
};

done! {
    /// What an owner did with visit moments.
    VisitDone {
        Opened = "geopend" => "Het moment staat open. Mensen kunnen zich aanmelden op de pagina van je initiatief.",
        Cancelled = "geannuleerd" => "Dit moment gaat niet door. Wie zich aanmeldde, krijgt een mail.",
    }
}

/// A moment as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct VisitForm {
    datum: String,
    begin: String,
    begin_keer: String,
    einde: String,
    einde_keer: String,
    plekken: String,
    samenvatting: String,
    locatie: String,
    #[serde(deserialize_with = "ticked")]
    agenda: bool,
}

/// The moments of an initiative that one can still book: what its page says.
pub(crate) async fn moments(state: &AppState, initiative: InitiativeId) -> Result<Vec<VisitMoment>, Problem> {
    let now = state.clock.moment();
    let mut visits = state.store.visits(initiative).await?;
    visits.retain(|one| one.status == GatheringStatus::Announced && one.content.begins > now);
    if visits.is_empty() {
        return Ok(Vec::new());
    }
    let taken = state.store.seats(now).await?;
    let moment = |one: &Gathering| VisitMoment {
        moment: Link {
            text: dates::span(one.content.begins, one.content.ends),
            count: String::new(),
            href: find::path_of(one),
        },
        seats: match seats::free(one, &taken, Attendance::Venue).0 {
            Some(0) => "vol; er is een wachtlijst".to_owned(),
            Some(1) => "nog 1 plek".to_owned(),
            Some(free) => format!("nog {free} plekken"),
            None => "plek genoeg".to_owned(),
        },
    };
    Ok(visits.iter().map(moment).collect())
}

/// An initiative of one's own that is on the map, and no example.
async fn own(state: &AppState, user: &SignedIn, id: &str) -> Result<Initiative, Problem> {
    let number = lookup::own_number(state, user, id).await?;
    let atlas = state.atlas.load();
    let found = atlas.get(number).filter(|one| !one.example).cloned();
    found.ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))
}

/// `GET /mijn/{id}/bezoeken`.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    user: SignedIn,
    Path(id): Path<String>,
    done: Flash<VisitDone>,
) -> Result<Response, Problem> {
    let initiative = own(&state, &user, &id).await?;
    let said = Said { success: done.message(), ..Said::default() };
    show(&state, &page, &user, &initiative, said, Refused::NOT).await
}

/// `POST /mijn/{id}/bezoeken`: opens a moment.
pub(crate) async fn open(
    State(state): State<AppState>,
    page: Page,
    user: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<VisitForm>,
) -> Result<Response, Problem> {
    let initiative = own(&state, &user, &id).await?;
    let said = |errors| Said { form: form.clone(), errors, ..Said::default() };
    let raw = RawVisit {
        datum: form.datum.clone(),
        begin: form.begin.clone(),
        begin_keer: form.begin_keer.clone(),
        einde: form.einde.clone(),
        einde_keer: form.einde_keer.clone(),
        plekken: form.plekken.clone(),
        samenvatting: form.samenvatting.clone(),
        locatie: form.locatie.clone(),
    };
    let vocabulary = state.atlas.load().territory().vocabulary().clone();
    let content = match visit::content(&raw, &initiative, &vocabulary, state.clock.today()) {
        Ok(content) => content,
        Err(errors) => return show(&state, &page, &user, &initiative, said(errors), Refused::MISTAKES).await,
    };
    if content.begins <= state.clock.moment() {
        let errors = vec![FieldError::new("datum", "is al geweest; kies een dag die nog komt")];
        return show(&state, &page, &user, &initiative, said(errors), Refused::MISTAKES).await;
    }
    if let Err(problem) = state.rates.person(Kind::SendIn, user.person.id) {
        return show(&state, &page, &user, &initiative, said(Vec::new()), Refused::because(problem)).await;
    }
    let Initiative { id, position, region, municipality, town, .. } = &initiative;
    let venue = Venue { position: *position, region: *region, municipality: municipality.clone(), town: town.clone() };
    let store = state.store.only_if(user.owner_of(*id));
    let opened = store.open_visit(*id, (&content, &venue), form.agenda, user.person.id, state.clock.moment()).await;
    match opened {
        Ok(_) => Ok(VisitDone::Opened.redirect(&here(*id))),
        Err(error @ (GatheringError::Store(_) | GatheringError::Gone)) => Err(error.into()),
        Err(refusal) => {
            let text = format!("{refusal} Wat je typte staat er nog.");
            let refused = Refused { status: StatusCode::CONFLICT, text, retry_after: None };
            show(&state, &page, &user, &initiative, said(Vec::new()), refused).await
        }
    }
}

/// Why it does not go on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct CancelForm {
    reden: String,
}

/// `POST /mijn/{id}/bezoeken/{visit}/annuleren`: who booked is told, once.
pub(crate) async fn cancel(
    State(state): State<AppState>,
    page: Page,
    user: SignedIn,
    Path((id, visit)): Path<(String, String)>,
    Form(CancelForm { reden }): Form<CancelForm>,
) -> Result<Response, Problem> {
    let initiative = own(&state, &user, &id).await?;
    let gathering = find::any(&state, &visit).await?;
    if gathering.initiative != Some(initiative.id) {
        return Err(Problem::of_status(StatusCode::NOT_FOUND));
    }
    let reason = match organise::reason(&reden) {
        Ok(reason) => reason,
        Err(error) => {
            let said = Said { cancel: Some((gathering.id, reden, error)), ..Said::default() };
            return show(&state, &page, &user, &initiative, said, Refused::MISTAKES).await;
        }
    };
    let letters = Letters::new(&state)?;
    let letter = |g: &_, r: &_, notice: RegistrationNotice| letters.write(g, r, notice);
    let (store, now) = (state.store.only_if(user.owner_of(initiative.id)), state.clock.moment());
    store.cancel_gathering(gathering.id, &reason, user.person.id, &letter, now).await?;
    Ok(VisitDone::Cancelled.redirect(&here(initiative.id)))
}

fn here(id: InitiativeId) -> String {
    format!("{}/bezoeken", paths::own(id))
}

/// What the page says besides.
#[derive(Default)]
struct Said {
    form: VisitForm,
    errors: Vec<FieldError>,
    /// Which moment was to be cancelled, the reason as it was typed, and what is wrong with it.
    cancel: Option<(GatheringId, String, FieldError)>,
    success: &'static str,
}

async fn show(
    state: &AppState,
    page: &Page,
    user: &SignedIn,
    initiative: &Initiative,
    said: Said,
    Refused { status, text: refused, retry_after }: Refused,
) -> Result<Response, Problem> {
    let now = state.clock.moment();
    let taken = state.store.seats(now).await?;
    let mut visits = Vec::new();
    for gathering in state.store.visits(initiative.id).await? {
        let people = state.store.registrations(gathering.id).await?;
        let going = gathering.phase(now) == Some(Phase::Announced);
        let typed = said.cancel.as_ref().filter(|(id, ..)| *id == gathering.id);
        visits.push(OwnVisit {
            id: gathering.id.0,
            moment: Link {
                text: dates::span(gathering.content.begins, gathering.content.ends),
                count: String::new(),
                href: find::path_of(&gathering),
            },
            state: stand(&gathering, &taken, going),
            people: people.iter().filter(|one| comes(one)).map(in_words).collect(),
            cancel: if going { cancel_fields(gathering.id, typed) } else { Vec::new() },
        });
    }
    let about = Subject { title: initiative.content.title.clone(), href: paths::own(initiative.id) };
    let (here, success) = (here(initiative.id), said.success);
    let fields = fields(&said.form, &said.errors);
    let response = page.personal(user, status, "Kom kijken", move || {
        leptos::view! { <OwnVisitsPage about here visits fields refused success /> }
    });
    Ok(Refused::wait(retry_after, response))
}

fn comes(one: &Registration) -> bool {
    !one.name.is_empty() && matches!(one.state, RegistrationState::Registered | RegistrationState::Waiting)
}

/// "Juf Anna, De Proefschool, 3 personen (op de wachtlijst)".
fn in_words(one: &Registration) -> String {
    let persons = if one.persons == 1 { String::new() } else { format!(", {} personen", one.persons) };
    let waits = if one.state == RegistrationState::Waiting { " (op de wachtlijst)" } else { "" };
    format!("{}{persons}{waits}", super::own::called(one))
}

fn stand(gathering: &Gathering, taken: &[Seats], going: bool) -> String {
    if gathering.status == GatheringStatus::Cancelled {
        return format!("Gaat niet door: {}", gathering.reason);
    }
    if !going {
        return "Geweest.".to_owned();
    }
    seats::sentences(gathering, taken).join(" ")
}

fn cancel_fields(id: GatheringId, typed: Option<&(GatheringId, String, FieldError)>) -> Vec<Field> {
    let errors: Vec<_> = typed.map(|(_, _, error)| error.clone()).into_iter().collect();
    vec![Field {
        name: "reden",
        id: format!("reden-{id}").into(),
        label: "Waarom gaat het niet door?".into(),
        control: Control::Lines(3),
        need: Need::Required,
        value: typed.map(|(_, reason, _)| reason.clone()).unwrap_or_default(),
        error: wrong(&errors, "reden", "De reden"),
        ..Field::default()
    }]
}

fn fields(form: &VisitForm, errors: &[FieldError]) -> Vec<Field> {
    let field = |name: &'static str, label: &'static str, control: Control, need: Need, value: &str| Field {
        name,
        label: label.into(),
        control,
        need,
        value: value.to_owned(),
        error: wrong(errors, name, label),
        ..Field::default()
    };
    let time = || Control::Line("time", "");
    let twice = |name: &'static str, label: &'static str, value: &str, of: &str| {
        let asked = !value.is_empty() || errors.iter().any(|e| e.field == of && e.reason.contains("twee keer"));
        let choices = Occurrence::ALL.iter().map(|one| Choice { slug: one.slug().into(), label: one.label().into() });
        asked.then(|| field(name, label, Control::Radio(choices.collect()), Need::Required, value))
    };
    let mut fields = vec![
        field("datum", "Datum", Control::Line("date", ""), Need::Required, &form.datum),
        field("begin", "Begin", time(), Need::Required, &form.begin),
    ];
    fields.extend(twice("begin_keer", "Welk begin bedoel je?", &form.begin_keer, "begin"));
    fields.push(field("einde", "Einde", time(), Need::Required, &form.einde));
    fields.extend(twice("einde_keer", "Welk einde bedoel je?", &form.einde_keer, "einde"));
    fields.extend([
        Field {
            inputmode: "numeric",
            ..field("plekken", "Plekken", Control::Line("text", ""), Need::Required, &form.plekken)
        },
        Field {
            counted: Some(MAX_SUMMARY),
            ..field("samenvatting", "Wat zien mensen?", Control::Lines(3), Need::Optional, &form.samenvatting)
        },
        Field {
            hint: "Bijvoorbeeld: meld je bij de balie; parkeren kan aan de achterkant.".into(),
            ..field("locatie", "Hoe kom je er?", Control::Line("text", ""), Need::Optional, &form.locatie)
        },
        field(
            "agenda",
            "Zet het ook op de agenda en de kaart",
            Control::Tick,
            Need::Unsaid,
            if form.agenda { "ja" } else { "" },
        ),
    ]);
    fields
}
