//! How the awake map asks the server.

use std::pin::Pin;

use leptos::server_fn::{self, Protocol, request::Req as _, response::TryRes as _};
use nanoserde::SerJson;
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{
    Suggestion, View,
    json::{self, FromJson},
    trouble::Trouble,
};

/// What the server functions of the map are answered from; in context wherever one of them runs.
pub trait MapData: Send + Sync {
    /// The answer of [`super::view()`].
    fn view(&self, query: &str) -> View;
    /// The answer of [`super::suggest()`].
    fn suggest<'a>(&'a self, query: &'a str) -> Pin<Box<dyn Future<Output = Vec<Suggestion>> + Send + 'a>>;
}

/// The protocol of those server functions: a GET whose only argument is the query string as people see it in addresses,
/// answered with JSON. Leptos' own ([`server_fn::Http`] with `GetUrl` and `Json`) would bring serde, `serde_qs` and a second HTTP
/// client to the browser.
pub struct Ask;

impl<Input, Output, Client, Server> Protocol<Input, Output, Client, Server, Trouble> for Ask
where
    Input: From<String> + Into<String> + Send,
    Output: SerJson + FromJson + Send,
    Client: server_fn::client::Client<Trouble>,
    Server: server_fn::server::Server<Trouble>,
{
    const METHOD: http::Method = http::Method::GET;

    async fn run_server<F, Fut>(request: Server::Request, function: F) -> Result<Server::Response, Trouble>
    where
        F: Fn(Input) -> Fut + Send,
        Fut: Future<Output = Result<Output, Trouble>> + Send,
    {
        let query = request.as_query().unwrap_or_default().to_owned();
        let answer = function(query.into()).await?;
        Server::Response::try_from_string("application/json", answer.serialize_json())
    }

    fn run_client(path: &str, input: Input) -> impl Future<Output = Result<Output, Trouble>> + Send {
        let address = [path, "?", &input.into()].concat();
        // A browser has one thread.
        SendWrapper::new(async move {
            let answer = fetch(&address).await?;
            json::read(&answer).ok_or(Trouble::Server)
        })
    }
}

/// Fetches JSON from our own origin.
async fn fetch(address: &str) -> Result<JsValue, Trouble> {
    let window = web_sys::window().ok_or(Trouble::Server)?;
    let offline = |_: JsValue| if window.navigator().on_line() { Trouble::Server } else { Trouble::Offline };
    let answer = JsFuture::from(window.fetch_with_str(address)).await.map_err(offline)?;
    let answer: web_sys::Response = answer.dyn_into().map_err(|_| Trouble::Server)?;
    if !answer.ok() {
        return Err(Trouble::Server);
    }
    JsFuture::from(answer.json().map_err(|_| Trouble::Server)?).await.map_err(offline)
}
