//! Why no answer came.

use leptos::server_fn::{
    Bytes, ContentType, Decodes, Encodes, Format, FormatType,
    error::{FromServerFnError, ServerFnErrorErr},
};

/// Why no answer came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// There is no network.
    Offline,
    /// The server did not answer well.
    Server,
    /// The visitor or the browser keeps the device's position to itself.
    NoLocation,
}

impl FromServerFnError for Trouble {
    type Encoder = Status;

    fn from_server_fn_error(_: ServerFnErrorErr) -> Self {
        Self::Server
    }
}

/// The body of an error is for people; the browser goes by its status.
pub struct Status;

impl ContentType for Status {
    const CONTENT_TYPE: &'static str = "text/plain; charset=utf-8";
}

impl FormatType for Status {
    const FORMAT_TYPE: Format = Format::Text;
}

impl Encodes<Trouble> for Status {
    type Error = std::convert::Infallible;

    fn encode(_: &Trouble) -> Result<Bytes, Self::Error> {
        Ok(Bytes::new())
    }
}

impl Decodes<Trouble> for Status {
    type Error = std::convert::Infallible;

    fn decode(_: Bytes) -> Result<Trouble, Self::Error> {
        Ok(Trouble::Server)
    }
}
