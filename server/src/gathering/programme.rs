//! The programme of a gathering: as everybody reads it, and as its organiser makes it.

use app::{
    gathering::{MakeProgrammePage, MakeProgrammeView, Part, PitchOffer, ProgrammePage},
    map::{LocatorView, Placed, marks::picture},
    shell::Head,
    ui::{Choice, Control, Field, Link, Need, Subject},
};
use atlas::Atlas;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    Camera, DRAWN_ZOOM, Email, FieldError, Gathering, Initiative, InitiativeId, PageState, Query,
    gathering::{PitchState, RawSlot, Slot, SlotKind},
    paths,
};
use drawing::basemap::basemap;
use serde::Deserialize;
use store::{GatheringError, KeptSlot, Mail, Pitch, PitchNews};
use wording::dates;

use super::{find, mails, organise::own};
use crate::{
    accounts::Organiser,
    lookup::path_of,
    map,
    state::AppState,
    web::{
        Page,
        flash::{Done as _, Flash, done},
        form::Form,
        form_page::{Refused, wrong},
        problem::Problem,
    },
};

/// What the small map shows, in CSS pixels.
const LOCATOR: (f64, f64) = (480.0, 560.0);

done! {
    /// What an organiser did with the programme.
    ProgrammeDone {
        Added = "toegevoegd" => "Het onderdeel staat in het programma. Publiceer het als het klaar is.",
        Removed = "weg" => "Het onderdeel is uit het programma.",
        Declined = "afgewezen" => "De pitch is er deze keer niet bij.",
        Published = "gepubliceerd" => "Het programma staat op de pagina. Wie een pitch heeft die nieuw, verzet of vervallen is, krijgt een mail.",
    }
}

/// A programme in words.
pub(super) fn parts(atlas: &Atlas, slots: &[KeptSlot]) -> Vec<Part> {
    let part = |KeptSlot { id, slot }: &KeptSlot| {
        let initiative = slot.initiative.and_then(|id| atlas.get(id));
        let title = match initiative {
            Some(initiative) if slot.title.is_empty() => initiative.content.title.clone(),
            _ => slot.title.clone(),
        };
        Part {
            id: *id,
            when: when(slot),
            kind: slot.kind.label(),
            what: Link { text: title, count: String::new(), href: initiative.map(path_of).unwrap_or_default() },
            room: slot.room.clone(),
        }
    };
    slots.iter().map(part).collect()
}

/// "14.00 tot 14.10".
fn when(slot: &Slot) -> String {
    let clock = |moment: domain::Moment| dates::time(&moment).unwrap_or_default();
    format!("{} tot {}", clock(slot.begins), clock(slot.ends))
}

/// What is pitched, as far as it is on the map.
fn pitched<'a>(atlas: &'a Atlas, slots: &[KeptSlot]) -> Vec<&'a Initiative> {
    slots.iter().filter_map(|kept| atlas.get(kept.slot.initiative?)).collect()
}

/// The map with what is pitched.
fn shown(pitched: &[&Initiative]) -> PageState {
    let saved = pitched.iter().map(|one| one.id).collect();
    PageState { query: Query { saved, ..Query::default() }, ..PageState::default() }
}

/// Where the pitches of a programme are on the map.
pub(super) fn map_of(atlas: &Atlas, slots: &[KeptSlot]) -> String {
    shown(&pitched(atlas, slots)).href()
}

/// `GET /bijeenkomsten/{id}/programma`.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let gathering = find::public(&state, &id).await?;
    let slots = state.store.programme(gathering.id, true).await?;
    let atlas = state.atlas.load_full();
    let ground = basemap(atlas.territory()).map_err(|_| Problem::internal())?;
    let pitched = pitched(&atlas, &slots);
    let spot = (!pitched.is_empty()).then(|| spot(&atlas, &pitched));
    let cards = pitched.iter().map(|one| map::view::card_of(&atlas, one, None)).collect();
    let href = shown(&pitched).href();
    let poster = format!("{}{}", paths::POSTER, href.find('?').and_then(|at| href.get(at..)).unwrap_or_default());
    let head = Head {
        title: format!("Programma van {}", gathering.content.title),
        description: format!("Wat er gebeurt bij {}, en wie er pitcht.", gathering.content.title),
        canonical: format!("{}{}/programma", state.site_url, paths::gathering(gathering.id)),
        hidden: gathering.example,
        ..Head::default()
    };
    let (about, programme) = (find::about(&gathering), parts(&atlas, &slots));
    let when = dates::span(gathering.content.begins, gathering.content.ends);
    Ok(page.public(&head, &ground.drawn_far, move || {
        leptos::view! { <ProgrammePage about when programme cards spot poster /> }
    }))
}

