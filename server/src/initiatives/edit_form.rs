//! The form to change an initiative: its values, what comes back, and two people's texts side by side.

use app::{
    initiatives::{Input, PinInput},
    map::PinFields,
    ui::{Choice, Control, Described},
};
use atlas::Atlas;
use const_format::formatcp;
use domain::{
    FieldError, Initiative, Picture, Position, Programme, Sector, Stage, Vocabulary,
    initiative::RawInitiative,
    review::MAX_CHANGE_REASON,
    submit::{FORM_SUMMARY, FORM_TITLE},
};
use store::Submission;
use territory::{Located, Territory};

use crate::{
    initiatives::picture_form,
    map::pin::{self, PinAct, Spot},
    web::{Page, form::Fields},
};

/// What an owner or an editor typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct EditForm {
    pub(crate) raw: RawInitiative,
    pub(crate) pin: PinFields,
    pub(crate) fotos: Vec<Described>,
    pub(crate) why: String,
}

impl EditForm {
    /// An initiative as it stands in the form, with the pictures of its version.
    pub(crate) fn of(initiative: &Initiative, fotos: &[Picture]) -> Self {
        let content = &initiative.content;
        let sectors: Vec<&str> = content.sectors.iter().map(|sector| sector.slug()).collect();
        let raw = RawInitiative {
            titel: content.title.clone(),
            samenvatting: content.summary.clone(),
            omschrijving: content.description.clone(),
            school: content.school.clone(),
            sector: sectors.join("|"),
            thema: content.themes.join("|"),
            fase: content.stage.slug().to_owned(),
            onderdeel: content.programme.slug().to_owned(),
            website: content.website.clone().unwrap_or_default(),
            leervraag: content.learning_question.clone(),
            opbrengst: content.outcomes.join("\n"),
            periode: content.period.clone(),
            vestigingscode: content.site_code.clone().unwrap_or_default(),
            ..RawInitiative::default()
        };
        Self { raw, pin: pin_of(initiative), fotos: picture_form::of(fotos), why: String::new() }
    }

    /// What was posted.
    pub(crate) fn from(form: &Fields) -> Self {
        let text = |name| form.get(name).to_owned();
        let raw = RawInitiative {
            titel: text("titel"),
            samenvatting: text("samenvatting"),
            omschrijving: text("omschrijving"),
            school: text("school"),
            sector: form.all("sector"),
            thema: form.all("thema"),
            fase: text("fase"),
            onderdeel: text("onderdeel"),
            website: text("website"),
            leervraag: text("leervraag"),
            opbrengst: text("opbrengst"),
            periode: text("periode"),
            ..RawInitiative::default()
        };
        let mut pin = PinFields::default();
        for (name, typed) in pin.texts() {
            *typed = text(name);
        }
        Self { raw, pin, fotos: Described::from_pairs(form.pairs()), why: text("waarom") }
    }

    /// Which button of the pin was pressed. An address that was not looked up yet is, before anything is sent in.
    pub(crate) fn act(&self, form: &Fields) -> PinAct {
        let (searched, by_hand) = (self.pin.searched(), self.pin.pinned() != self.pin.speld);
        match PinAct::of(form) {
            PinAct::Stay if !searched.is_empty() && searched != self.pin.gezocht && !by_hand => PinAct::Show,
            act => act,
        }
    }

    /// Where it is: where it was, as long as nobody moves it.
    pub(crate) fn place(&mut self, base: &Initiative, territory: &Territory, act: PinAct) -> Spot {
        let before = pin_of(base);
        if self.pin.pinned().is_empty() && self.pin.searched().is_empty() {
            self.pin = before.clone();
        }
        let stays = act == PinAct::Stay && self.pin.pinned() == before.pinned();
        if stays && (self.pin.searched().is_empty() || self.pin.searched() == self.pin.gezocht) {
            let Initiative { region, municipality, town, .. } = base;
            let located = Located { region: *region, municipality: municipality.clone(), town: town.clone() };
            return Ok(Some((base.position, located)));
        }
        pin::place(territory, &mut self.pin, act)
    }

    /// The place as the form at `action` shows it; `act` is the button that was pressed.
    pub(crate) fn pin_input(&self, page: &Page, atlas: &Atlas, (spot, act): (&Spot, PinAct), action: &str) -> PinInput {
        let programme = Programme::parse(&self.raw.onderdeel).ok();
        PinInput {
            fields: self.pin.clone(),
            map: pin::pin_map(atlas, spot, programme, action),
            errors: spot.as_ref().err().cloned().into_iter().collect(),
            moved: act != PinAct::Stay,
            script: page.script("edit.js"),
        }
    }

    /// The checked change; the pictures stay what they were.
    pub(crate) fn check(
        &self,
        base: &Initiative,
        spot: &Spot,
        vocabulary: &Vocabulary,
    ) -> Result<Submission, Vec<FieldError>> {
        let raw = RawInitiative {
            lon: base.position.lon().to_string(),
            lat: base.position.lat().to_string(),
            vestigingscode: base.content.site_code.clone().unwrap_or_default(),

            ..self.raw.clone()
        };
        let mut errors = Vec::new();
        if self.why.chars().count() > MAX_CHANGE_REASON {
            errors.push(FieldError::new("waarom", format!("is te lang; hooguit {MAX_CHANGE_REASON} tekens")));
        }
        match (domain::submit::parse_change(&raw, vocabulary), spot) {
            (Ok((content, Position::Point(_))), Ok(Some((position, located)))) if errors.is_empty() => {
                Ok(Submission { content, position: *position, located: located.clone(), pictures: None })
            }
            (parsed, spot) => {
                errors.splice(0..0, parsed.err().unwrap_or_default());
                errors.extend(spot.as_ref().err().cloned());
                Err(errors)
            }
        }
    }

