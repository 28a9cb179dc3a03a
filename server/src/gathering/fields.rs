//! The fields of the forms: to register, and to make a gathering.

use app::ui::{Choice, Control, Field, Need, sentence};
use domain::{
    FieldError, GatheringContent, Sector, Vocabulary,
    gathering::{
        GatheringKind, GatheringMode, MAX_SUMMARY, RawGathering, RawRegistration, Visibility,
        registration::{MAX_PERSONS, MAX_WISHES},
    },
    local_time::Occurrence,
};

use crate::web::form_page::wrong;

/// Choices of a closed vocabulary.
fn choices<T: Copy>(all: &[T], slug: impl Fn(T) -> &'static str, label: impl Fn(T) -> &'static str) -> Vec<Choice> {
    all.iter().map(|one| Choice { slug: slug(*one).to_owned(), label: label(*one).to_owned() }).collect()
}

fn with_capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The form to register; without an address for who is signed in.
pub(super) fn registering(
    raw: &RawRegistration,
    content: &GatheringContent,
    errors: &[FieldError],
    signed_in: bool,
) -> Vec<Field> {
    let field = |name: &'static str, label: &'static str, control: Control, need: Need, value: &str| Field {
        name,
        label: label.into(),
        control,
        need,
        value: value.to_owned(),
        error: wrong(errors, name, label),
        ..Field::default()
    };
    let line = |autocomplete| Control::Line("text", autocomplete);
    let mut fields = vec![
        field("naam", "Je naam", line("name"), Need::Required, &raw.naam),
        field("email", "Je e-mailadres", Control::Line("email", "email"), Need::Required, &raw.email),
        field("functie", "Je functie", line("organization-title"), Need::Optional, &raw.functie),
        field("school", "School of organisatie", line("organization"), Need::Required, &raw.school),
    ];
    fields.retain(|field| !signed_in || field.name != "email");
    if content.mode == GatheringMode::Hybrid {
        let ways = content
            .attendances()
            .iter()
            .map(|one| Choice { slug: one.slug().to_owned(), label: with_capital(one.label()) })
            .collect();
        fields.push(field("vorm", "Hoe kom je?", Control::Radio(ways), Need::Required, &raw.vorm));
    }
    let persons = if raw.personen.is_empty() { "1" } else { &raw.personen };
    fields.push(Field {
        hint: format!(
            "Met collega’s van jouw school: hooguit {MAX_PERSONS}. Jullie krijgen allemaal een plek, of geen van allen."
        )
        .into(),
        inputmode: "numeric",
        ..field("personen", "Met hoeveel mensen kom je?", line(""), Need::Required, persons)
    });
    fields.extend(details(raw, errors));
    if content.waiting_list {
        let at_once = if raw.meteen { "ja" } else { "" };
        let label = "Sta ik op de wachtlijst en komt er plek, geef mij die dan meteen";
        fields.push(Field {
            hint: "Zonder dit vinkje vragen we het je eerst.".into(),
            ..field("meteen", label, Control::Tick, Need::Unsaid, at_once)
        });
    }
    fields
}

/// What somebody who registered may still change.
pub(super) fn changing(raw: &RawRegistration, persons: u32, errors: &[FieldError]) -> Vec<Field> {
    let field = |name: &'static str, label: &'static str, value: &str, need: Need| Field {
        name,
        label: label.into(),
        control: Control::Line("text", ""),
        need,
        value: value.to_owned(),
        error: wrong(errors, name, label),
        ..Field::default()
    };
    let mut fields = vec![
        field("naam", "Je naam", &raw.naam, Need::Required),
        field("functie", "Je functie", &raw.functie, Need::Optional),
        field("school", "School of organisatie", &raw.school, Need::Required),
    ];
    if persons > 1 {
        fields.push(Field {
            hint: "Minder mag altijd; wat vrijkomt, gaat naar de volgende. Wil er iemand bij? Laat die zich apart aanmelden.".into(),
            inputmode: "numeric",
            ..field("personen", "Met hoeveel mensen kom je?", &raw.personen, Need::Required)
        });
    }
    fields.extend(details(raw, errors));
    fields
}

