//! The form to change an initiative: as it stands, as it was posted, and two people's texts in one.

use app::{
    initiatives::{EditView, InitiativeFields, InitiativeForm, PIN},
    map::PinFields,
    ui::{Clash, PictureSet},
};
use atlas::Atlas;
use axum::http::StatusCode;
use domain::{
    FieldError, Initiative, Picture, Position, Programme, RawInitiative, Sector, Stage, Vocabulary,
    review::MAX_CHANGE_REASON,
    submit::{FIELDS, merge_errors, parse_change},
};
use store::Submission;
use territory::{Located, Territory};

use crate::{
    initiatives::{picture_form, sketch},
    map::pin::{self, PinAct, Spot},
    state::AppState,
    web::{Page, form::Fields, problem::Problem, upload::Upload},
};

/// What an owner or an editor typed, and what follows from it.
#[derive(Debug)]
pub(crate) struct EditForm {
    typed: InitiativeForm,
    pub(crate) why: String,
    spot: Spot,
    act: PinAct,
    pictures: PictureSet,
    clashes: Vec<Clash>,
    preview: bool,
    /// A button was pressed that sends nothing in.
    pub(crate) looks: bool,
}

impl EditForm {
    /// An initiative as it stands in the form, with the pictures of its version.
    pub(crate) fn of(initiative: &Initiative, pictures: Vec<Picture>, territory: &Territory) -> Self {
        let typed = typed_of(initiative, &pictures);
        let pictures = PictureSet { pictures, ..PictureSet::default() };
        Self { pictures, ..Self::at(initiative, typed, territory, PinAct::Stay) }
    }

    /// What was posted to change `base`.
    pub(crate) async fn posted(state: &AppState, base: &Initiative, form: &Fields) -> Result<Self, Problem> {
        let mut typed = InitiativeForm::from_pairs(form.pairs());
        let (act, preview) = (act(&typed.pin, form), !form.get("voorbeeld").is_empty());
        let removed = picture_form::remove(&mut typed.fotos, form);
        let mut pictures = picture_form::set(state, Some(base.id), &typed.fotos).await?;
        if removed {
            (pictures.success, pictures.focus) = (picture_form::REMOVED, "foto");
        }
        let looks = removed || preview || act != PinAct::Stay;
        if !looks {
            picture_form::check(&mut pictures, form);
        }
        let why = form.get("waarom").to_owned();
        let posted = Self::at(base, typed, state.atlas.load().territory(), act);
        Ok(Self { why, pictures, preview, looks, ..posted })
    }

    /// The same with one picture more, and the status that says how that went.
    pub(crate) async fn with_picture(
        state: &AppState,
        base: &Initiative,
        upload: Upload,
    ) -> Result<(StatusCode, Self), Problem> {
        let mut typed = InitiativeForm::from_pairs(upload.form.pairs());
        let added = picture_form::add(state, &mut typed.fotos, upload.chosen).await;
        let (status, pictures) = picture_form::after_adding(state, Some(base.id), &typed.fotos, added).await?;
        let why = upload.form.get("waarom").to_owned();
        let posted = Self::at(base, typed, state.atlas.load().territory(), PinAct::Stay);
        Ok((status, Self { why, pictures, ..posted }))
    }

    /// With the pin where it was, as long as nobody moves it.
    fn at(base: &Initiative, mut typed: InitiativeForm, territory: &Territory, act: PinAct) -> Self {
        let spot = place(&mut typed.pin, base, territory, act);
        Self {
            typed,
            spot,
            act,
            why: String::new(),
            pictures: PictureSet::default(),
            clashes: Vec::new(),
            preview: false,
            looks: false,
        }
    }

