//! "Wij doen dit ook": a school links its own initiative to the one it took over.
//!
//! 1. [`ask`] asks for it. `Store::ask_adoption` runs `Adoption::check` against all others, waiting ones too, in its
//!    transaction, so no two requests can close a circle together. The host answers on `/mijn/{id}` ([`answer`]), an editor on
//!    `/redactie/meldingen` where there is no owner.
//! 2. A confirmed adoption grows the revision. `Atlas::with_adoptions` keeps those with both ends on the map; cards, pages and
//!    lines read it there. The lines are drawn in the units of the drawn ground, so one `transform` moves them.

use crate::web::flash::done;

pub(crate) mod answer;
pub(crate) mod ask;
pub(crate) mod mails;
mod view;

done! {
    /// What the owners of one of both initiatives did.
    Done {
        Asked = "verbonden" => "Je vraag is verstuurd. Zodra het bevestigd is, staat het op beide pagina’s.",
        Confirmed = "bevestigd" => "Bevestigd. Het staat nu op beide pagina’s.",
        Refused = "geweigerd" => "Je zei nee. Wie het vroeg, krijgt daar een mail over.",
        Ended = "ontbonden" => "De verbinding is weg.",
    }
}

pub(crate) use view::{adopted, caption, href, lines, others, own_lines, owned, side};