    fn value(&self, name: &str) -> &str {
        let raw = &self.raw;
        match name {
            "titel" => &raw.titel,
            "samenvatting" => &raw.samenvatting,
            "omschrijving" => &raw.omschrijving,
            "school" => &raw.school,
            "sector" => &raw.sector,
            "thema" => &raw.thema,
            "fase" => &raw.fase,
            "onderdeel" => &raw.onderdeel,
            "website" => &raw.website,
            "leervraag" => &raw.leervraag,
            "opbrengst" => &raw.opbrengst,
            "periode" => &raw.periode,
            _ => &self.why,
        }
    }

    /// Everything that was typed as one text, for a page that can't show the form again.
    pub(crate) fn as_text(&self, vocabulary: &Vocabulary) -> String {
        let lines = self.inputs(&[], vocabulary).into_iter().filter(|input| !input.value.is_empty());
        lines.map(|input| format!("{}: {}", input.label, input.value)).collect::<Vec<_>>().join("\n\n")
    }

    /// The form with this in it.
    pub(crate) fn inputs(&self, errors: &[FieldError], vocabulary: &Vocabulary) -> Vec<Input> {
        let mut inputs = blank(vocabulary);
        for input in &mut inputs {
            self.value(input.name).clone_into(&mut input.value);
            let wrong = errors.iter().find(|error| error.field == input.name);
            input.error = wrong.map(|error| error.reason.clone()).unwrap_or_default();
        }
        inputs
    }

    /// The form after somebody else was first: what only one of both changed is taken over; where both did, it shows
    /// both, with one's own in the field.
    pub(crate) fn merged(&self, base: &Self, theirs: &Self, vocabulary: &Vocabulary) -> Vec<Input> {
        let mut inputs = self.inputs(&[], vocabulary);
        for input in inputs.iter_mut().filter(|input| input.name != "waarom") {
            let (old, other) = (base.value(input.name), theirs.value(input.name));
            if input.value == old {
                other.clone_into(&mut input.value);
            } else if other != old && other != input.value {
                input.clash = Some((in_words(&input.kind, other), in_words(&input.kind, &input.value)));
            }
        }
        inputs
    }
}

/// Where an initiative is, as fields.
fn pin_of(initiative: &Initiative) -> PinFields {
    let mut fields = PinFields::default();
    pin::put(&mut fields, initiative.position);
    fields
}

/// A value as people read it.
fn in_words(kind: &Control, value: &str) -> String {
    match kind {
        Control::Line(..) | Control::Lines(_) | Control::Tick | Control::Group => value.to_owned(),
        Control::One(choices) | Control::Radio(choices) | Control::Some(choices) => {
            let label = |slug: &str| choices.iter().find(|c| c.slug == slug).map_or("", |c| &c.label).to_owned();
            value.split('|').map(label).collect::<Vec<_>>().join(", ")
        }
    }
}

fn blank(vocabulary: &Vocabulary) -> Vec<Input> {
    let choice = |slug: &str, label: &str| Choice { slug: slug.to_owned(), label: label.to_owned() };
    let sectors = Sector::ALL.iter().map(|s| choice(s.slug(), s.label())).collect();
    let themes = vocabulary.themes.iter().map(|t| choice(&t.slug, &t.label)).collect();
    let stages = Stage::ALL.iter().map(|s| choice(s.slug(), s.label())).collect();
    let programmes = Programme::ALL.iter().map(|p| choice(p.slug(), p.label())).collect();
    [
        ("titel", "Titel", formatcp!("Hooguit {FORM_TITLE} tekens."), Control::Line("", "")),
        (
            "samenvatting",
            "Samenvatting",
            formatcp!("In twee tot vier zinnen; hooguit {FORM_SUMMARY} tekens."),
            Control::Lines(4),
        ),
        ("omschrijving", "Omschrijving", "Een lege regel begint een nieuwe alinea.", Control::Lines(10)),
        ("school", "School of organisatie", "", Control::Line("", "")),
        ("sector", "Sector", "", Control::Some(sectors)),
        ("thema", "Thema", "", Control::Some(themes)),
        ("fase", "Fase", "", Control::One(stages)),
        ("onderdeel", "Onderdeel", "", Control::One(programmes)),
        ("periode", "Periode", "Bijvoorbeeld: schooljaar 2026-2027.", Control::Line("", "")),
        ("website", "Website", "Begint met https://", Control::Line("", "")),
        ("leervraag", "Leervraag", "Wat willen jullie leren?", Control::Lines(3)),
        ("opbrengst", "Opbrengsten", "Eén per regel.", Control::Lines(5)),
        ("waarom", "Waarom verander je dit?", "De redactie leest dit mee.", Control::Lines(2)),
    ]
    .map(|(name, label, hint, kind)| Input {
        name,
        label,
        hint,
        kind,
        value: String::new(),
        error: String::new(),
        clash: None,
    })
    .into()
}