    /// The checked change.
    pub(crate) fn check(&self, base: &Initiative, vocabulary: &Vocabulary) -> Result<Submission, Vec<FieldError>> {
        let raw = RawInitiative {
            lon: base.position.lon().to_string(),
            lat: base.position.lat().to_string(),
            vestigingscode: base.content.site_code.clone().unwrap_or_default(),
            ..self.typed.raw()
        };
        let mut errors = self.mistakes();
        if self.why.chars().count() > MAX_CHANGE_REASON {
            errors.push(FieldError::new("waarom", format!("is te lang; hooguit {MAX_CHANGE_REASON} tekens")));
        }
        match (parse_change(&raw, vocabulary), &self.spot) {
            (Ok((content, Position::Point(_))), Ok(Some((position, located)))) if errors.is_empty() => {
                let (position, located) = (*position, located.clone());
                Ok(Submission { content, position, located, pictures: Some(self.pictures.pictures.clone()) })
            }
            (parsed, _) => Err(merge_errors(parsed.err().unwrap_or_default(), errors)),
        }
    }

    /// What is wrong with the place and the pictures: that is said at once.
    fn mistakes(&self) -> Vec<FieldError> {
        self.spot.as_ref().err().into_iter().chain(&self.pictures.errors).cloned().collect()
    }

    /// Everything that was typed as one text, for a page that can't show the form again.
    pub(crate) fn as_text(&self, vocabulary: &Vocabulary) -> String {
        let typed = self.typed.pairs();
        let lines = FIELDS.iter().map(|(name, label)| (*label, in_words(name, value(&typed, name), vocabulary)));
        let lines = lines.chain([("Waarom verander je dit?", self.why.clone())]).filter(|(_, text)| !text.is_empty());
        lines.map(|(label, text)| format!("{label}: {text}")).collect::<Vec<_>>().join("\n\n")
    }

    /// The form after somebody else was first and sent in `theirs`: what only one of both changed is taken over; where both did,
    /// it shows both, with one's own in the field.
    pub(crate) async fn merge(
        self,
        state: &AppState,
        before: &InitiativeForm,
        (newest, theirs): (&Initiative, &InitiativeForm),
    ) -> Result<Self, Problem> {
        let atlas = state.atlas.load_full();
        let vocabulary = atlas.territory().vocabulary();
        let (mine, old, other) = (pairs(&self.typed), pairs(before), pairs(theirs));
        let (mut both, mut clashes) = (Vec::new(), Vec::new());
        for (name, _) in FIELDS {
            let (mine, old, other) = (value(&mine, name), value(&old, name), value(&other, name));
            if mine != old && other != old && mine != other {
                let words = |value| in_words(name, value, vocabulary);
                clashes.push(Clash { name, theirs: words(other), mine: words(mine) });
            }
            both.push((name, if mine == old { other } else { mine }));
        }
        let [mine, old, other] = [&self.typed.pin, &before.pin, &theirs.pin].map(PinFields::pinned);
        let moved = mine != old;
        if moved && other != old && mine != other {
            clashes.push(Clash { name: PIN, theirs: spot_in_words(&theirs.pin), mine: spot_in_words(&self.typed.pin) });
        }
        let pin = if moved { self.typed.pin } else { theirs.pin.clone() };
        let fotos = picture_form::merged(&before.fotos, &theirs.fotos, &self.typed.fotos);
        let pictures = picture_form::set(state, Some(newest.id), &fotos).await?;
        let typed = InitiativeForm { pin, fotos, ..InitiativeForm::from_pairs(&both) };
        let merged = Self::at(newest, typed, atlas.territory(), PinAct::Stay);
        Ok(Self { why: self.why, pictures, clashes, ..merged })
    }

