//! Every mail of the product, as people read it: one file each in `tests/snapshots/mails`.
//!
//! A mail that changes fails here. `INSTA_UPDATE=always cargo test -p server --test http mail::texts` writes the files
//! anew; read what changed before it goes in.

use domain::InitiativeId;
use insta::Settings;

use crate::common::{
    Mail, Person, World,
    forms::{submission, value},
    rows::{row, school},
};

const TITLE: &str = "Robots in de klas";

/// Compares a mail with its file, which says on top when it is sent.
fn expect(world: &World, name: &str, sent: &str, mail: &Mail) {
    let header = |name: &str, label: &str| mail.header(name).map(|value| format!("{label}: {value}\n"));
    let headers =
        [("To", "Aan"), ("Subject", "Onderwerp"), ("Reply-To", "Antwoord aan"), ("List-Unsubscribe", "Afmelden")];
    let head: String = headers.iter().filter_map(|(name, label)| header(name, label)).collect();
    let (text, html) = (mail.text(), mail.html().replace("&amp;", "&"));
    for address in text.lines().filter(|line| line.starts_with("http")) {
        assert!(html.contains(&format!("href=\"{address}\"")), "the HTML has the same links: {address}: {html}");
    }
    let read = format!("{head}\n{text}").replace(&world.url, "https://kaart.voorbeeld.nl");
    let mut settings = Settings::new();
    settings.set_snapshot_path("../../snapshots/mails");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(sent);
    settings.bind(|| insta::assert_snapshot!(name, without_secrets(&read)));
}

/// Random secrets and codes as dots: `/inloggen/…`.
fn without_secrets(text: &str) -> String {
    let mut plain = String::new();
    let mut run = String::new();
    for c in text.chars().chain(['\0']) {
        if c.is_ascii_hexdigit() {
            run.push(c);
            continue;
        }
        let secret = run.len() == 32 || (run.len() == 6 && plain.ends_with("code: "));
        plain += if secret { "…" } else { &run };
        run.clear();
        plain.extend((c != '\0').then_some(c));
    }
    plain
}

#[tokio::test]
async fn mails_of_accounts() {
    let world = World::start();
    world.browser().posts("/inloggen", &[("email", "anna@school.nl")]).await;
    let mail = world.mail_to("anna", "Met deze link log je in").await;
    expect(&world, "accounts_sign_in", "Iemand wil inloggen.", &mail);

    let admin = world.admin().await;
    let editor = [("email", "bert@school.nl"), ("rol", "redacteur"), ("regio", "midden"), ("tot", "2027-07-31")];
    admin.posts("/redactie/leden", &editor).await;
    let mail = world.mail_to("bert", "Je bent uitgenodigd").await;
    expect(&world, "accounts_invited", "Een beheerder nodigt een redacteur of organisator uit.", &mail);
}

#[tokio::test]
async fn mails_of_submit() {
    let world = World::start();
    world.browser().posts("/plaatsen", &submission(&[])).await;
    let mail = world.mail_to("anna", "ingestuurd").await;
    expect(&world, "submit_confirm", "Iemand stuurt in zonder in te loggen.", &mail);

    let other = [("titel", "Heel iets anders"), ("email", "bert@school.nl"), ("tonen", "ja")];
    world.browser().posts("/plaatsen", &submission(&other)).await;
    let mail = world.mail_to("bert", "ingestuurd").await;
    expect(
        &world,
        "submit_confirm_with_name",
        "Iemand stuurt in zonder in te loggen, en wil met naam op de pagina.",
        &mail,
    );

    world.person("carla").await.places(TITLE).await;
    let mail = world.mail_to("carla", "is binnen").await;
    expect(&world, "submit_received", "Wat iemand instuurde ligt bij de redactie.", &mail);
}

#[tokio::test]
async fn mails_of_review() {
    let world = World::start();
    let editor = world.editor().await;
    for (name, verb, text) in [
        ("anna", "publiceren", ""),
        ("bert", "vragen", "Welke groep doet mee?"),
        ("carla", "afwijzen", "Dit is reclame."),
    ] {
        let id = world.person(name).await.places(TITLE).await;
        editor.posts(&format!("/redactie/{id}/1/{verb}"), &[("tekst", text)]).await;
    }
    // Until then it can be undone.
    world.clock.pass(600);
    let mail = world.mail_to("anna", "staat op de InnovatieKaart").await;
    expect(&world, "review_published", "Een redacteur plaatst een initiatief.", &mail);
    let mail = world.mail_to("bert", "Welke groep doet mee?").await;
    expect(&world, "review_asked", "Een redacteur vraagt de inzender iets.", &mail);
    let mail = world.mail_to("carla", "Dit is reclame.").await;
    expect(&world, "review_declined", "Een redacteur wijst een initiatief af.", &mail);
}

