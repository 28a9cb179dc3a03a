//! Making and changing a gathering: the form, and where it is held.

use app::{
    gathering::{GatheringFormPage, GatheringFormView},
    ui::{Choice, Link},
};
use axum::{
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    FieldError, Gathering, GatheringContent, GatheringId, Position,
    gathering::{GatheringStatus, RawGathering, Venue},
    local_time::{self, shown_at},
    paths,
};
use store::{GatheringError, NewGathering, RegistrationNotice, School};

use super::{
    fields, find,
    mails::Letters,
    organise::{self, OrganiseDone, own, right},
    report,
};
use crate::{
    accounts::Organiser,
    schools::{self, SCHOOLS},
    state::AppState,
    web::{Page, flash::Done as _, form::Fields, form_page::Refused, params, problem::Problem},
};

/// The form, what was typed in it, and what follows from that.
#[derive(Debug, Clone, Default)]
struct Typed {
    raw: RawGathering,
    /// The text that a host school was searched with.
    school: String,
    /// Schools to choose from.
    schools: Vec<Choice>,
    /// Of which series it is to be another.
    series: String,
    /// When the gathering that is changed was last changed, as the form was shown.
    seen: String,
}

impl Typed {
    fn posted(form: &Fields) -> Self {
        let mut raw = RawGathering::default();
        for (name, text) in texts(&mut raw) {
            let mut values = form.pairs().iter().filter(|(other, _)| other == name).map(|(_, value)| &**value);
            *text = match name {
                "thema" | "sector" => values.collect::<Vec<_>>().join("|"),
                _ => values.next_back().unwrap_or_default().to_owned(),
            };
        }
        Self {
            raw,
            school: form.get("school").to_owned(),
            schools: Vec::new(),
            series: form.get("reeks").to_owned(),
            seen: form.get("gezien").to_owned(),
        }
    }

    /// A gathering as it stands in the form.
    fn of(gathering: &Gathering) -> Self {
        let content = &gathering.content;
        let day = |moment| shown_at(moment).date().to_string();
        let time = |moment| shown_at(moment).strftime("%H:%M").to_string();
        let which = |moment| local_time::occurrence(moment).map_or("", local_time::Occurrence::slug).to_owned();
        let sectors: Vec<&str> = content.sectors.iter().map(|sector| sector.slug()).collect();
        let number = |number: u32| if number == 0 { String::new() } else { number.to_string() };
        let (begins, ends, last) = (content.begins, content.ends, content.closes.last_minute());
        let venue = gathering.venue.as_ref();
        let raw = RawGathering {
            titel: content.title.clone(),
            soort_bijeenkomst: content.kind.slug().to_owned(),
            samenvatting: content.summary.clone(),
            omschrijving: content.text.clone(),
            thema: content.themes.join("|"),
            sector: sectors.join("|"),
            datum: day(begins),
            begin: time(begins),
            begin_keer: which(begins),
            einddatum: if day(begins) == day(ends) { String::new() } else { day(ends) },
            einde: time(ends),
            einde_keer: which(ends),
            vorm: content.mode.slug().to_owned(),
            plekken: number(content.room.seats),
            gereserveerd: number(content.room.reserved),
            online_plekken: content.online.map(|most| most.to_string()).unwrap_or_default(),
            online_adres: content.online_address.clone(),
            aanmelden_vanaf: day(content.opens),
            aanmelden_tot: if content.closes.0 == begins { String::new() } else { day(last) },
            aanmelden_tot_tijd: if content.closes.0 == begins { String::new() } else { time(last) },
            wachtlijst: if content.waiting_list { "ja".to_owned() } else { String::new() },
            locatie: content.location.clone(),
            adres: content.address.clone(),
            vestigingscode: content.site_code.clone().unwrap_or_default(),
            plaats: venue.map(|venue| venue.town.clone()).unwrap_or_default(),
            postcode: String::new(),
            lon: venue.map(|venue| venue.position.lon().to_string()).unwrap_or_default(),
            lat: venue.map(|venue| venue.position.lat().to_string()).unwrap_or_default(),
            partners: content.partners.join("\n"),
        };
        Self { raw, seen: gathering.changed.to_string(), ..Self::default() }
    }

