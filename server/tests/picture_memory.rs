//! A picture of any shape takes no more memory than docs/beheer.md promises. The only test here: what the process uses is what
//! the picture uses.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs)]

mod common;

use ::pictures::{PictureError, Pictures, Storage};
use common::{
    Place, at,
    memory::{MB, grown},
    pictures,
};
use image::{DynamicImage, ImageFormat};
use store::Store;
use tokio::runtime::Runtime;

const MOST: usize = 400 * MB;

#[test]
fn picture_of_any_shape_takes_no_more_memory_than_is_promised() {
    let runtime = Runtime::new().unwrap();
    let place = runtime.block_on(Place::new());
    let store = runtime.block_on(Store::open(&place.database())).unwrap();
    let kept = Pictures::open(&Storage::Folder(place.path().join("fotos"))).unwrap();
    let png = |picture: DynamicImage| pictures::file(&picture, ImageFormat::Png);
    let strip = |width, height| png(DynamicImage::new_luma8(width, height));
    for (what, file, fits) in [
        ("a line", strip(39_999_999, 1), false),
        ("a pole", strip(1, 9_999_999), false),
        ("a panorama", strip(20_000, 2_000), true),
        ("a column", strip(1_000, 20_000), true),
        ("deep colours", png(DynamicImage::new_rgb16(6_324, 6_324)), true),
    ] {
        let keep = || runtime.block_on(kept.keep(file.clone(), &store, at("2026-11-21T20:00:00Z")));
        let (grown, outcome) = grown(keep);
        eprintln!("{what}: {} KB, {} MB above idle", file.len() / 1024, grown / MB);
        match outcome {
            Ok(_) => assert!(fits, "{what}"),
            Err(PictureError::TooLong) => assert!(!fits, "{what}"),
            Err(other) => panic!("{what}: {other}"),
        }
        assert!(grown < MOST, "{what}: {} MB above idle", grown / MB);
    }
}
