//! The part of a form in which pictures are added, described and removed.

use domain::{
    FieldError, Picture, PictureSize,
    picture::{ALT_FIELDS, MAX_PICTURES},
};
use leptos::prelude::*;

use super::sentence;

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
    pub told: &'static str,
    /// The field that takes the keyboard; empty for none.
    pub focus: &'static str,
}

/// The part of a form in which one adds pictures, describes them and takes them away. `upload` is where the button
/// to add one goes; it takes the whole form along, so that nothing is lost.
#[component]
pub fn PictureFields(set: PictureSet, upload: String) -> impl IntoView {
    let PictureSet { pictures, errors, told, focus } = set;
    let error = |field: &str| errors.iter().find(|e| e.field == field).map(|e| sentence(e.field, &e.reason));
    let full = pictures.len() >= MAX_PICTURES;
    let items: Vec<_> = pictures
        .iter()
        .zip(ALT_FIELDS)
        .zip(1..)
        .map(|((picture, id), number)| described(picture, id, number, error(id), focus == id))
        .collect();
    let (wrong, autofocus) = (error("foto"), focus == "foto");
    let invalid = wrong.is_some().then_some("true");
    let about = if wrong.is_some() { "foto-hulp foto-fout" } else { "foto-hulp" };
    let chooser = (!full || wrong.is_some()).then(|| {
        view! {
            <div class="pictures__add">
                <label for="foto">"Kies een foto"</label>
                <input
                    class="input"
                    type="file"
                    id="foto"
                    name="bestand"
                    accept="image/jpeg,image/png,image/webp,image/avif"
                    aria-invalid=invalid
                    aria-describedby=about
                    autofocus=autofocus
                />
                {wrong.map(|text| view! { <p class="error" id="foto-fout">{text}</p> })}
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
            </div>
        }
    });
    view! {
        <fieldset class="field picture-field">
            <legend>"Foto’s" <span class="optional">" (mag leeg)"</span></legend>
            <p class="hint" id="foto-hulp">
                "Hooguit zes: JPEG, PNG, WebP of AVIF, elk hooguit 10 MB. Staat er iemand herkenbaar op? Vraag eerst of het mag. Waar en waarmee een foto is gemaakt, halen we eruit."
            </p>
            <p class="small-print" role="status">{told}</p>
            {(!items.is_empty()).then(|| view! { <ol class="picture-list">{items}</ol> })}
            {chooser}
        </fieldset>
    }
}

fn described(picture: &Picture, id: &'static str, number: usize, wrong: Option<String>, autofocus: bool) -> AnyView {
    let invalid = wrong.is_some().then_some("true");
    let about = wrong.is_some().then(|| format!("{id}-fout"));
    let seen = if picture.alt.trim().is_empty() {
        format!("Foto {number}, nog zonder beschrijving")
    } else {
        picture.alt.clone()
    };
    let (width, height) = PictureSize::Small.fit(picture.width, picture.height);
    view! {
        <li>
            <img src=picture.href(PictureSize::Small) width=width height=height alt=seen loading="lazy" />
            <div>
                <input type="hidden" name="foto" value=picture.hash.clone() />
                <label for=id>{format!("Wat staat er op foto {number}?")}</label>
                <input
                    class="input"
                    id=id
                    name="foto-alt"
                    value=picture.alt.clone()
                    autocomplete="off"
                    aria-required="true"
                    aria-invalid=invalid
                    aria-describedby=about
                    autofocus=autofocus
                />
                {wrong.map(|text| view! { <p class="error" id=format!("{id}-fout")>{text}</p> })}
                <button class="button button--text" name="foto-weg" value=picture.hash.clone()>
                    {format!("Foto {number} weghalen")}
                </button>
            </div>
        </li>
    }
    .into_any()
}