    /// Another of the series: everything but the dates.
    fn another(gathering: &Gathering) -> Self {
        let Self { raw, .. } = Self::of(gathering);
        let empty = String::new;
        let raw = RawGathering {
            datum: empty(),
            begin_keer: empty(),
            einddatum: empty(),
            einde_keer: empty(),
            aanmelden_vanaf: empty(),
            aanmelden_tot: empty(),
            aanmelden_tot_tijd: empty(),
            online_adres: empty(),
            ..raw
        };
        Self { raw, series: gathering.id.to_string(), ..Self::default() }
    }
}

/// Every field by its name.
fn texts(raw: &mut RawGathering) -> [(&'static str, &mut String); 29] {
    [
        ("titel", &mut raw.titel),
        ("soort_bijeenkomst", &mut raw.soort_bijeenkomst),
        ("samenvatting", &mut raw.samenvatting),
        ("omschrijving", &mut raw.omschrijving),
        ("thema", &mut raw.thema),
        ("sector", &mut raw.sector),
        ("datum", &mut raw.datum),
        ("begin", &mut raw.begin),
        ("begin_keer", &mut raw.begin_keer),
        ("einddatum", &mut raw.einddatum),
        ("einde", &mut raw.einde),
        ("einde_keer", &mut raw.einde_keer),
        ("vorm", &mut raw.vorm),
        ("plekken", &mut raw.plekken),
        ("gereserveerd", &mut raw.gereserveerd),
        ("online_plekken", &mut raw.online_plekken),
        ("online_adres", &mut raw.online_adres),
        ("aanmelden_vanaf", &mut raw.aanmelden_vanaf),
        ("aanmelden_tot", &mut raw.aanmelden_tot),
        ("aanmelden_tot_tijd", &mut raw.aanmelden_tot_tijd),
        ("wachtlijst", &mut raw.wachtlijst),
        ("locatie", &mut raw.locatie),
        ("adres", &mut raw.adres),
        ("vestigingscode", &mut raw.vestigingscode),
        ("plaats", &mut raw.plaats),
        ("postcode", &mut raw.postcode),
        ("lon", &mut raw.lon),
        ("lat", &mut raw.lat),
        ("partners", &mut raw.partners),
    ]
}

/// `GET /organisatie/bijeenkomsten/nieuw`, with `reeks` for another like one that there is.
pub(crate) async fn empty(
    State(state): State<AppState>,
    page: Page,
    user: Organiser,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let pairs = params::decode(query.as_deref().unwrap_or_default())?;
    let series = pairs.iter().find(|(name, _)| name == "reeks").map(|(_, value)| value.to_string());
    let typed = match series {
        Some(id) => Typed::another(&find::any(&state, &id).await?),
        None => Typed::default(),
    };
    show(&state, &page, &user, None, typed, &[], Refused::NOT).await
}

/// `POST /organisatie/bijeenkomsten/nieuw`: a draft, unless `zoek` only asks for schools.
pub(crate) async fn make(
    State(state): State<AppState>,
    page: Page,
    user: Organiser,
    form: Fields,
) -> Result<Response, Problem> {
    let mut typed = Typed::posted(&form);
    let chosen = settle(&state, &mut typed, &form).await?;
    if !form.get("zoek").is_empty() {
        return show(&state, &page, &user, None, typed, &[], Refused::NOT).await;
    }
    let (content, venue) = match check(&state, &typed, chosen.as_ref()) {
        Ok(checked) => checked,
        Err(errors) => return show(&state, &page, &user, None, typed, &errors, Refused::MISTAKES).await,
    };
    let right = match right(&user, venue.as_ref().map(|venue| venue.region)) {
        Ok(right) => right,
        Err(problem) => return show(&state, &page, &user, None, typed, &[], Refused::because(problem)).await,
    };
    let series = typed.series.parse::<GatheringId>().ok();
    let new = NewGathering { content, venue, series, example: false };
    let id = state.store.only_if(right).make_gathering(&new, state.clock.moment()).await?;
    Ok(OrganiseDone::Made.redirect(&paths::organise_gathering(id)))
}

/// `GET /organisatie/bijeenkomsten/{id}/wijzigen`.
pub(crate) async fn change_page(
    State(state): State<AppState>,
    page: Page,
    user: Organiser,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (gathering, _) = own(&state, &user, &id).await?;
    show(&state, &page, &user, Some(&gathering), Typed::of(&gathering), &[], Refused::NOT).await
}

/// `POST /organisatie/bijeenkomsten/{id}/wijzigen`.
pub(crate) async fn change(
    State(state): State<AppState>,
    page: Page,
    user: Organiser,
    Path(id): Path<String>,
    form: Fields,
) -> Result<Response, Problem> {
    let (gathering, before) = own(&state, &user, &id).await?;
    let of = Some(&gathering);
    let mut typed = Typed::posted(&form);
    let chosen = settle(&state, &mut typed, &form).await?;
    if !form.get("zoek").is_empty() {
        return show(&state, &page, &user, of, typed, &[], Refused::NOT).await;
    }
    let checked = check(&state, &typed, chosen.as_ref());
    let (content, venue) = match checked {
        Ok(checked) => checked,
        Err(errors) => return show(&state, &page, &user, of, typed, &errors, Refused::MISTAKES).await,
    };
    let after = match right(&user, venue.as_ref().map(|venue| venue.region)) {
        Ok(right) => right,
        Err(problem) => return show(&state, &page, &user, of, typed, &[], Refused::because(problem)).await,
    };
    let conflict = |refusal: GatheringError| Refused {
        status: StatusCode::CONFLICT,
        text: format!("{refusal} Wat je typte staat er nog."),
        retry_after: None,
    };
    if *typed.seen != *gathering.changed {
        typed.seen = gathering.changed.to_string();
        return show(&state, &page, &user, of, typed, &[], conflict(GatheringError::Changed)).await;
    }
    let letters = Letters::new(&state)?;
    let letter = |g: &_, r: &_, notice: RegistrationNotice| letters.write(g, r, notice);
    let (store, now) = (state.store.only_if(before).only_if(after), state.clock.moment());
    match store.change_gathering(&gathering, &content, venue.as_ref(), user.person.id, &letter, now).await {
        Ok(moved) => {
            let done = if moved { OrganiseDone::Moved } else { OrganiseDone::Changed };
            Ok(done.redirect(&paths::organise_gathering(gathering.id)))
        }
        Err(error @ (GatheringError::Store(_) | GatheringError::Gone)) => Err(error.into()),
        Err(refusal) => show(&state, &page, &user, of, typed, &[], conflict(refusal)).await,
    }
}

/// What follows from what was typed: schools to choose from, and of a newly chosen one its name, address and place.
async fn settle(state: &AppState, typed: &mut Typed, form: &Fields) -> Result<Option<School>, Problem> {
    let code = typed.raw.vestigingscode.trim().to_ascii_uppercase();
    let chosen = if code.is_empty() { None } else { schools::school(state, &code).await? };
    if let Some(school) = chosen.as_ref().filter(|_| code != form.get("gekozen")) {
        typed.raw.locatie.clone_from(&school.name);
        typed.raw.adres.clone_from(&school.street);
        typed.raw.postcode.clone_from(&school.postcode);
        typed.raw.plaats.clone_from(&school.town);
        typed.raw.lon = school.position.lon().to_string();
        typed.raw.lat = school.position.lat().to_string();
    } else if typed.raw.plaats != form.get("plaats_eerst") || typed.raw.postcode != form.get("postcode_eerst") {
        // Another place was typed: the point of before is not meant any more.
        typed.raw.lon.clear();
        typed.raw.lat.clear();
    }
    let found = state.store.find_schools(&typed.school, SCHOOLS).await?;
    let others = found.into_iter().filter(|school| school.site_code != code);
    let choice = |school: School| {
        let choice = schools::choice(school);
        Choice { label: format!("{}, {}", choice.name, choice.address), slug: choice.code }
    };
    typed.schools = chosen.clone().into_iter().chain(others).map(choice).collect();
    if !typed.schools.is_empty() {
        typed.schools.push(Choice { slug: String::new(), label: "Geen van deze".to_owned() });
    }
    Ok(chosen)
}

/// The rules, and where it is.
fn check(
    state: &AppState,
    typed: &Typed,
    chosen: Option<&School>,
) -> Result<(GatheringContent, Option<Venue>), Vec<FieldError>> {
    let atlas = state.atlas.load();
    let territory = atlas.territory();
    let (content, position) = GatheringContent::parse(&typed.raw, territory.vocabulary(), state.clock.today())?;
    if content.site_code.is_some() && chosen.is_none() {
        return Err(vec![FieldError::new("vestigingscode", "kennen we niet; zoek de school opnieuw")]);
    }
    let Some(position) = position else { return Ok((content, None)) };
    let field = match &position {
        Position::Postcode(_) => "postcode",
        _ => "plaats",
    };
    let point = territory.geocode(&position).map_err(|reason| vec![FieldError::new(field, reason)])?;
    let located = territory.locate(point).map_err(|reason| vec![FieldError::new(field, reason)])?;
    let venue = Venue {
        position: point.rounded(),
        region: located.region,
        municipality: located.municipality,
        town: located.town,
    };
    Ok((content, Some(venue)))
}

async fn show(
    state: &AppState,
    page: &Page,
    user: &Organiser,
    of: Option<&Gathering>,
    typed: Typed,
    errors: &[FieldError],
    Refused { status, text: refused, .. }: Refused,
) -> Result<Response, Problem> {
    let atlas = state.atlas.load();
    let vocabulary = atlas.territory().vocabulary();
    let advice = match of {
        Some(_) => String::new(),
        None => organise::advice(&organise::this_year(&state.store.all_gatherings().await?, state.clock.moment())),
    };
    let lessons = match (of, typed.series.parse()) {
        (None, Ok(other)) => report::lessons(state, other).await?,
        _ => None,
    };
    let Typed { raw, school, schools, series, seen } = typed;
    let hidden = [
        ("reeks", series),
        ("gezien", seen),
        ("gekozen", raw.vestigingscode.clone()),
        ("plaats_eerst", raw.plaats.clone()),
        ("postcode_eerst", raw.postcode.clone()),
        ("lon", raw.lon.clone()),
        ("lat", raw.lat.clone()),
    ];
    let announced = of.is_some_and(|gathering| gathering.status == GatheringStatus::Announced);
    let view = GatheringFormView {
        title: if of.is_some() { "Wijzig de bijeenkomst" } else { "Nieuwe bijeenkomst" },
        action: match of {
            Some(gathering) => format!("{}/wijzigen", paths::organise_gathering(gathering.id)),
            None => paths::NEW_GATHERING.to_owned(),
        },
        back: Link {
            text: of.map_or("Alle bijeenkomsten", |gathering| &*gathering.content.title).to_owned(),
            count: String::new(),
            href: of.map_or(paths::ORGANISE_GATHERINGS.to_owned(), |gathering| paths::organise_gathering(gathering.id)),
        },
        groups: fields::organising(&raw, &school, vocabulary, schools, errors),
        hidden: hidden.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
        refused,
        advice,
        lessons,
        button: if of.is_some() { "Bewaar" } else { "Bewaar als concept" },
        note: if announced {
            "Verandert de tijd, de plek of de vorm? Dan krijgt iedereen die aangemeld is één mail, en verandert hun agenda mee."
        } else {
            ""
        },
    };
    let title = view.title;
    Ok(page.personal(user, status, title, move || leptos::view! { <GatheringFormPage view /> }))
}
