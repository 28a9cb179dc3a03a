//! Every address, on one screen: which function of which noun answers it.

use std::sync::Arc;

use axum::{
    Router,
    http::{HeaderValue, header},
    middleware::{from_fn, from_fn_with_state, map_response},
    response::{Redirect, Response},
    routing::{any, get, post},
};

use domain::paths;

use crate::{
    about,
    accounts::{self, members, oidc, passkeys, profile, sign_in},
    adoption, agenda, api,
    audience::audience,
    board,
    figures::{self, gaps},
    follow, frames,
    freshness::{self, faded},
    gathering::{
        self, certificate, check_in, evaluation, form as gathering_form, organise, own, pitch, presence, programme,
        register, report, visit,
    },
    initiatives::{self, edit, leave, picture_files},
    map::{
        embed, functions, home, live, oembed, share,
        street_file::{self, STREET_FILE},
        style, synonyms,
    },
    open_data::{archive, catalogue, export, pages, sitemap},
    ownership::{claims, invitation, offer, owners, request, show_name},
    posters, questions, reports,
    review::{amend, decide, item, log},
    state::AppState,
    submit::{self, draft, fragments},
    web::{
        Answers, errors, health, metrics,
        middleware::{self, Edge},
        once, static_files,
    },
};

/// Answers every request to this server.
pub(crate) fn answers(state: &AppState) -> Answers {
    let routes = open()
        .merge(personal(state))
        .merge(by_mail(state))
        .merge(sitemap::parts())
        .fallback(errors::not_found)
        // The only layer around everything: each has its price on every request, however small.
        .layer(from_fn_with_state(edge(state), middleware::edge))
        .with_state(state.clone());
    Answers::new(routes)
}

/// What it takes to guard and count requests.
fn edge(state: &AppState) -> Edge {
    Edge {
        config: Arc::clone(&state.config),
        site_url: Arc::clone(&state.site_url),
        computing: state.computing.clone(),
        bodies: state.underway.bodies.clone(),
        metrics: state.metrics.clone(),
        audience,
    }
}

/// What it takes to know a form again.
fn forms(state: &AppState) -> once::Forms {
    once::Forms { store: state.store.clone(), clock: state.clock.clone(), limit: state.config.limits.body }
}