/// Whom the seat goes to. The ids differ from those of the other form on the page.
pub(super) fn handing_over(naam: &str, email: &str, errors: &[FieldError]) -> Vec<Field> {
    let field = |name: &'static str, id: &'static str, label: &'static str, kind: &'static str, value: &str| Field {
        name,
        id: id.into(),
        label: label.into(),
        control: Control::Line(kind, ""),
        need: Need::Required,
        value: value.to_owned(),
        error: wrong(errors, name, label),
        ..Field::default()
    };
    vec![
        field("naam", "door-naam", "Naam van je collega", "text", naam),
        Field {
            hint: "Je collega krijgt een mail. Daarna werkt jouw link niet meer.".into(),
            ..field("email", "door-email", "E-mailadres van je collega", "email", email)
        },
    ]
}

fn details(raw: &RawRegistration, errors: &[FieldError]) -> [Field; 3] {
    let label_others = "Namen van je collega’s";
    let label_wishes = "Dieet of andere wensen";
    let label_seen = "Wie mag je naam zien?";
    let seen = Visibility::ALL
        .iter()
        .map(|one| Choice { slug: one.slug().to_owned(), label: with_capital(one.label()) })
        .collect();
    let chosen = if raw.zichtbaar.is_empty() { Visibility::Nobody.slug() } else { &raw.zichtbaar };
    [
        Field {
            name: "collegas",
            label: label_others.into(),
            hint: "Eén per regel. Weet je het nog niet? Vul het later aan.".into(),
            control: Control::Lines(3),
            need: Need::Optional,
            value: raw.collegas.clone(),
            error: wrong(errors, "collegas", label_others),
            ..Field::default()
        },
        Field {
            name: "wensen",
            label: label_wishes.into(),
            hint: format!("Hooguit {MAX_WISHES} tekens. We vergeten het een week na de bijeenkomst.").into(),
            control: Control::Lines(2),
            need: Need::Optional,
            value: raw.wensen.clone(),
            error: wrong(errors, "wensen", label_wishes),
            ..Field::default()
        },
        Field {
            name: "zichtbaar",
            label: label_seen.into(),
            control: Control::Radio(seen),
            value: chosen.to_owned(),
            error: wrong(errors, "zichtbaar", label_seen),
            ..Field::default()
        },
    ]
}

