//! The part of a form in which pictures are added, described and removed.

use const_format::formatcp;
use domain::{
    FieldError, Picture, PictureSize,
    picture::MAX_FILE_MB,
    picture::{ALT_FIELDS, MAX_PICTURES},
};
use leptos::prelude::*;

use super::Inert as _;

use super::{Control, Field, Need, sentence};

/// A picture as a form sends it: its hash, and what was typed about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// See [`Picture::hash`].
    pub hash: String,
    /// What is on it.
    pub alt: String,
}

impl Described {
    /// From decoded pairs, each picture once; one more than there may be at most, so that it can be refused.
    #[must_use]
    pub fn from_pairs<N: AsRef<str>, V: AsRef<str>>(pairs: &[(N, V)]) -> Vec<Self> {
        let all = |name: &'static str| pairs.iter().filter(move |(n, _)| n.as_ref() == name).map(|(_, v)| v.as_ref());
        let mut described: Vec<Self> = Vec::new();
        for (hash, alt) in all("foto").zip(all("foto-alt").chain(std::iter::repeat(""))) {
            if Picture::is_hash(hash) && described.iter().all(|known| known.hash != hash) {
                described.push(Self { hash: hash.to_owned(), alt: alt.to_owned() });
            }
        }
        described.truncate(MAX_PICTURES + 1);
        described
    }
}

/// What a form shows about pictures.
#[derive(Debug, Clone, Default)]
pub struct PictureSet {
    /// With what was typed about them.
    pub pictures: Vec<Picture>,
    /// What is wrong: at `foto` for all, at [`ALT_FIELDS`] for each.
    pub errors: Vec<FieldError>,
    /// What was done a moment ago; empty for nothing.
    pub success: &'static str,
    /// The field that takes the keyboard; empty for none.
    pub focus: &'static str,
}

impl PictureSet {
    /// There are pictures, or something is said about them.
    pub(crate) fn in_use(&self) -> bool {
        !(self.pictures.is_empty() && self.errors.is_empty() && self.success.is_empty() && self.focus.is_empty())
    }
}

/// The part of a form in which one adds pictures, describes them and takes them away. `upload` is where the button
/// to add one goes; it takes the whole form along, so that nothing is lost.
#[component]
pub fn PictureFields(set: PictureSet, upload: String) -> impl IntoView {
    let PictureSet { pictures, errors, success, focus } = set;
    let error = |field: &str| {
        errors.iter().find(|e| e.field == field).map(|e| sentence(e.field, &e.reason)).unwrap_or_default()
    };
    let full = pictures.len() >= MAX_PICTURES;
    let items: Vec<_> = pictures
        .iter()
        .zip(ALT_FIELDS)
        .zip(1..)
        .map(|((picture, id), number)| described(picture, id, number, error(id), focus == id))
        .collect();
    let field = Field {
        name: "bestand",
        id: "foto".into(),
        label: "Kies een foto".into(),
        hint: formatcp!("Hooguit zes: JPEG, PNG, WebP of AVIF, elk hooguit {MAX_FILE_MB} MB. Staat er iemand herkenbaar op? Vraag eerst of het mag. Waar en waarmee een foto is gemaakt, halen we eruit.").into(),
        error: error("foto"),
        ..Field::default()
    };
    let chooser = (!full || !field.error.is_empty()).then(|| {
        let control = view! {
            <input
                class="input"
                type="file"
                id="foto"
                name="bestand"
                accept="image/jpeg,image/png,image/webp,image/avif"
                aria-invalid=field.invalid()
                aria-describedby=field.described()
                autofocus=focus == "foto"
            />
            <button
                class="button button--outline"
                name="foto-erbij"
                value="ja"
                formaction=upload
                formmethod="post"
                formenctype="multipart/form-data"
            >
                "Foto toevoegen"
            </button>
        };
        field.around(control.inert())
    });
    let control = view! {
        <p class="small-print" role="status">{success}</p>
        {(!items.is_empty()).then(|| view! { <ol class="picture-list">{items}</ol> })}
        {chooser}
    };
    let label = "Foto’s".into();
    let group = Field { name: "foto", label, control: Control::Group, need: Need::Optional, ..Field::default() };
    view! { <div class="picture-field">{group.around(control.inert())}</div> }
}

fn described(picture: &Picture, id: &'static str, number: usize, error: String, autofocus: bool) -> AnyView {
    let seen = if picture.alt.trim().is_empty() {
        format!("Foto {number}, nog zonder beschrijving")
    } else {
        picture.alt.clone()
    };
    let (width, height) = PictureSize::Small.fit(picture.width, picture.height);
    let field = Field {
        name: "foto-alt",
        id: id.into(),
        label: format!("Wat staat er op foto {number}?").into(),
        control: Control::Line("", "off"),
        need: Need::Required,
        value: picture.alt.clone(),
        error,
        autofocus,
        ..Field::default()
    };
    view! {
        <li>
            <img src=picture.href(PictureSize::Small) width=width height=height alt=seen loading="lazy" />
            <div>
                <input type="hidden" name="foto" value=picture.hash.clone() />
                {field.view()}
                <button class="button button--text" name="foto-weg" value=picture.hash.clone()>
                    {format!("Foto {number} weghalen")}
                </button>
            </div>
        </li>
    }
    .inert()
}
