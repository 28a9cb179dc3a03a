//! A field that two people changed at once: both texts, above the control in which one makes one of them.

use leptos::prelude::*;

use super::Inert as _;

/// What two people made of a field, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The field.
    pub name: &'static str,
    /// What the other says.
    pub theirs: String,
    /// What you said.
    pub mine: String,
}

impl Clash {
    /// Both texts.
    pub(crate) fn view(self) -> AnyView {
        view! {
            <div class="conflict">
                <p>
                    <b>"Dit veld is intussen ook door iemand anders aangepast. Maak er één tekst van."</b>
                </p>
                <div>
                    <p class="small-print">"De ander schreef"</p>
                    <blockquote class="quoted">{self.theirs}</blockquote>
                </div>
                <div>
                    <p class="small-print">"Jij schreef"</p>
                    <blockquote class="quoted">{self.mine}</blockquote>
                </div>
            </div>
        }
        .inert()
    }
}
