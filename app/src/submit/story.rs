//! The steps of the form about the story, its outcomes, and the contact person.

use const_format::formatcp;
use domain::{
    Sector, Stage, paths,
    submit::{FORM_SUMMARY, FORM_TITLE},
};
use leptos::prelude::*;

use super::{OUTCOMES, SubmitView, checklist::alike_question};
use crate::ui::{Choice, Control, Field, Fold, Inert as _, Need, PictureFields, option_id};

/// "Verhaal".
pub(super) fn story(form: &SubmitView) -> AnyView {
    let t = &form.typed;
    let title = Field {
        label: "Titel".into(),
        hint: formatcp!("Kort en herkenbaar, hooguit {FORM_TITLE} tekens.").into(),
        need: Need::Required,
        counted: Some(FORM_TITLE),
        ..form.field("titel", &t.titel)
    };
    let summary = Field {
        label: "Samenvatting".into(),
        hint: formatcp!("Wat doen jullie? Twee tot vier zinnen, hooguit {FORM_SUMMARY} tekens.").into(),
        control: Control::Lines(4),
        need: Need::Required,
        counted: Some(FORM_SUMMARY),
        ..form.field("samenvatting", &t.samenvatting)
    };
    let description = Field { label: "Zo gaat het".into(), hint: "Een lege regel begint een nieuwe alinea. Je mag Markdown gebruiken: **vet**, *schuin*, een lijst met - ervoor, een kop met # en [tekst](https://adres).".into(), control: Control::Lines(10), need: Need::Optional, ..form.field("omschrijving", &t.omschrijving) };
    let period = Field {
        label: "Periode".into(),
        hint: "Bijvoorbeeld: schooljaar 2026-2027, of elke donderdag.".into(),
        need: Need::Optional,
        ..form.field("periode", &t.periode)
    };
    let website = Field {
        label: "Website".into(),
        hint: "Een pagina waar meer staat, bijvoorbeeld https://school.nl/project.".into(),
        control: Control::Line("url", "off"),
        need: Need::Optional,
        ..form.field("website", &t.website)
    };
    let choice = |slug: &str, label: &str| Choice { slug: slug.to_owned(), label: label.to_owned() };
    let sectors = Field {
        label: "Voor wie?".into(),
        control: Control::Some(Sector::ALL.iter().map(|s| choice(s.slug(), s.label())).collect()),
        need: Need::Required,
        ..form.field("sector", &t.sector.join("|"))
    };
    let themes = Field {
        label: "Waar gaat het over?".into(),
        control: Control::Some(form.themes.iter().map(|t| choice(&t.slug, &t.label)).collect()),
        need: Need::Required,
        ..form.field("thema", &t.thema.join("|"))
    };
    let stage = Field {
        label: "Hoe ver zijn jullie?".into(),
        control: Control::Radio(Stage::ALL.iter().map(|s| choice(s.slug(), s.label())).collect()),
        need: Need::Required,
        ..form.field("fase", &t.fase)
    };
    let more = [&description, &period, &website].into_iter().any(filled);
    view! {
        <fieldset class="step" id="verhaal" tabindex="-1">
            <legend>"Wat doen jullie?"</legend>
            {title.view()}
            {alike_question(form)}
            {summary.view()}
            {sectors.view()}
            {themes.view()}
            {stage.view()}
            <Fold says="Vertel meer: hoe het gaat, wanneer, en waar meer staat" open=more>
                {description.view()}
                {period.view()}
                {website.view()}
            </Fold>
        </fieldset>
    }
    .inert()
}

/// Whether something was typed in it, or is wrong with it.
fn filled(field: &Field) -> bool {
    !field.value.is_empty() || !field.error.is_empty()
}

