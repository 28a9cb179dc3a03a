//! The OGC API.

mod clusters;
mod collections;
mod landing;
mod problems;
