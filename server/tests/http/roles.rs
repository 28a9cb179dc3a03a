//! Who may do what: one table of addresses, methods and roles. What is not in it answers nobody with success.
//!
//! A new address is one line in [`TABLE`]. The test then asks it as every role, and with every other method.

use std::collections::BTreeMap;

use domain::{Region, Role};
use reqwest::Method;

use crate::common::{Browser, World, client, routes};

/// Everybody, in the order of the columns.
const ROLES: [&str; 5] = ["niemand", "inzender", "redacteur", "organisator", "beheerder"];

/// Address, method, and the status for each of [`ROLES`]. `:` before an address: it ends the session, so it is asked by
/// a browser of its own. `@`: a post may come from anywhere, the secret in the address is the proof.
const TABLE: &[(&str, &str, [u16; 5])] = &[
    ("/inloggen", "GET", [200; 5]),
    ("/inloggen", "POST", [422; 5]),
    ("/inloggen/code", "GET", [303; 5]),
    ("/inloggen/code", "POST", [303; 5]),
    ("/inloggen/0123456789abcdef0123456789abcdef", "GET", [410; 5]),
    ("/inloggen/0123456789abcdef0123456789abcdef", "POST", [410; 5]),
    ("/inloggen/oidc", "POST", [404; 5]),
    ("/inloggen/oidc/terug", "GET", [404; 5]),
    ("/getypt", "GET", [401, 200, 200, 200, 200]),
    (":/uitloggen", "POST", [303; 5]),
    ("/plaatsen", "GET", [200; 5]),
    ("/plaatsen", "POST", [422; 5]),
    ("/plaatsen/foto", "GET", [303; 5]),
    ("/plaatsen/foto", "POST", [422; 5]),
    ("/plaatsen/fotos", "GET", [200; 5]),
    ("/fotos/0123456789abcdef0123456789abcdef-640.jpg", "GET", [404; 5]),
    ("/plaatsen/controle", "POST", [200; 5]),
    ("/plaatsen/voorbeeld", "POST", [200; 5]),
    ("/plaatsen/concept", "POST", [422, 204, 204, 204, 204]),
    ("/plaatsen/verzonden", "GET", [200; 5]),
    ("/plaatsen/verzonden", "POST", [303; 5]),
    ("/bevestigen/0123456789abcdef0123456789abcdef", "GET", [410; 5]),
    ("/bevestigen/0123456789abcdef0123456789abcdef", "POST", [410; 5]),
    ("/plaatsen/scholen", "GET", [200; 5]),
    ("/plaatsen/plek", "GET", [200; 5]),
    ("/plaatsen/lijkt-op", "GET", [200; 5]),
    ("/volgen", "GET", [200; 5]),
    ("/volgen", "POST", [422; 5]),
    ("/volgen/verzonden", "GET", [200; 5]),
    ("/volgen/0123456789abcdef0123456789abcdef", "GET", [410; 5]),
    ("/volgen/0123456789abcdef0123456789abcdef", "POST", [410; 5]),
    ("@/volgen/0123456789abcdef0123456789abcdef/stoppen", "GET", [410; 5]),
    ("@/volgen/0123456789abcdef0123456789abcdef/stoppen", "POST", [200; 5]),
    ("/klopt-nog/0123456789abcdef0123456789abcdef", "GET", [410; 5]),
    ("/klopt-nog/0123456789abcdef0123456789abcdef", "POST", [410; 5]),
    ("/klopt-nog/0123456789abcdef0123456789abcdef/afgerond", "POST", [410; 5]),
    ("/initiatieven/1/vraag", "GET", [404; 5]),
    ("/initiatieven/1/vraag", "POST", [404; 5]),
    ("/initiatieven/1/melden", "GET", [404; 5]),
    ("/initiatieven/1/melden", "POST", [404; 5]),
    ("/initiatieven/1/ook", "GET", [401, 404, 404, 404, 404]),
    ("/initiatieven/1/ook", "POST", [401, 404, 404, 404, 404]),
    ("/besturen/1/bestuur", "GET", [404; 5]),
    ("/besturen/1/bestuur", "POST", [401, 403, 403, 404, 404]),
    ("/vragen/0123456789abcdef0123456789abcdef", "GET", [410; 5]),
    ("/vragen/0123456789abcdef0123456789abcdef", "POST", [410; 5]),
    ("/mijn/1/ook/2", "POST", [401, 404, 404, 404, 404]),
    ("/redactie/meldingen", "GET", [401, 403, 200, 403, 200]),
    ("/redactie/meldingen/1", "POST", [401, 403, 404, 403, 404]),
    ("/redactie/meldingen/ook/1/2", "POST", [401, 403, 404, 403, 404]),
    ("/mijn", "GET", [401, 200, 200, 200, 200]),
    ("/mijn/gegevens", "GET", [401, 200, 200, 200, 200]),
    ("/mijn/gegevens", "POST", [401, 303, 303, 303, 303]),
    ("/mijn/gegevens.json", "GET", [401, 200, 200, 200, 200]),
    ("/mijn/gegevens/uitloggen", "POST", [401, 303, 303, 303, 303]),
    ("/mijn/gegevens/wissen", "GET", [401, 200, 200, 200, 200]),
    ("/mijn/gegevens/wissen", "POST", [401, 422, 422, 422, 422]),
    ("/mijn/gewist", "GET", [200; 5]),
    ("/mijn/passkey", "GET", [401, 303, 303, 303, 303]),
    ("/mijn/passkey", "POST", [401, 409, 409, 409, 409]),
    ("/mijn/passkeys", "GET", [401, 200, 200, 200, 200]),
    ("/mijn/passkeys", "POST", [401, 409, 409, 409, 409]),
    ("/mijn/passkeys/weg", "POST", [401, 303, 303, 303, 303]),
    ("/mijn/1/bevestigen", "POST", [401, 404, 404, 404, 404]),
    ("/mijn/1/naam", "POST", [401, 404, 404, 404, 404]),
    ("/mijn/1", "GET", [401, 404, 404, 404, 404]),
    ("/mijn/1/bekijken", "GET", [401, 404, 404, 404, 404]),
    ("/mijn/1/aanpassen", "GET", [401, 404, 404, 404, 404]),
    ("/mijn/1/mensen", "GET", [401, 404, 404, 404, 404]),
    ("/mijn/1/geschiedenis", "GET", [401, 404, 404, 404, 404]),
    ("/mijn/1", "POST", [401, 404, 404, 404, 404]),
    ("/mijn/1/klopt", "POST", [401, 404, 404, 404, 404]),
    ("/mijn/1/klopt/afgerond", "POST", [401, 404, 404, 404, 404]),
    ("/mijn/1/foto", "GET", [401, 303, 303, 303, 303]),
    ("/mijn/1/foto", "POST", [401, 404, 404, 404, 404]),
    ("/mijn/1/archiveren", "GET", [401, 404, 404, 404, 404]),
    ("/mijn/1/archiveren", "POST", [401, 404, 404, 404, 404]),
    ("/mijn/1/intrekken", "GET", [401, 404, 404, 404, 404]),
    ("/mijn/1/intrekken", "POST", [401, 404, 404, 404, 404]),
    ("/mijn/1/eigenaars", "POST", [401, 404, 404, 404, 404]),
    ("/mijn/1/eigenaars/terugnemen", "POST", [401, 404, 404, 404, 404]),
    ("/mijn/1/eigenaars/antwoord", "POST", [401, 404, 404, 404, 404]),
    ("/mijn/1/stoppen", "GET", [401, 404, 404, 404, 404]),
    ("/mijn/1/stoppen", "POST", [401, 404, 404, 404, 404]),
    ("/claimen/1", "GET", [404; 5]),
    ("/claimen/1", "POST", [401, 404, 404, 404, 404]),
    ("/uitnodiging/0123456789abcdef0123456789abcdef", "GET", [410; 5]),
    ("/uitnodiging/0123456789abcdef0123456789abcdef", "POST", [401, 410, 410, 410, 410]),
    ("/redactie", "GET", [401, 403, 200, 403, 200]),
    ("/redactie/claims", "GET", [401, 403, 200, 403, 200]),
    ("/redactie/claims", "POST", [401, 403, 400, 403, 400]),
    ("/redactie/verbleekt", "GET", [401, 403, 200, 403, 200]),
    ("/redactie/verbleekt/1", "GET", [401, 403, 404, 403, 404]),
    ("/redactie/verbleekt/1/klopt", "POST", [401, 403, 404, 403, 404]),
    ("/redactie/verbleekt/1/archiveren", "POST", [401, 403, 404, 403, 404]),
    ("/redactie/zoekwoorden", "GET", [401, 403, 403, 403, 200]),
    ("/redactie/zoekwoorden", "POST", [401, 403, 403, 403, 422]),
    ("/redactie/leden", "GET", [401, 403, 403, 403, 200]),
    ("/redactie/leden", "POST", [401, 403, 403, 403, 422]),
    ("/redactie/leden/einde", "POST", [401, 403, 403, 403, 400]),
    ("/redactie/leden/passkeys", "POST", [401, 403, 403, 403, 400]),
    ("/redactie/logboek", "GET", [401, 403, 403, 403, 200]),
    ("/redactie/logboek.csv", "GET", [401, 403, 403, 403, 200]),
    ("/redactie/witte-vlekken", "GET", [401, 403, 200, 200, 200]),
    ("/redactie/witte-vlekken.csv", "GET", [401, 403, 200, 200, 200]),
    ("/redactie/1/1", "GET", [401, 403, 404, 403, 404]),
    ("/redactie/1/1/overnemen", "POST", [401, 403, 404, 403, 404]),
    ("/redactie/1/1/publiceren", "POST", [401, 403, 404, 403, 404]),
    ("/redactie/1/1/vragen", "POST", [401, 403, 404, 403, 404]),
    ("/redactie/1/1/afwijzen", "POST", [401, 403, 404, 403, 404]),
    ("/redactie/1/1/ongedaan", "POST", [401, 403, 404, 403, 404]),
    ("/redactie/1/1/aanpassen", "GET", [401, 403, 404, 403, 404]),
    ("/redactie/1/1/aanpassen", "POST", [401, 403, 404, 403, 404]),
    ("/redactie/1/1/aanpassen/foto", "GET", [401, 403, 404, 403, 404]),
    ("/redactie/1/1/aanpassen/foto", "POST", [401, 403, 404, 403, 404]),
    ("/bijeenkomsten/1/aanmelden", "GET", [404; 5]),
    ("/bijeenkomsten/1/aanmelden", "POST", [404; 5]),
    ("/aanmelding/0123456789abcdef0123456789abcdef", "GET", [410; 5]),
    ("/aanmelding/0123456789abcdef0123456789abcdef", "POST", [400; 5]),
    ("/aanmelding/0123456789abcdef0123456789abcdef/wijzigen", "POST", [410; 5]),
    ("/aanmelding/0123456789abcdef0123456789abcdef/overdragen", "POST", [410; 5]),
    ("/bijeenkomsten/1/inchecken/0123456789abcdef0123456789abcdef", "GET", [404; 5]),
    ("/bijeenkomsten/1/inchecken/0123456789abcdef0123456789abcdef", "POST", [404; 5]),
    ("/bijeenkomsten/1/inchecken/0123456789abcdef0123456789abcdef/scannen", "POST", [404; 5]),
    ("/inchecken/ABC234", "GET", [200; 5]),
    ("/evaluatie/0123456789abcdef0123456789abcdef", "GET", [410; 5]),
    ("/evaluatie/0123456789abcdef0123456789abcdef", "POST", [410; 5]),
    ("/bewijs/ABC234DEF567", "GET", [410; 5]),
    ("/organisatie/bijeenkomsten", "GET", [401, 403, 200, 200, 200]),
    ("/organisatie/bijeenkomsten/nieuw", "GET", [401, 403, 200, 200, 200]),
    ("/organisatie/bijeenkomsten/nieuw", "POST", [401, 403, 422, 422, 422]),
    ("/organisatie/bijeenkomsten/1", "GET", [401, 403, 404, 404, 404]),
    ("/organisatie/bijeenkomsten/1/wijzigen", "GET", [401, 403, 404, 404, 404]),
    ("/organisatie/bijeenkomsten/1/wijzigen", "POST", [401, 403, 404, 404, 404]),
    ("/organisatie/bijeenkomsten/1/aankondigen", "POST", [401, 403, 404, 404, 404]),
    ("/organisatie/bijeenkomsten/1/annuleren", "GET", [401, 403, 404, 404, 404]),
    ("/organisatie/bijeenkomsten/1/annuleren", "POST", [401, 403, 404, 404, 404]),
    ("/organisatie/bijeenkomsten/1/weggooien", "POST", [401, 403, 404, 404, 404]),
    ("/mijn/aanmeldingen/1", "POST", [401, 404, 404, 404, 404]),
    ("/mijn/1/bezoeken", "GET", [401, 404, 404, 404, 404]),
    ("/mijn/1/bezoeken", "POST", [401, 404, 404, 404, 404]),
    ("/mijn/1/bezoeken/1/annuleren", "POST", [401, 404, 404, 404, 404]),
    ("/bijeenkomsten/1/pitchen", "GET", [401, 404, 404, 404, 404]),
    ("/bijeenkomsten/1/pitchen", "POST", [401, 404, 404, 404, 404]),
    ("/bijeenkomsten/1/pitchen/terug", "POST", [401, 404, 404, 404, 404]),
    ("/organisatie/bijeenkomsten/1/programma", "GET", [401, 403, 404, 404, 404]),
    ("/organisatie/bijeenkomsten/1/programma", "POST", [401, 403, 404, 404, 404]),
    ("/organisatie/bijeenkomsten/1/programma/weg", "POST", [401, 403, 404, 404, 404]),
    ("/organisatie/bijeenkomsten/1/programma/afwijzen", "POST", [401, 403, 404, 404, 404]),
    ("/organisatie/bijeenkomsten/1/programma/publiceren", "POST", [401, 403, 404, 404, 404]),
    ("/organisatie/bijeenkomsten/1/deelnemers.csv", "GET", [401, 403, 404, 404, 404]),
    ("/organisatie/bijeenkomsten/1/inchecken", "POST", [401, 403, 404, 404, 404]),
    ("/organisatie/bijeenkomsten/1/aanwezig", "GET", [401, 403, 404, 404, 404]),
    ("/organisatie/bijeenkomsten/1/aanwezig", "POST", [401, 403, 404, 404, 404]),
    ("/organisatie/bijeenkomsten/1/evaluatie", "POST", [401, 403, 404, 404, 404]),
    ("/organisatie/bijeenkomsten/1/verslag", "GET", [401, 403, 404, 404, 404]),
    ("/organisatie/bijeenkomsten/1/verslag", "POST", [401, 403, 404, 404, 404]),
    (":/uitloggen/overal", "POST", [401, 303, 303, 303, 303]),
];