/// The same for everybody. These have no session.
fn open() -> Router<AppState> {
    Router::new()
        // the map
        .route("/", get(home::page))
        .route("/beeld/live", get(live::events))
        .route("/kaart/beeld", get(functions::answer))
        .route("/kaart/suggesties", get(functions::answer))
        .route("/deel", get(share::page))
        .route("/embed", get(embed::page))
        .route("/embed/{id}", get(embed::initiative))
        .route("/oembed", get(oembed::answer))
        .route("/kaart/{version}/licht.json", get(style::light))
        .route("/kaart/{version}/donker.json", get(style::dark))
        .route("/kaart/{version}/grond.geojson", get(style::ground))
        .route(STREET_FILE, get(street_file::serve))
        // initiatives
        .route("/initiatieven/{id}", get(initiatives::page::without_slug))
        .route("/initiatieven/{id}/{slug}", get(initiatives::page::page))
        .route("/fotos/{file}", get(picture_files::picture))
        // gatherings
        .route("/agenda", get(agenda::page::page))
        .route("/agenda.ics", get(agenda::calendar::calendar))
        .route("/bijeenkomsten/{id}", get(gathering::page::without_slug))
        .route("/bijeenkomsten/{id}/{slug}", get(gathering::page::page))
        .route("/bijeenkomsten/{id}/programma", get(gathering::programme::page))
        .route("/bijeenkomsten/{id}/agenda.ics", get(gathering::calendar::file))
        .route("/bijeenkomsten/{id}/verslag", get(report::page))
        // boards
        .route("/besturen", get(board::page::list))
        .route("/besturen/{id}", get(board::page::without_slug))
        // figures
        .route("/cijfers", get(figures::page::page))
        .route("/cijfers/{file}", get(figures::files::csv))
        // posters and pictures to share
        .route("/poster", get(posters::page::page))
        .route("/poster/{file}", get(posters::file::poster))
        .route("/deelbeeld/{file}", get(posters::social::query))
        .route("/initiatieven/{id}/deelbeeld.png", get(posters::social::initiative))
        .route("/initiatieven/{id}/blad.pdf", get(posters::handout::initiative))
        // open data
        .route("/export/{file}", get(export::export))
        .route("/export/archief", get(async || Redirect::permanent("/export/archief/")))
        .route("/export/archief/", get(archive::list))
        .route("/export/archief/{file}", get(archive::file))
        .route("/catalogus", get(catalogue::catalogue))
        .route(catalogue::FILE, get(catalogue::catalogue))
        .route(paths::OPEN_DATA, get(pages::open_data))
        .route(paths::ORGANISERS, get(pages::organisers))
        .route("/robots.txt", get(sitemap::robots))
        .route("/sitemap.xml", get(sitemap::first))
        // the API
        .route("/api", get(api::describe::landing))
        .route("/api/", get(api::describe::landing))
        .route("/api/conformance", get(api::describe::conformance))
        .route("/api/openapi.json", get(api::openapi::document))
        .route("/api/collections", get(api::describe::collections))
        .route("/api/collections/{collection}", get(api::describe::collection))
        .route("/api/collections/{collection}/queryables", get(api::schema::queryables))
        .route("/api/collections/{collection}/sortables", get(api::schema::sortables))
        .route("/api/collections/{collection}/items", get(api::items::list))
        .route("/api/collections/{collection}/items/{id}", get(api::single::single))
        .route("/api/collections/initiatieven/clusters", get(api::clusters::clusters))
        .route("/api/{*rest}", any(errors::not_found))
        // about the map
        .route("/over", get(about::about))
        .route("/over/api", get(about::api))
        .route("/over/gegevens", get(about::sources))
        .route("/over/licenties", get(about::licences))
        .route("/toegankelijkheid", get(about::accessibility))
        .route("/privacy", get(about::privacy))
        .route("/privacy/register", get(about::register))
        // what browsers and operators ask
        .route("/pkg/{*path}", get(static_files::file))
        .route("/.well-known/security.txt", get(about::security_contact))
        .route("/favicon.ico", get(static_files::icon))
        .route(static_files::COMPONENT, get(static_files::component))
        .route("/gezond", get(health::live))
        .route("/klaar", get(health::ready))
        .route("/metrics", get(metrics::metrics))
}