#[tokio::test]
async fn mails_of_ownership() {
    let world = World::start();
    world.import(&[row("a", TITLE)]).await;
    world.state.store.import_schools(&[school()]).await.unwrap();
    world.shows(InitiativeId(1)).await;
    let (editor, bert) = (world.editor().await, world.person("bert@gmail.com").await);
    bert.claims(InitiativeId(1)).await;
    let claim = value(&editor.page("/redactie/claims", 200).await, "claim");
    let refusal = [("claim", &*claim), ("besluit", "afwijzen"), ("reden", "Bel ons even.")];
    editor.posts("/redactie/claims", &refusal).await;
    let mail = world.mail_to("bert@gmail.com", "Bel ons even.").await;
    expect(&world, "ownership_claim_refused", "Een redacteur wijst een claim af.", &mail);

    bert.claims(InitiativeId(1)).await;
    let anna = world.person("anna@deproef.nl").await;
    anna.posts("/mijn/gegevens", &[("naam", "Bel 0900-1234"), ("functie", "")]).await;
    anna.claims(InitiativeId(1)).await;
    let mail = world.mail_to("anna@deproef.nl", "Je bent nu eigenaar").await;
    expect(&world, "ownership_yours", "Iemand is eigenaar geworden.", &mail);
    let mail = world.mail_to("bert@gmail.com", "Iemand anders is er nu eigenaar van").await;
    expect(&world, "ownership_overtaken", "Wat iemand claimde, heeft nu een andere eigenaar.", &mail);

    bert.posts("/claimen/1", &[("soort", "erbij"), ("waarom", "Wij doen dit samen.")]).await;
    let mail = world.mail_to("anna@deproef.nl", "wil mede-eigenaar worden").await;
    expect(&world, "ownership_join_asked", "Iemand vraagt om mede-eigenaar te worden.", &mail);
    let question = value(&anna.page("/mijn/1/mensen", 200).await, "vraag");
    anna.posts("/mijn/1/eigenaars/antwoord", &[("vraag", &question), ("antwoord", "nee")]).await;
    let mail = world.mail_to("bert@gmail.com", "hebben nee gezegd").await;
    expect(&world, "ownership_join_declined", "De eigenaars zeiden nee.", &mail);

    let accepts = async |name: &str, mail: &Mail| {
        world.person(name).await.posts(&mail.link(), &[]).await;
    };
    anna.posts("/mijn/1/eigenaars", &[("email", "dirk@school.nl"), ("soort", "mede-eigenaar")]).await;
    let mail = world.mail_to("dirk", "nodigt je uit").await;
    expect(&world, "ownership_offered_together", "Een eigenaar vraagt iemand erbij.", &mail);
    accepts("dirk", &mail).await;
    let mail = world.mail_to("anna@deproef.nl", "is aangenomen").await;
    expect(&world, "ownership_accepted_together", "Wie als mede-eigenaar gevraagd was, zei ja.", &mail);
    // What nobody has read yet does not travel: neither the title nor the name.
    let hidden = anna.places("Je prijs staat klaar").await;
    let offer = [("email", "fien@school.nl"), ("soort", "mede-eigenaar")];
    anna.posts(&format!("/mijn/{hidden}/eigenaars"), &offer).await;
    let mail = world.mail_to("fien", "nodigt je uit").await;
    expect(
        &world,
        "ownership_offered_unread",
        "Een eigenaar vraagt iemand erbij voor wat nog niet geplaatst is.",
        &mail,
    );
    anna.posts("/mijn/1/eigenaars", &[("email", "eva@school.nl"), ("soort", "overdracht")]).await;
    let mail = world.mail_to("eva", "aan je overdragen").await;
    expect(&world, "ownership_offered_handover", "Een eigenaar wil een initiatief overdragen.", &mail);
    accepts("eva", &mail).await;
    let mail = world.mail_to("anna@deproef.nl", "is overgedragen").await;
    expect(&world, "ownership_accepted_handover", "Wie het overneemt, zei ja.", &mail);
}

