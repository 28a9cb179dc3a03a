//! The fields about the story, and about what it brought.

use const_format::formatcp;
use domain::{
    Sector, Stage,
    initiative::MAX_VALUES,
    submit::{FORM_SUMMARY, FORM_TITLE},
};
use leptos::prelude::*;

use super::{InitiativeFields, InitiativeForm};
use crate::ui::{Choice, Control, Field, Fold, Inert as _, Need, PictureFields, option_id};

impl InitiativeFields {
    /// "Verhaal"; `alike` stands below the title.
    pub(crate) fn story(&self, InitiativeForm { text: t, .. }: &InitiativeForm, alike: AnyView) -> AnyView {
        let title = Field {
            label: "Titel".into(),
            hint: formatcp!("Kort en herkenbaar, hooguit {FORM_TITLE} tekens.").into(),
            need: Need::Required,
            counted: Some(FORM_TITLE),
            ..self.field("titel", &t.titel)
        };
        let summary = Field {
            label: "Samenvatting".into(),
            hint: formatcp!("Wat doen jullie? Twee tot vier zinnen, hooguit {FORM_SUMMARY} tekens.").into(),
            control: Control::Lines(4),
            need: Need::Required,
            counted: Some(FORM_SUMMARY),
            ..self.field("samenvatting", &t.samenvatting)
        };
        let description = Field { label: "Zo gaat het".into(), hint: "Een lege regel begint een nieuwe alinea. Je mag Markdown gebruiken: **vet**, *schuin*, een lijst met - ervoor, een kop met # en [tekst](https://adres).".into(), control: Control::Lines(10), need: Need::Optional, ..self.field("omschrijving", &t.omschrijving) };
        let period = Field {
            label: "Periode".into(),
            hint: "Bijvoorbeeld: schooljaar 2026-2027, of elke donderdag.".into(),
            need: Need::Optional,
            ..self.field("periode", &t.periode)
        };
        let website = Field {
            label: "Website".into(),
            hint: "Een pagina waar meer staat, bijvoorbeeld https://school.nl/project.".into(),
            control: Control::Line("url", "off"),
            need: Need::Optional,
            ..self.field("website", &t.website)
        };
        let choice = |slug: &str, label: &str| Choice { slug: slug.to_owned(), label: label.to_owned() };
        let sectors = Field {
            label: "Voor wie?".into(),
            control: Control::Some(Sector::ALL.iter().map(|s| choice(s.slug(), s.label())).collect()),
            need: Need::Required,
            ..self.field("sector", &t.sector)
        };
        let themes = Field {
            label: "Waar gaat het over?".into(),
            control: Control::Some(self.themes.iter().map(|t| choice(&t.slug, &t.label)).collect()),
            need: Need::Required,
            ..self.field("thema", &t.thema)
        };
        let stage = Field {
            label: "Hoe ver zijn jullie?".into(),
            control: Control::Radio(Stage::ALL.iter().map(|s| choice(s.slug(), s.label())).collect()),
            need: Need::Required,
            ..self.field("fase", &t.fase)
        };
        let more = [&description, &period, &website].into_iter().any(in_use);
        view! {
            <fieldset class="step" id="verhaal" tabindex="-1">
                <legend>"Wat doen jullie?"</legend>
                {title.view()}
                {alike}
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

    /// "Opbrengst".
    pub(crate) fn results(&self, InitiativeForm { text: t, .. }: &InitiativeForm) -> AnyView {
        let question = Field {
            label: "Wat willen jullie leren?".into(),
            hint: "De vraag waar jullie mee bezig zijn.".into(),
            need: Need::Optional,
            ..self.field("leervraag", &t.leervraag)
        };
        let outcomes = Field { label: "Wat bracht het?".into(), hint: "Eén opbrengst per regel: een resultaat, een les, of een link naar materiaal. De eerste zin wordt de kop.".into(), control: Control::Group, need: Need::Optional, ..self.field("opbrengst", &t.opbrengst) };
        let open = [&question, &outcomes].into_iter().any(in_use) || self.pictures.in_use();
        let rows = rows(&outcomes);
        let (set, upload) = (self.pictures.clone(), format!("{}/foto", self.spot.action));
        view! {
            <fieldset class="step" id="opbrengsten" tabindex="-1">
                <legend>"Wat levert het op?"</legend>
                <Fold says="Vertel meer: je leervraag, wat het bracht, foto’s" open>
                    {question.view()}
                    {outcomes.around(rows)}
                    <div id="fotos">
                        <PictureFields set upload />
                    </div>
                </Fold>
            </fieldset>
        }
        .inert()
    }
}

/// A row for each outcome, and one for the next; the rest is folded.
fn rows(field: &Field) -> AnyView {
    let typed: Vec<&str> = field.value.lines().collect();
    // Too many is a mistake; still nothing is lost.
    let all = typed.len().max(MAX_VALUES);
    let shown = (typed.len() + 1).min(all);
    let mut rows: Vec<_> = (0..all)
        .map(|index| {
            let id = option_id(&field.id(), index);
            let value = typed.get(index).map(|&text| text.to_owned());
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
                        aria-invalid=field.invalid()
                        aria-describedby=field.described()
                    />
                </li>
            }
            .inert()
        })
        .collect();
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
    view! {
        <ol class="rows">{rows}</ol>
        {rest}
    }
    .inert()
}

/// Whether something was typed in it, is wrong with it, or somebody else changed it.
fn in_use(field: &Field) -> bool {
    !field.value.is_empty() || !field.error.is_empty() || field.clash.is_some()
}