/// The form to make or change a gathering, under a heading each. `schools` are school sites to choose as host.
pub(super) fn organising(
    raw: &RawGathering,
    school: &str,
    vocabulary: &Vocabulary,
    schools: Vec<Choice>,
    errors: &[FieldError],
) -> Vec<(&'static str, Vec<Field>)> {
    let field = |name: &'static str, label: &'static str, control: Control, need: Need, value: &str| Field {
        name,
        label: label.into(),
        control,
        need,
        value: value.to_owned(),
        error: errors.iter().find(|error| error.field == name).map(|e| sentence(label, &e.reason)).unwrap_or_default(),
        ..Field::default()
    };
    let line = || Control::Line("text", "");
    let hinted = |hint: &'static str, field: Field| Field { hint: hint.into(), ..field };
    let number =
        |name, label, value: &str, need| Field { inputmode: "numeric", ..field(name, label, line(), need, value) };
    let date = |name, label, value: &str, need| field(name, label, Control::Line("date", ""), need, value);
    let time = |name, label, value: &str, need| field(name, label, Control::Line("time", ""), need, value);
    let twice = |name: &'static str, label: &'static str, value: &str, of: &str| {
        let asked =
            errors.iter().any(|error| error.field == of && error.reason.contains("twee keer")) || !value.is_empty();
        asked.then(|| {
            field(
                name,
                label,
                Control::Radio(choices(Occurrence::ALL, Occurrence::slug, Occurrence::label)),
                Need::Required,
                value,
            )
        })
    };
    let themes = vocabulary.themes.iter().map(|t| Choice { slug: t.slug.clone(), label: t.label.clone() }).collect();
    let mut what = vec![
        field("titel", "Titel", line(), Need::Required, &raw.titel),
        field(
            "soort_bijeenkomst",
            "Soort",
            Control::One(choices(
                &GatheringKind::held().collect::<Vec<_>>(),
                GatheringKind::slug,
                GatheringKind::label,
            )),
            Need::Required,
            &raw.soort_bijeenkomst,
        ),
        Field {
            counted: Some(MAX_SUMMARY),
            ..field("samenvatting", "Samenvatting", Control::Lines(3), Need::Optional, &raw.samenvatting)
        },
        hinted(
            "Een lege regel maakt een nieuwe alinea; met * begint een opsomming.",
            field("omschrijving", "Wat gaan we doen", Control::Lines(8), Need::Optional, &raw.omschrijving),
        ),
        field("thema", "Thema’s", Control::Some(themes), Need::Optional, &raw.thema),
        hinted(
            "Kies niets als het voor iedereen is.",
            field(
                "sector",
                "Voor wie",
                Control::Some(choices(Sector::ALL, Sector::slug, Sector::label)),
                Need::Optional,
                &raw.sector,
            ),
        ),
        hinted(
            "Wie organiseert mee? Eén per regel.",
            field("partners", "Partners en besturen", Control::Lines(3), Need::Optional, &raw.partners),
        ),
    ];
    what.iter_mut().filter(|field| field.name == "soort_bijeenkomst" && field.value.is_empty()).for_each(|field| {
        GatheringKind::Marktplaats.slug().clone_into(&mut field.value);
    });
    let mut when =
        vec![date("datum", "Datum", &raw.datum, Need::Required), time("begin", "Begin", &raw.begin, Need::Required)];
    when.extend(twice("begin_keer", "Welk begin bedoel je?", &raw.begin_keer, "begin"));
    when.push(time("einde", "Einde", &raw.einde, Need::Required));
    when.extend(twice("einde_keer", "Welk einde bedoel je?", &raw.einde_keer, "einde"));
    when.push(hinted(
        "Alleen als het op een andere dag eindigt.",
        date("einddatum", "Einddatum", &raw.einddatum, Need::Optional),
    ));
    let modes = GatheringMode::ALL
        .iter()
        .map(|one| Choice { slug: one.slug().to_owned(), label: with_capital(one.label()) })
        .collect();
    let mut place = vec![
        field("vorm", "Hoe doen mensen mee?", Control::Radio(modes), Need::Required, &raw.vorm),
        hinted(
            "Typ een deel van de naam en druk op Zoek school. Geen school? Vul dan hieronder in waar het is.",
            field("school", "Gastschool", line(), Need::Optional, school),
        ),
    ];
    if !schools.is_empty() {
        place.push(field(
            "vestigingscode",
            "Welke school?",
            Control::Radio(schools),
            Need::Optional,
            &raw.vestigingscode,
        ));
    }
    place.extend([
        hinted(
            "Bijvoorbeeld: de aula van Voorbeeldschool, ingang aan de achterkant.",
            field("locatie", "Gebouw en ruimte", line(), Need::Optional, &raw.locatie),
        ),
        field("adres", "Straat en huisnummer", line(), Need::Optional, &raw.adres),
        field("postcode", "Postcode", line(), Need::Optional, &raw.postcode),
        field("plaats", "Plaats", line(), Need::Optional, &raw.plaats),
        hinted(
            "Alleen wie een plek heeft, ziet dit adres.",
            field(
                "online_adres",
                "Adres om online mee te doen",
                Control::Line("url", ""),
                Need::Optional,
                &raw.online_adres,
            ),
        ),
    ]);
    let seats = vec![
        hinted(
            "Op locatie. Laat leeg als het alleen online is.",
            number("plekken", "Plekken", &raw.plekken, Need::Unsaid),
        ),
        hinted(
            "Voor de gastschool en sprekers; die gaan van de plekken af.",
            number("gereserveerd", "Gereserveerd", &raw.gereserveerd, Need::Optional),
        ),
        hinted(
            "Leeg is: zoveel als er willen.",
            number("online_plekken", "Plekken online", &raw.online_plekken, Need::Optional),
        ),
        hinted("Leeg is: meteen.", date("aanmelden_vanaf", "Aanmelden vanaf", &raw.aanmelden_vanaf, Need::Optional)),
        hinted(
            "Leeg is: tot het begin.",
            date("aanmelden_tot", "Aanmelden tot en met", &raw.aanmelden_tot, Need::Optional),
        ),
        hinted(
            "Leeg is: 23.59 uur.",
            time("aanmelden_tot_tijd", "Tot hoe laat die dag", &raw.aanmelden_tot_tijd, Need::Optional),
        ),
        field("wachtlijst", "Wie te laat is, kan op een wachtlijst", Control::Tick, Need::Unsaid, &raw.wachtlijst),
    ];
    vec![("Wat", what), ("Wanneer", when), ("Waar", place), ("Plekken en aanmelden", seats)]
}
