//! The map: the main page and its variants in a frame, on another site and as live updates.
//!
//! From an address to a page: ARCHITECTURE.md. The map on somebody else's page:
//! 1. `/deel?…` ([`share`]) gives the code for a query as text to copy: a link, a frame, `<innovatie-kaart>`, oEmbed.
//! 2. `/embed?…` ([`embed`]) is the same query as a drawn map: links of clusters and buttons stay in the frame, those to a page
//!    open beside it. `/embed/5` is one initiative, ringed.
//! 3. `assets/js/embed.js` answers those links in place, so that a map adds nothing to the history of the page around it, asks
//!    for a map that fits the frame (`breedte`, `hoogte`), and lets a mouse drag it. Without it the frame works page by page.
//! 4. `/innovatie-kaart.js` makes that frame from attributes. Its address stays, so it is not under the hash and kept for an hour.
//! 5. `/oembed?url=…` ([`oembed`]) says the same to programs that get a link pasted.

pub(crate) mod embed;
pub(crate) mod functions;
pub(crate) mod home;
pub(crate) mod linked_data;
pub(crate) mod live;
pub(crate) mod meaning;
pub(crate) mod oembed;
pub(crate) mod pin;
pub(crate) mod share;
pub(crate) mod street_file;
pub(crate) mod style;
pub(crate) mod suggest;
pub(crate) mod synonyms;
pub(crate) mod view;
