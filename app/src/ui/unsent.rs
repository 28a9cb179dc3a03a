//! What somebody typed and that could not be handled: it goes along, so that nothing is lost.

use leptos::prelude::*;

/// A form that could not be handled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unsent {
    /// Where it was going: a local path.
    pub path: String,
    /// What was in it, in order.
    pub pairs: Vec<(String, String)>,
}

impl Unsent {
    /// A form with text that somebody would have to type again. `None` for a button alone: to withdraw, erase or decide is
    /// not offered again where nothing says what it does.
    #[must_use]
    pub fn of(path: String, pairs: Vec<(String, String)>) -> Option<Self> {
        Some(Self { path, pairs }).filter(|unsent| !unsent.texts().is_empty())
    }

    /// What was typed: the choices and marks of a form have no spaces.
    fn texts(&self) -> Vec<String> {
        self.pairs.iter().map(|(_, value)| value).filter(|value| value.contains(' ')).cloned().collect()
    }
}

/// All of it, as hidden fields.
pub(crate) fn hidden(pairs: &[(String, String)]) -> Vec<AnyView> {
    let field = |(name, value): &(String, String)| {
        view! { <input type="hidden" name=name.clone() value=value.clone() /> }.into_any()
    };
    pairs.iter().map(field).collect()
}

/// The form again, to send it once more.
pub(crate) fn again(unsent: &Unsent, button: &'static str) -> AnyView {
    view! {
        <form method="post" action=unsent.path.clone()>
            {hidden(&unsent.pairs)}
            <button class="button button--accent">{button}</button>
        </form>
    }
    .into_any()
}

/// What was typed, to read and to copy.
pub(crate) fn typed(unsent: &Unsent) -> Option<AnyView> {
    let texts: Vec<_> =
        unsent.texts().into_iter().map(|text| view! { <blockquote class="quoted">{text}</blockquote> }).collect();
    (!texts.is_empty()).then(|| view! { <h2>"Dit typte je"</h2> {texts} }.into_any())
}