/// Pages that need to know the user. Only these routes have the session layer.
fn personal(state: &AppState) -> Router<AppState> {
    let keyed = from_fn_with_state(state.clone(), draft::browser_key);
    Router::new()
        // frames
        .route("/redactie", get(frames::desk::page))
        // accounts
        .route("/inloggen", get(sign_in::ask).post(sign_in::send))
        .route("/inloggen/code", get(sign_in::wait).post(sign_in::type_code))
        .route("/inloggen/{token}", get(sign_in::look).post(sign_in::follow))
        .route("/inloggen/oidc", post(oidc::begin))
        .route("/inloggen/oidc/terug", get(oidc::finish))
        .route("/getypt", get(accounts::unsent::page))
        .route("/uitloggen", post(sign_in::leave))
        .route("/uitloggen/overal", post(sign_in::leave_everywhere))
        .route("/mijn/gegevens", get(profile::page).post(profile::change))
        .route("/mijn/gegevens.json", get(profile::download))
        .route("/mijn/gegevens/uitloggen", post(profile::end_session))
        .route("/mijn/gegevens/wissen", get(profile::ask).post(profile::erase))
        .route("/mijn/gewist", get(profile::gone))
        .route("/mijn/passkey", get(passkeys::ask).post(passkeys::show))
        .route("/mijn/passkeys", get(passkeys::list).post(passkeys::add))
        .route("/mijn/passkeys/weg", post(passkeys::remove))
        .route("/redactie/zoekwoorden", get(synonyms::page).post(synonyms::change))
        .route("/redactie/leden", get(members::page).post(members::invite))
        .route("/redactie/leden/einde", post(members::dismiss))
        .route("/redactie/leden/passkeys", post(passkeys::clear))
        // submit
        .route("/plaatsen", get(submit::page::empty).post(submit::page::send).layer(keyed.clone()))
        .route("/plaatsen/concept", post(draft::post).layer(keyed.clone()))
        .route("/plaatsen/controle", post(submit::page::hints))
        .route("/plaatsen/verzonden", get(submit::sent::page).post(submit::sent::again).layer(keyed))
        .route("/plaatsen/foto", get(submit::pictures::elsewhere).post(submit::pictures::add))
        .route("/plaatsen/fotos", get(fragments::pictures))
        .route("/plaatsen/voorbeeld", post(fragments::preview))
        .route("/plaatsen/scholen", get(fragments::schools))
        .route("/plaatsen/plek", get(fragments::spot))
        .route("/plaatsen/lijkt-op", get(fragments::alike))
        .route("/mijn/{id}/bevestigen", post(submit::confirm::confirm))
        .route("/bevestigen/{token}", get(submit::confirm::look).post(submit::confirm::by_link))
        // initiatives
        .route("/mijn", get(frames::mine::page))
        .route("/mijn/{id}", get(frames::own::page).post(edit::save))
        .route("/mijn/{id}/bekijken", get(frames::own::part))
        .route("/mijn/{id}/aanpassen", get(frames::own::part))
        .route("/mijn/{id}/mensen", get(frames::own::part))
        .route("/mijn/{id}/geschiedenis", get(frames::own::part))
        .route("/mijn/{id}/foto", get(edit::elsewhere).post(edit::add_picture))
        .route("/mijn/{id}/archiveren", get(leave::ask_archive).post(leave::archive))
        .route("/mijn/{id}/intrekken", get(leave::ask_withdraw).post(leave::withdraw))
        // boards
        .route("/besturen/{id}/{slug}", get(board::page::page).post(board::carry::change))
        // ownership
        .route("/claimen/{id}", get(request::page).post(request::send))
        .route("/uitnodiging/{token}", get(invitation::page).post(invitation::accept))
        .route("/mijn/{id}/naam", post(show_name::show_name))
        .route("/mijn/{id}/eigenaars", post(frames::own::offer))
        .route("/mijn/{id}/eigenaars/terugnemen", post(offer::take_back))
        .route("/mijn/{id}/eigenaars/antwoord", post(owners::answer))
        .route("/mijn/{id}/stoppen", get(owners::ask_stop).post(owners::stop))
        .route("/redactie/claims", get(claims::page).post(claims::settle))
        // adoption, questions, reports
        .route("/initiatieven/{id}/ook", get(adoption::ask::page).post(adoption::ask::send))
        .route("/mijn/{id}/ook/{other}", post(adoption::answer::answer))
        .route("/redactie/meldingen/ook/{adopter}/{source}", post(reports::desk::answer))
        .route("/initiatieven/{id}/vraag", get(questions::ask::page).post(questions::ask::send))
        .route("/vragen/{token}", get(questions::ask::look).post(questions::ask::confirm))
        .route("/initiatieven/{id}/melden", get(reports::report::page).post(reports::report::send))
        .route("/redactie/meldingen", get(reports::desk::page))
        .route("/redactie/meldingen/{id}", post(reports::desk::handle))
        // gatherings
        .route("/bijeenkomsten/{id}/aanmelden", get(register::page).post(register::send))
        .route("/mijn/aanmeldingen/{id}", post(gathering::mine::open))
        .route("/mijn/{id}/bezoeken", get(visit::page).post(visit::open))
        .route("/mijn/{id}/bezoeken/{visit}/annuleren", post(visit::cancel))
        .route("/bijeenkomsten/{id}/pitchen", get(pitch::page).post(pitch::offer))
        .route("/bijeenkomsten/{id}/pitchen/terug", post(pitch::take_back))
        .route("/organisatie/bijeenkomsten", get(organise::list))
        .route("/organisatie/bijeenkomsten/nieuw", get(gathering_form::empty).post(gathering_form::make))
        .route("/organisatie/bijeenkomsten/{id}", get(organise::page))
        .route(
            "/organisatie/bijeenkomsten/{id}/wijzigen",
            get(gathering_form::change_page).post(gathering_form::change),
        )
        .route("/organisatie/bijeenkomsten/{id}/aankondigen", post(organise::announce))
        .route("/organisatie/bijeenkomsten/{id}/annuleren", get(organise::ask_cancel).post(organise::cancel))
        .route("/organisatie/bijeenkomsten/{id}/weggooien", post(organise::delete))
        .route("/organisatie/bijeenkomsten/{id}/programma", get(programme::make_page).post(programme::add))
        .route("/organisatie/bijeenkomsten/{id}/programma/weg", post(programme::remove))
        .route("/organisatie/bijeenkomsten/{id}/programma/afwijzen", post(programme::decline))
        .route("/organisatie/bijeenkomsten/{id}/programma/publiceren", post(programme::publish))
        .route("/organisatie/bijeenkomsten/{id}/deelnemers.csv", get(organise::participants))
        .route("/organisatie/bijeenkomsten/{id}/inchecken", post(presence::make_address))
        .route("/organisatie/bijeenkomsten/{id}/aanwezig", get(presence::list).post(presence::note))
        .route("/organisatie/bijeenkomsten/{id}/evaluatie", post(evaluation::switch))
        .route("/organisatie/bijeenkomsten/{id}/verslag", get(report::form).post(report::write))
        // freshness
        .route("/mijn/{id}/klopt", post(freshness::confirm::still_true))
        .route("/mijn/{id}/klopt/afgerond", post(freshness::confirm::finished))
        .route("/redactie/verbleekt", get(faded::page))
        .route("/redactie/verbleekt/{id}", get(faded::item))
        .route("/redactie/verbleekt/{id}/klopt", post(faded::still_true))
        .route("/redactie/verbleekt/{id}/archiveren", post(faded::archive))
        // figures
        .route("/redactie/witte-vlekken", get(gaps::page))
        .route("/redactie/witte-vlekken.csv", get(gaps::csv))
        // review
        .route("/redactie/logboek", get(log::page))
        .route("/redactie/logboek.csv", get(log::csv))
        .route("/redactie/{initiative}/{version}", get(item::page))
        .route("/redactie/{initiative}/{version}/overnemen", post(item::take_over))
        .route("/redactie/{initiative}/{version}/publiceren", post(decide::publish))
        .route("/redactie/{initiative}/{version}/vragen", post(decide::ask))
        .route("/redactie/{initiative}/{version}/afwijzen", post(decide::decline))
        .route("/redactie/{initiative}/{version}/ongedaan", post(decide::undo))
        .route("/redactie/{initiative}/{version}/aanpassen", get(amend::page).post(amend::save))
        .route("/redactie/{initiative}/{version}/aanpassen/foto", get(amend::elsewhere).post(amend::add_picture))
        .layer(from_fn_with_state(forms(state), once::once))
        .layer(map_response(no_store))
        .layer(from_fn(accounts::unsent::forget_sent))
        .layer(from_fn_with_state(state.clone(), accounts::security_log::note))
        .layer(accounts::session::layer(state))
}