/// "Opbrengst".
pub(super) fn results(form: &SubmitView) -> AnyView {
    let question = Field {
        label: "Wat willen jullie leren?".into(),
        hint: "De vraag waar jullie mee bezig zijn.".into(),
        need: Need::Optional,
        ..form.field("leervraag", &form.typed.leervraag)
    };
    let outcomes = Field {
        label: "Wat bracht het?".into(),
        hint:
            "Eén opbrengst per regel: een resultaat, een les, of een link naar materiaal. De eerste zin wordt de kop."
                .into(),
        control: Control::Group,
        need: Need::Optional,
        ..form.field("opbrengst", "")
    };
    let typed = &form.typed.opbrengst;
    // What was typed, and a line for the next; the rest is folded.
    let shown = typed.iter().rposition(|line| !line.trim().is_empty()).map_or(1, |last| last + 2).min(OUTCOMES);
    let mut rows: Vec<_> = (0..OUTCOMES)
        .map(|index| {
            let id = option_id("opbrengst", index);
            let value = typed.get(index).cloned().unwrap_or_default();
            view! {
                <li>
                    <label class="vh" for=id.clone()>
                        {format!("Opbrengst {}", index + 1)}
                    </label>
                    <input
                        class="input"
                        type="text"
                        id=id
                        name="opbrengst"
                        value=value
                        autocomplete="off"
                        aria-invalid=outcomes.invalid()
                        aria-describedby=outcomes.described()
                    />
                </li>
            }
            .inert()
        })
        .collect();
    let open = shown > 1 || [&question, &outcomes].into_iter().any(filled) || form.pictures.in_use();
    let rest = rows.split_off(shown);
    let rest = (!rest.is_empty()).then(|| {
        view! {
            <Fold says="Nog meer opbrengsten" open=false>
                <ol class="rows" start=(shown + 1).to_string()>
                    {rest}
                </ol>
            </Fold>
        }
    });
    let outcomes = outcomes.around(view! { <ol class="rows">{rows}</ol> {rest} }.inert());
    let (set, upload) = (form.pictures.clone(), "/plaatsen/foto".to_owned());
    view! {
        <fieldset class="step" id="opbrengsten" tabindex="-1">
            <legend>"Wat levert het op?"</legend>
            <Fold says="Vertel meer: je leervraag, wat het bracht, foto’s" open>
                {question.view()}
                {outcomes}
                <div id="fotos">
                    <PictureFields set upload />
                </div>
            </Fold>
        </fieldset>
    }
    .inert()
}

/// "Team".
pub(super) fn team(form: &SubmitView) -> AnyView {
    let t = &form.typed;
    let name = Field {
        label: "Je naam".into(),
        control: Control::Line("text", "name"),
        need: Need::Required,
        ..form.field("naam", &t.naam)
    };
    let position = Field {
        label: "Functie".into(),
        hint: "Bijvoorbeeld: leraar groep 7.".into(),
        control: Control::Line("text", "organization-title"),
        need: Need::Optional,
        ..form.field("functie", &t.functie)
    };
    let email = Field { label: "E-mailadres".into(), hint: "Komt nooit op de kaart. We sturen je een link waarmee je bevestigt; een wachtwoord heb je niet nodig. Staat je adres hier, dan bewaren we je concept ook bij ons: je vindt het terug als je met dit adres inlogt.".into(), control: Control::Line("email", "email"), need: Need::Required, ..form.field("email", &t.email) };
    let fields = match &form.signed_in {
        Some(address) => view! {
            <p class="field">
                "Je bent ingelogd met " <strong>{address.clone()}</strong> ". Daar krijg je bericht. Dat adres komt nooit op de kaart."
            </p>
            {show_name(form)}
        }
        .inert(),
        None => view! {
            <p class="field__hint">"Je naam en adres zijn voor de redactie. Je naam komt alleen op de kaart als je dat aanvinkt."</p>
            {name.view()}
            {position.view()}
            {show_name(form)}
            {email.view()}
        }
        .inert(),
    };
    view! {
        <fieldset class="step" id="team" tabindex="-1">
            <legend>"Wie mogen we schrijven?"</legend>
            {fields}
        </fieldset>
    }
    .inert()
}

/// Off unless the sender ticks it.
fn show_name(form: &SubmitView) -> impl IntoView + use<> {
    let called = if form.called.is_empty() { String::new() } else { format!(": {}", form.called) };
    let unknown = form.signed_in.is_some() && form.called.is_empty();
    let field = Field {
        label: format!("Toon mijn naam en functie bij het initiatief{called}").into(),
        control: Control::Tick,
        ..form.field("tonen", if form.typed.tonen { "ja" } else { "" })
    };
    view! {
        {field.view()}
        {unknown
            .then(|| {
                view! {
                    <p class="field__hint">
                        "Je naam kennen we nog niet. Vul hem in bij " <a href=paths::PROFILE>"Mijn gegevens"</a> "."
                    </p>
                }
            })}
    }
}