#[tokio::test]
async fn mails_of_questions() {
    let world = World::start();
    let id = world.published(TITLE).await;
    let asked = [
        ("naam", "Juf Proef"),
        ("email", "juf@school.nl"),
        ("vraag", "Mogen we een keer komen kijken?\nMet groep 7."),
        ("toestemming", "ja"),
    ];
    world.browser().posts(&format!("/initiatieven/{id}/vraag"), &asked).await;
    let mail = world.mail_to("juf", "Bevestig je vraag").await;
    expect(&world, "questions_confirm", "Iemand stelt een vraag zonder in te loggen.", &mail);
    world.browser().posts(&mail.link(), &[]).await;
    let mail = world.mail_to("inzender", "Juf Proef vraagt").await;
    expect(&world, "questions_relayed", "De vraag gaat naar de eigenaar.", &mail);
    let mail = world.mail_to("juf", "Dit vroeg je").await;
    expect(&world, "questions_copy", "Wie de vraag stelde, krijgt een afschrift.", &mail);
}

#[tokio::test]
async fn mails_of_adoption() {
    let world = World::start();
    let (host, guest) = (world.person("host").await, world.person("gast").await);
    let source = world.published_by(&host, "Samen lezen").await;
    let adopter = world.published_by(&guest, "Lezen in groep 8").await;
    let asks = async |guest: &Person| {
        guest.posts(&format!("/initiatieven/{source}/ook"), &[("eigen", &adopter.to_string())]).await;
    };
    let answers = async |answer: &str| {
        host.posts(&format!("/mijn/{source}/ook/{adopter}"), &[("antwoord", answer)]).await;
    };
    asks(&guest).await;
    let mail = world.mail_to("host", "Bevestig het").await;
    expect(&world, "adoption_asked", "Een school zegt dat ze iets overnam.", &mail);
    answers("nee").await;
    let mail = world.mail_to("gast", "Dat is niet bevestigd").await;
    expect(&world, "adoption_not_confirmed", "De andere school zei nee.", &mail);
    asks(&guest).await;
    answers("ja").await;
    let mail = world.mail_to("gast", "Het is bevestigd").await;
    expect(&world, "adoption_confirmed", "De andere school zei ja.", &mail);
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_of_follow() {
    let world = World::start();
    world.browser().posts("/volgen?regio=midden&thema=steam", &[("email", "buur@school.nl")]).await;
    let mail = world.mail_to("buur", "Bevestig dat met deze link").await;
    expect(&world, "follow_confirm", "Iemand wil een zoekopdracht volgen.", &mail);
    world.browser().posts(&mail.link(), &[]).await;
    world.import(&[row("a", TITLE)]).await;
    world.days(7).await;
    let mail = world.mail_to("buur", "Dit is er nieuw").await;
    expect(&world, "follow_news_of_one", "Er is een nieuw initiatief, hooguit één keer per week.", &mail);
    let rows: Vec<_> = (1..=22).map(|n| row(&format!("r{n}"), &format!("Initiatief {n}"))).collect();
    world.import(&rows).await;
    world.days(7).await;
    let mail = world.mail_to("buur", "andere staan op de kaart").await;
    expect(&world, "follow_news_of_many", "Er zijn er meer nieuw dan in een mail passen.", &mail);
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_of_freshness() {
    let world = World::start();
    let id = world.published(TITLE).await;
    world.days(365).await;
    let mail = world.mail_to("inzender", "niemand bevestigd dat het nog klopt").await;
    expect(&world, "freshness_still_true", "Een jaar lang bevestigde niemand dat het klopt.", &mail);
    for days in [14, 14] {
        world.days(days).await;
    }
    let mail = world.mail_to("inzender", "Dit is de laatste keer").await;
    expect(&world, "freshness_last_time", "Na twee mails antwoordde niemand.", &mail);
    world.days(14).await;
    let reason = [("tekst", "De school bestaat niet meer.")];
    world.editor().await.posts(&format!("/redactie/verbleekt/{id}/archiveren"), &reason).await;
    let mail = world.mail_to("inzender", "De school bestaat niet meer.").await;
    expect(&world, "freshness_archived", "Een redacteur archiveert wat verbleekt was.", &mail);
}