fn spot(atlas: &Atlas, pitched: &[&Initiative]) -> LocatorView {
    let (width, height) = LOCATOR;
    let camera = Camera::fit(atlas.territory().bounds(), width, height, 24.0, DRAWN_ZOOM);
    let names: Vec<_> = pitched.iter().map(|one| &*one.town).collect();
    let pin =
        |one: &&Initiative| Placed { position: one.position, svg: picture(one.content.programme), ..Placed::default() };
    LocatorView {
        camera,
        placed: pitched.iter().map(pin).collect(),
        lines: String::new(),
        caption: String::new(),
        name: format!("Kaart van Limburg. De spelden staan in {}.", names.join(", ")),
        href: shown(pitched).href(),
    }
}

/// A part as it was typed; `initiatief` when it is a pitch.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SlotForm {
    soort: String,
    onderdeel: String,
    van: String,
    tot: String,
    ruimte: String,
    initiatief: String,
}

/// `GET /organisatie/bijeenkomsten/{id}/programma`.
pub(crate) async fn make_page(
    State(state): State<AppState>,
    page: Page,
    user: Organiser,
    Path(id): Path<String>,
    done: Flash<ProgrammeDone>,
) -> Result<Response, Problem> {
    let (gathering, _) = own(&state, &user, &id).await?;
    show(&state, &page, &user, &gathering, (SlotForm::default(), &[]), Refused::NOT, done.message()).await
}

/// `POST /organisatie/bijeenkomsten/{id}/programma`: a part more; with `initiatief` a pitch that is accepted.
pub(crate) async fn add(
    State(state): State<AppState>,
    page: Page,
    user: Organiser,
    Path(id): Path<String>,
    Form(form): Form<SlotForm>,
) -> Result<Response, Problem> {
    let (gathering, right) = own(&state, &user, &id).await?;
    let initiative = form.initiatief.parse().ok().map(InitiativeId);
    let raw = RawSlot {
        soort: form.soort.clone(),
        onderdeel: form.onderdeel.clone(),
        van: form.van.clone(),
        tot: form.tot.clone(),
        ruimte: form.ruimte.clone(),
    };
    let slot = match Slot::parse(&raw, &gathering, initiative) {
        Ok(slot) => slot,
        Err(errors) => {
            return show(&state, &page, &user, &gathering, (form, &errors), Refused::MISTAKES, "").await;
        }
    };
    match state.store.only_if(right).add_slot(gathering.id, &slot, state.clock.moment()).await {
        Ok(()) => Ok(ProgrammeDone::Added.redirect(&here(&gathering))),
        Err(error @ (GatheringError::Store(_) | GatheringError::Gone)) => Err(error.into()),
        Err(refusal) => {
            let text = format!("{refusal} Wat je typte staat er nog.");
            let refused = Refused { status: StatusCode::CONFLICT, text, retry_after: None };
            show(&state, &page, &user, &gathering, (form, &[]), refused, "").await
        }
    }
}

/// `POST /organisatie/bijeenkomsten/{id}/programma/weg`: `onderdeel` is the number of the part.
pub(crate) async fn remove(
    State(state): State<AppState>,
    user: Organiser,
    Path(id): Path<String>,
    Form(form): Form<SlotForm>,
) -> Result<Response, Problem> {
    let (gathering, right) = own(&state, &user, &id).await?;
    let slot = form.onderdeel.parse().map_err(|_| Problem::of_status(StatusCode::BAD_REQUEST))?;
    state.store.only_if(right).remove_slot(gathering.id, slot).await?;
    Ok(ProgrammeDone::Removed.redirect(&here(&gathering)))
}

/// `POST /organisatie/bijeenkomsten/{id}/programma/afwijzen`: `initiatief` is not pitched this time.
pub(crate) async fn decline(
    State(state): State<AppState>,
    user: Organiser,
    Path(id): Path<String>,
    Form(form): Form<SlotForm>,
) -> Result<Response, Problem> {
    let (gathering, right) = own(&state, &user, &id).await?;
    let initiative = form.initiatief.parse().map_err(|_| Problem::of_status(StatusCode::BAD_REQUEST))?;
    state.store.only_if(right).decline_pitch(gathering.id, InitiativeId(initiative)).await?;
    Ok(ProgrammeDone::Declined.redirect(&here(&gathering)))
}