/// Pages reached through a mailed link. The token in the address is the permission, so they have no session.
fn by_mail(state: &AppState) -> Router<AppState> {
    Router::new()
        .route("/volgen", get(follow::page::ask).post(follow::page::send))
        .route("/volgen/verzonden", get(follow::page::sent))
        .route("/volgen/{token}", get(follow::page::look).post(follow::page::confirm))
        .route(follow::ONE_CLICK, get(follow::page::ask_to_stop).post(follow::page::stop))
        .route("/klopt-nog/{token}", get(freshness::page::look).post(freshness::page::still_true))
        .route("/klopt-nog/{token}/afgerond", post(freshness::page::finished))
        .route("/aanmelding/{token}", get(own::look).post(own::act))
        .route("/aanmelding/{token}/wijzigen", post(own::change))
        .route("/aanmelding/{token}/overdragen", post(own::hand_over))
        .route("/bijeenkomsten/{id}/inchecken/{key}", get(check_in::page).post(check_in::check))
        .route("/bijeenkomsten/{id}/inchecken/{key}/scannen", post(check_in::scan))
        .route("/inchecken/{code}", get(check_in::scanned))
        .route("/evaluatie/{token}", get(evaluation::look).post(evaluation::send))
        .route("/bewijs/{code}", get(certificate::page))
        .layer(from_fn_with_state(forms(state), once::once))
        .layer(map_response(no_store))
        .layer(from_fn_with_state(state.clone(), accounts::security_log::note))
}

/// No cache keeps what belongs to one person.
async fn no_store(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
