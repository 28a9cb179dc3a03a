//! The toolkit of every address. It knows no noun of the product.
//!
//! A request passes, from outside in: [`connections`], compression ([`Answers`]), [`middleware`] (limits, headers,
//! errors, counting), and then the routes.

pub(crate) mod accept;
pub(crate) mod asked;
pub(crate) mod body;
mod compression;
pub mod connections;
pub(crate) mod cookie;
pub(crate) mod download;
pub(crate) mod errors;
pub(crate) mod etag;
mod executor;
pub(crate) mod extract;
pub(crate) mod flash;
pub(crate) mod form;
pub(crate) mod form_page;
pub(crate) mod headers;
pub(crate) mod health;
pub(crate) mod host;
pub(crate) mod http_client;
pub mod limits;
pub(crate) mod markdown;
pub mod metrics;
pub(crate) mod middleware;
pub(crate) mod nonce;
pub(crate) mod once;
pub mod open_id;
pub(crate) mod page;
pub mod params;
pub(crate) mod passkeys;
pub mod problem;
pub mod rate;
pub(crate) mod same_origin;
pub mod shares;
pub(crate) mod spreadsheet;
pub mod static_files;
pub(crate) mod upload;
pub mod visitor;

pub use compression::Answers;
pub(crate) use extract::Page;