/// `POST /organisatie/bijeenkomsten/{id}/programma/publiceren`.
pub(crate) async fn publish(
    State(state): State<AppState>,
    user: Organiser,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (gathering, right) = own(&state, &user, &id).await?;
    let site = state.site_url.to_string();
    let letter =
        |gathering: &Gathering, news: &PitchNews, to: &Email| -> Mail { mails::pitch(&site, gathering, news, to) };
    let store = state.store.only_if(right);
    store.publish_programme(gathering.id, user.person.id, letter, state.clock.moment()).await?;
    Ok(ProgrammeDone::Published.redirect(&here(&gathering)))
}

fn here(gathering: &Gathering) -> String {
    format!("{}/programma", paths::organise_gathering(gathering.id))
}

async fn show(
    state: &AppState,
    page: &Page,
    user: &Organiser,
    gathering: &Gathering,
    (form, errors): (SlotForm, &[FieldError]),
    Refused { status, text: refused, .. }: Refused,
    success: &'static str,
) -> Result<Response, Problem> {
    let atlas = state.atlas.load_full();
    let made = state.store.programme(gathering.id, false).await?;
    let read = state.store.programme(gathering.id, true).await?;
    let same = made.iter().map(|kept| &kept.slot).eq(read.iter().map(|kept| &kept.slot));
    let typed_for = form.initiatief.parse().ok().map(InitiativeId);
    let offers = state.store.pitches(gathering.id).await?;
    let empty = SlotForm::default();
    let offer = |pitch: &Pitch| {
        let mine = typed_for == Some(pitch.initiative);
        let decide = pitch.state != PitchState::Accepted;
        let school = if pitch.school.is_empty() { String::new() } else { format!(", {}", pitch.school) };
        PitchOffer {
            initiative: pitch.initiative.0,
            what: Link {
                text: format!("{}{school}", pitch.title),
                count: String::new(),
                href: paths::initiative(pitch.initiative),
            },
            why: pitch.why.clone(),
            state: pitch.state.label(),
            fields: if decide {
                let before = format!("p{}-", pitch.initiative);
                slot_fields(if mine { &form } else { &empty }, if mine { errors } else { &[] }, true, &before)
            } else {
                Vec::new()
            },
        }
    };
    let offers: Vec<_> = offers.iter().map(offer).collect();
    let other = if typed_for.is_some() { (&empty, &[][..]) } else { (&form, errors) };
    let view = MakeProgrammeView {
        about: Subject { title: gathering.content.title.clone(), href: paths::organise_gathering(gathering.id) },
        here: here(gathering),
        parts: parts(&atlas, &made),
        offers,
        fields: slot_fields(other.0, other.1, false, ""),
        refused,
        changed: !same,
        publish: gathering.status == domain::gathering::GatheringStatus::Announced,
        success,
    };
    Ok(page.personal(user, status, "Programma", move || leptos::view! { <MakeProgrammePage view /> }))
}

/// The fields of a part; a pitch is called as its initiative. `before` comes before every id.
fn slot_fields(form: &SlotForm, errors: &[FieldError], pitch: bool, before: &str) -> Vec<Field> {
    let field = |name: &'static str, label: &'static str, control: Control, need: Need, value: &str| Field {
        name,
        id: format!("{before}{name}").into(),
        label: label.into(),
        control,
        need,
        value: value.to_owned(),
        error: wrong(errors, name, label),
        ..Field::default()
    };
    let kinds = SlotKind::ALL.iter().filter(|kind| **kind != SlotKind::Pitch);
    let kinds = kinds.map(|kind| Choice { slug: kind.slug().to_owned(), label: kind.label().to_owned() }).collect();
    let time = || Control::Line("time", "");
    let mut fields = vec![
        field("van", "Van", time(), Need::Required, &form.van),
        field("tot", "Tot", time(), Need::Required, &form.tot),
        field("ruimte", "Ruimte", Control::Line("text", ""), Need::Optional, &form.ruimte),
    ];
    if !pitch {
        fields.insert(0, field("soort", "Soort", Control::One(kinds), Need::Unsaid, &form.soort));
        fields.insert(
            1,
            field("onderdeel", "Wat gebeurt er?", Control::Line("text", ""), Need::Required, &form.onderdeel),
        );
    }
    fields
}
