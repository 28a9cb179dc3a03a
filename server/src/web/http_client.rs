//! How the server itself asks other servers something over HTTP: with the TLS that mail uses too.

use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};

/// A client for bodies of this kind.
pub(crate) type Web<B> = Client<HttpsConnector<HttpConnector>, B>;

/// A client. Which addresses may go without TLS is the operator's choice, by the address they give.
pub(crate) fn client<B>() -> Web<B>
where
    B: hyper::body::Body + Send,
    B::Data: Send,
{
    let https = HttpsConnectorBuilder::new().with_webpki_roots().https_or_http().enable_http1().build();
    Client::builder(TokioExecutor::new()).build(https)
}
