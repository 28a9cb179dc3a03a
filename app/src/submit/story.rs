//! The steps of the form about the story, its outcomes, and the contact person.

use domain::{
    Sector, Stage,
    submit::{FORM_SUMMARY, FORM_TITLE},
};
use leptos::prelude::*;

use super::{
    OUTCOMES, SubmitView,
    checklist::alike_question,
    field::{Field, choices, described, error_view},
};
use crate::ui::PictureFields;

/// "Verhaal".
pub(super) fn story(form: &SubmitView) -> AnyView {
    let t = &form.typed;
    let title = Field {
        name: "titel",
        label: "Titel",
        hint: "Kort en herkenbaar, hooguit 70 tekens.",
        most: FORM_TITLE,
        ..Field::default()
    };
    let summary = Field {
        name: "samenvatting",
        label: "Samenvatting",
        hint: "Wat doen jullie? Twee tot vier zinnen, hooguit 280 tekens.",
        most: FORM_SUMMARY,
        rows: 4,
        ..Field::default()
    };
    let description = Field {
        name: "omschrijving",
        label: "Zo gaat het",
        hint: "Een lege regel begint een nieuwe alinea. Je mag Markdown gebruiken: **vet**, *schuin*, een lijst met - ervoor, een kop met # en [tekst](https://adres).",
        rows: 10,
        optional: true,
        ..Field::default()
    };
    let period = Field {
        name: "periode",
        label: "Periode",
        hint: "Bijvoorbeeld: schooljaar 2026-2027, of elke donderdag.",
        optional: true,
        ..Field::default()
    };
    let website = Field {
        name: "website",
        label: "Website",
        hint: "Een pagina waar meer staat, bijvoorbeeld https://school.nl/project.",
        kind: "url",
        optional: true,
        ..Field::default()
    };
    let sectors = Sector::ALL.iter().map(|s| (s.slug().to_owned(), s.label().to_owned())).collect();
    let themes = form.themes.iter().map(|t| (t.slug.clone(), t.label.clone())).collect();
    let stages = Stage::ALL.iter().map(|s| (s.slug().to_owned(), s.label().to_owned())).collect();
    view! {
        <fieldset class="step" id="verhaal" tabindex="-1">
            <legend>"Wat doen jullie?"</legend>
            {title.view(form, &t.titel)}
            {alike_question(form)}
            {summary.view(form, &t.samenvatting)}
            {description.view(form, &t.omschrijving)}
            {choices(form, "sector", "Voor wie?", true, sectors, &t.sector)}
            {choices(form, "thema", "Waar gaat het over?", true, themes, &t.thema)}
            {choices(form, "fase", "Hoe ver zijn jullie?", false, stages, std::slice::from_ref(&t.fase))}
            {period.view(form, &t.periode)}
            {website.view(form, &t.website)}
        </fieldset>
    }
    .into_any()
}

/// "Opbrengst".
pub(super) fn results(form: &SubmitView) -> AnyView {
    let question = Field {
        name: "leervraag",
        label: "Wat willen jullie leren?",
        hint: "De vraag waar jullie mee bezig zijn.",
        optional: true,
        ..Field::default()
    };
    let invalid = form.error("opbrengst").is_some().then_some("true");
    let rows: Vec<_> = (0..OUTCOMES)
        .map(|index| {
            let id = if index == 0 { "opbrengst".to_owned() } else { format!("opbrengst-{index}") };
            let value = form.typed.opbrengst.get(index).cloned().unwrap_or_default();
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
                        aria-invalid=invalid
                        aria-describedby=described(form, "opbrengst", true)
                    />
                </li>
            }
        })
        .collect();
    view! {
        <fieldset class="step" id="opbrengsten" tabindex="-1">
            <legend>"Wat levert het op?"</legend>
            {question.view(form, &form.typed.leervraag)}
            <fieldset class="field">
                <legend>"Wat bracht het?" <span class="optional">" (mag leeg)"</span></legend>
                <p class="hint" id="opbrengst-hulp">
                    "Eén opbrengst per regel: een resultaat, een les, of een link naar materiaal. De eerste zin wordt de kop."
                </p>
                <ol class="rows">{rows}</ol>
                {error_view(form, "opbrengst")}
            </fieldset>
            <div id="fotos">
                <PictureFields set=form.pictures.clone() upload="/plaatsen/foto".to_owned() />
            </div>
        </fieldset>
    }
    .into_any()
}

/// "Team".
pub(super) fn team(form: &SubmitView) -> AnyView {
    let t = &form.typed;
    let name = Field { name: "naam", label: "Je naam", autocomplete: "name", ..Field::default() };
    let position = Field {
        name: "functie",
        label: "Functie",
        hint: "Bijvoorbeeld: leraar groep 7.",
        autocomplete: "organization-title",
        optional: true,
        ..Field::default()
    };
    let email = Field {
        name: "email",
        label: "E-mailadres",
        hint: "Komt nooit op de kaart. We sturen je een link waarmee je bevestigt; een wachtwoord heb je niet nodig. Staat je adres hier, dan bewaren we je concept ook bij ons: je vindt het terug als je met dit adres inlogt.",
        kind: "email",
        autocomplete: "email",
        ..Field::default()
    };
    let fields = match &form.signed_in {
        Some(address) => view! {
            <p class="field">
                "Je bent ingelogd met " <strong>{address.clone()}</strong> ". Daar krijg je bericht. Dat adres komt nooit op de kaart."
            </p>
            {show_name(form)}
        }
        .into_any(),
        None => view! {
            <p class="hint">"Je naam en adres zijn voor de redactie. Je naam komt alleen op de kaart als je dat aanvinkt."</p>
            {name.view(form, &t.naam)}
            {position.view(form, &t.functie)}
            {show_name(form)}
            {email.view(form, &t.email)}
        }
        .into_any(),
    };
    view! {
        <fieldset class="step" id="team" tabindex="-1">
            <legend>"Wie mogen we schrijven?"</legend>
            {fields}
        </fieldset>
    }
    .into_any()
}

/// Off unless the sender ticks it.
fn show_name(form: &SubmitView) -> impl IntoView + use<> {
    let called = if form.called.is_empty() { String::new() } else { format!(": {}", form.called) };
    let unknown = form.signed_in.is_some() && form.called.is_empty();
    view! {
        <label class="option">
            <input type="checkbox" id="tonen" name="tonen" value="ja" checked=form.typed.tonen />
            <span>{format!("Toon mijn naam en functie bij het initiatief{called}")}</span>
        </label>
        {unknown
            .then(|| {
                view! {
                    <p class="hint">
                        "Je naam kennen we nog niet. Vul hem in bij " <a href="/mijn/gegevens">"Mijn gegevens"</a> "."
                    </p>
                }
            })}
    }
}
