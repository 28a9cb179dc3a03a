//! The map: the main page and its variants in a frame, on another site and as live updates.

pub(crate) mod embed;
pub(crate) mod functions;
pub(crate) mod home;
pub(crate) mod linked_data;
pub(crate) mod live;
pub(crate) mod oembed;
pub(crate) mod share;
pub(crate) mod style;
pub(crate) mod suggest;
pub(crate) mod view;
