//! The server function behind every movement of the map and every change of its filters.

use leptos::prelude::*;

use super::{Ask, Trouble, View};

/// What the map page shows. `query` is that of the page's address, with the size of the map in CSS pixels as `breedte`
/// and `hoogte`.
///
/// # Errors
/// When the server can't be reached, or does not answer well.
#[server(AskView, protocol = Ask, prefix = "/kaart", endpoint = "beeld")]
pub async fn view(query: String) -> Result<View, Trouble> {
    let data = use_context::<std::sync::Arc<dyn super::MapData>>().ok_or(Trouble::Server)?;
    Ok(data.view(&query))
}
