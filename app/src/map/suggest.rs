//! The server function behind the search fields.

use leptos::prelude::*;

use super::{Ask, Suggestion, Trouble};

/// What one may mean while typing: places, postcodes, schools, initiatives. In `query`, `q` is what was typed; with
/// `soort=plek` only what has a position of its own.
///
/// # Errors
/// When the server can't be reached, or does not answer well.
#[server(AskSuggestions, protocol = Ask, prefix = "/kaart", endpoint = "suggesties")]
pub async fn suggest(query: String) -> Result<Vec<Suggestion>, Trouble> {
    let data = use_context::<std::sync::Arc<dyn super::MapData>>().ok_or(Trouble::Server)?;
    Ok(data.suggest(&query).await)
}
