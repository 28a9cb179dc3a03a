//! The OGC API.

mod clusters;
mod collections;
mod gatherings;
mod landing;
mod problems;