const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

async fn enter(world: &World, role: &str) -> Browser {
    if role == "niemand" { world.browser() } else { world.signed_in(&format!("{role}@school.nl")).await }
}

#[tokio::test]
async fn every_role_gets_the_statuses_of_the_table_and_nothing_more() {
    let world = World::start();
    world.appoint("redacteur@school.nl", Role::Editor, Some(Region::North), None).await;
    world.appoint("organisator@school.nl", Role::Organiser, None, None).await;
    world.appoint("beheerder@school.nl", Role::Admin, None, None).await;
    let mut routes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (path, method, _) in TABLE {
        routes.entry(path).or_default().push(method);
    }
    let mut wrong = Vec::new();
    for (column, role) in ROLES.iter().enumerate() {
        let browser = enter(&world, role).await;
        for (path, methods) in &routes {
            for method in METHODS {
                let expected =
                    TABLE.iter().find(|(p, m, _)| p == path && *m == method).map_or(405, |row| row.2[column]);
                let (ends, address) = path.strip_prefix(':').map_or((false, *path), |address| (true, address));
                let (anywhere, address) = address.strip_prefix('@').map_or((false, address), |rest| (true, rest));
                // Enough time for another link.
                world.clock.pass(15 * 60);
                let own = if ends && methods.contains(&method) { Some(enter(&world, role).await) } else { None };
                let asking = own.as_ref().unwrap_or(&browser);
                let method = Method::from_bytes(method.as_bytes()).unwrap();
                let got = asking.ask(method.clone(), address, &[]).await.status().as_u16();
                if got != expected {
                    wrong.push(format!("{method} {address} as {role}: {got}, not {expected}"));
                }
                // The same from another site changes nothing for anybody.
                if method != Method::GET {
                    let foreign = client()
                        .request(method.clone(), format!("{}{address}", world.url))
                        .header("sec-fetch-site", "cross-site");
                    let got = foreign.send().await.unwrap().status().as_u16();
                    let refused = if anywhere && method == Method::POST { expected } else { 403 };
                    if got != refused {
                        wrong.push(format!("{method} {address} from elsewhere: {got}, not {refused}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_address_of_a_person_is_in_the_table() {
    let mut found = routes::of("personal");
    found.extend(routes::of("by_mail"));
    assert!(found.len() > 60, "{found:?}");
    let in_table = |pattern: &str, method: &str| {
        TABLE.iter().any(|(path, m, _)| {
            let (path, pattern) = (path.trim_start_matches([':', '@']).split('/'), pattern.split('/'));
            *m == method
                && path.clone().count() == pattern.clone().count()
                && path.zip(pattern).all(|(part, pattern)| pattern.starts_with('{') || part == pattern)
        })
    };
    let mut missing = Vec::new();
    for (path, methods) in &found {
        assert!(!methods.is_empty(), "{path} has no method");
        missing
            .extend(methods.iter().filter(|method| !in_table(path, method)).map(|method| format!("{method} {path}")));
    }
    assert!(missing.is_empty(), "{missing:?}");
}
