//! The server functions of the map: what they are answered from, and how they run.

use std::{pin::Pin, sync::Arc};

use app::map::{MapData, Suggestion, View};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use leptos::prelude::{provide_context, use_context};
use leptos_axum::ResponseOptions;

use super::{home, suggest};
use crate::state::AppState;

impl MapData for AppState {
    fn view(&self, query: &str) -> View {
        home::answer(self, query)
    }

    fn suggest<'a>(&'a self, query: &'a str) -> Pin<Box<dyn Future<Output = Vec<Suggestion>> + Send + 'a>> {
        Box::pin(suggest::answer(self, query))
    }
}

/// Runs the server function at this address (`app/src/map/{view,suggest}.rs`).
pub(crate) async fn answer(State(state): State<AppState>, mut request: Request) -> Response {
    // With it, leptos_axum would send a browser that shows the answer as a page back to where it came from.
    request.headers_mut().remove(header::REFERER);
    let context = move || {
        provide_context::<Arc<dyn MapData>>(Arc::new(state.clone()));
        if let Some(options) = use_context::<ResponseOptions>() {
            options.insert_header(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        }
    };
    leptos_axum::handle_server_fns_with_context(context, request).await.into_response()
}