    /// The form at `action`, on top of version `base`, with what [`EditForm::check`] says.
    pub(crate) fn view(
        self,
        page: &Page,
        atlas: &Atlas,
        errors: Vec<FieldError>,
        (action, base, button): (&str, i64, &'static str),
    ) -> EditView {
        let programme = Programme::parse(&self.typed.text.onderdeel).ok();
        let looks = || sketch::preview_of(atlas, &self.typed, &self.spot, self.pictures.pictures.clone());
        EditView {
            base,
            moved: self.act != PinAct::Stay,
            preview: self.preview.then(looks),
            script: page.script("edit.js"),
            button,
            fields: InitiativeFields {
                errors: merge_errors(errors, self.mistakes()),
                clashes: self.clashes,
                themes: atlas.territory().vocabulary().themes.clone(),
                spot: pin::pin_map(atlas, &self.spot, programme, action),
                pictures: self.pictures,
                focus: "",
                before: "v-",
            },
            typed: self.typed,
            why: self.why,
        }
    }
}

/// An initiative as it stands in the form, with the pictures of its version.
pub(crate) fn typed_of(initiative: &Initiative, pictures: &[Picture]) -> InitiativeForm {
    let content = &initiative.content;
    let sectors: Vec<&str> = content.sectors.iter().map(|sector| sector.slug()).collect();
    let text = RawInitiative {
        school: content.school.clone(),
        onderdeel: content.programme.slug().to_owned(),
        titel: content.title.clone(),
        samenvatting: content.summary.clone(),
        omschrijving: content.description.clone(),
        sector: sectors.join("|"),
        thema: content.themes.join("|"),
        fase: content.stage.slug().to_owned(),
        periode: content.period.clone(),
        website: content.website.clone().unwrap_or_default(),
        leervraag: content.learning_question.clone(),
        opbrengst: content.outcomes.join("\n"),
        ..RawInitiative::default()
    };
    InitiativeForm { text, pin: pin_of(initiative), fotos: picture_form::of(pictures) }
}

/// Where an initiative is, as fields.
fn pin_of(initiative: &Initiative) -> PinFields {
    let mut fields = PinFields::default();
    pin::put(&mut fields, initiative.position);
    fields
}

/// Which button of the pin was pressed. An address that was not looked up yet is, before anything is sent in.
fn act(pin: &PinFields, form: &Fields) -> PinAct {
    let (searched, by_hand) = (pin.searched(), pin.pinned() != pin.speld);
    match PinAct::of(form) {
        PinAct::Stay if !searched.is_empty() && searched != pin.gezocht && !by_hand => PinAct::Show,
        act => act,
    }
}

/// Where it is: where it was, as long as nobody moves it.
fn place(pin: &mut PinFields, base: &Initiative, territory: &Territory, act: PinAct) -> Spot {
    let before = pin_of(base);
    if pin.pinned().is_empty() && pin.searched().is_empty() {
        pin.clone_from(&before);
    }
    let stays = act == PinAct::Stay && pin.pinned() == before.pinned();
    if stays && (pin.searched().is_empty() || pin.searched() == pin.gezocht) {
        let Initiative { region, municipality, town, .. } = base;
        let located = Located { region: *region, municipality: municipality.clone(), town: town.clone() };
        return Ok(Some((base.position, located)));
    }
    pin::place(territory, pin, act)
}

/// What was typed but for the place and the pictures, of which one counts as a whole.
fn pairs(typed: &InitiativeForm) -> Vec<(&'static str, String)> {
    InitiativeForm { pin: PinFields::default(), ..typed.clone() }.pairs()
}

fn value<'a>(pairs: &'a [(&str, String)], name: &str) -> &'a str {
    pairs.iter().find(|(other, _)| *other == name).map_or("", |(_, value)| value)
}

/// "51,25 noorderbreedte, 5,71 oosterlengte".
fn spot_in_words(pin: &PinFields) -> String {
    let number = |text: &str| text.trim().replace('.', ",");
    format!("{} noorderbreedte, {} oosterlengte", number(&pin.lat), number(&pin.lon))
}

/// The value of a field as people read it.
fn in_words(name: &str, value: &str, vocabulary: &Vocabulary) -> String {
    let word = |value| {
        let label = match name {
            "sector" => Sector::parse(value).ok().map(Sector::label),
            "thema" => vocabulary.theme(value).ok().map(|theme| &*theme.label),
            "fase" => Stage::parse(value).ok().map(Stage::label),
            "onderdeel" => Programme::parse(value).ok().map(Programme::label),
            _ => None,
        };
        label.unwrap_or(value)
    };
    if matches!(name, "sector" | "thema") {
        return value.split('|').map(word).collect::<Vec<_>>().join(", ");
    }
    word(value).to_owned()
}
