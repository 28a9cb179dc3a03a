//! How something will look that is not on the map: its card, and what its page tells.

use leptos::prelude::*;

use super::telling::{Telling, TellingView};
use crate::ui::{Card, CardItem, Heading, Inert as _};

/// Before every id of the page that is shown: the page around it has fields and parts of the same names.
const BEFORE: &str = "zo-";
/// Where the card leads: what the page will say, below it.
pub const PREVIEWED: &str = "#zo-pagina";

/// The card and the page.
#[derive(Debug, Clone)]
pub struct Preview {
    /// Its card; it leads to [`PREVIEWED`].
    pub card: Card,
    /// In a sentence or two; may be empty.
    pub summary: String,
    /// When it runs or ran; may be empty.
    pub period: String,
    /// Its own site.
    pub website: Option<String>,
    /// What its page tells.
    pub telling: Telling,
}

/// Both, as they will look.
#[component]
pub fn PreviewView(preview: Preview) -> impl IntoView {
    let Preview { card, summary, period, website, telling } = preview;
    view! {
        <div class="preview">
            <ul class="cards cards--row">
                <CardItem card heading=Heading::Third />
            </ul>
            <div class="preview__page body__main" id=PREVIEWED.trim_start_matches('#')>
                {(!summary.is_empty()).then(|| view! { <p class="lead">{summary}</p> })}
                {(!period.is_empty()).then(|| view! { <p>"Periode: " {period}</p> })}
                {website
                    .map(|website| {
                        view! {
                            <p>
                                "Website: " <a href=website.clone() rel="noopener nofollow ugc">{website.clone()}</a>
                            </p>
                        }
                    })}
                <TellingView telling before=BEFORE />
            </div>
        </div>
    }
    .inert()
}
