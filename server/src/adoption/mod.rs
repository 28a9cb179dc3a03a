//! "Wij doen dit ook": a school links its own initiative to the one it took over.

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

pub(crate) use view::{adopted, caption, href, lines, own_lines, owned, side, squares};
