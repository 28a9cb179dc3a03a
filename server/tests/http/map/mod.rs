//! The map page and its variants.

mod embed;
mod ground;
mod home;
mod kinds;
mod live;
mod one_query;
mod share;
mod synonyms;
