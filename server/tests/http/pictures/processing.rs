//! From an upload to the files that are served: what comes in may be anything, what comes out is a picture and no more.

use std::fs;

use ::pictures::{PictureError, Pictures, Storage};
use domain::{Moment, Picture, PictureSize};
use image::{DynamicImage, ImageEncoder as _, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage, codecs::jpeg::JpegEncoder};
use rstest::rstest;
use store::Store;
use tempfile::TempDir;

use crate::common::{
    self, at,
    pictures::{BLUE, RED, bomb, file, halves, jpeg, jpeg_with_exif},
};

const NOW: Moment = at("2026-11-21T20:00:00Z");

/// A place for pictures, and its folder.
struct Place {
    pictures: Pictures,
    store: Store,
    dir: TempDir,
}

impl Place {
    async fn new() -> Self {
        let place = common::Place::new().await;
        let store = Store::open(&place.database()).await.unwrap();
        let dir = place.dir;
        Self { pictures: Pictures::open(&Storage::Folder(dir.path().join("fotos"))).unwrap(), store, dir }
    }

    async fn keep(&self, bytes: &[u8]) -> Result<Picture, PictureError> {
        self.pictures.keep(bytes.to_vec(), &self.store, NOW).await
    }

    fn file(&self, picture: &Picture, size: PictureSize) -> Vec<u8> {
        fs::read(self.dir.path().join("fotos").join(picture.file(size))).unwrap()
    }

    /// What comes out of what goes in, as people see it: large.
    async fn seen(&self, bytes: &[u8]) -> RgbImage {
        let picture = self.keep(bytes).await.unwrap();
        image::load_from_memory(&self.file(&picture, PictureSize::Large)).unwrap().into_rgb8()
    }

    fn files(&self) -> usize {
        fs::read_dir(self.dir.path().join("fotos")).unwrap().count()
    }
}

/// About the same colour: JPEG is not exact.
fn like(seen: Rgb<u8>, expected: Rgb<u8>) -> bool {
    seen.0.iter().zip(expected.0).all(|(a, b)| a.abs_diff(b) <= 12)
}

#[track_caller]
fn assert_like(image: &RgbImage, (x, y): (u32, u32), expected: Rgb<u8>) {
    let seen = *image.get_pixel(x, y);
    assert!(like(seen, expected), "{seen:?} at {x}, {y}; expected {expected:?}");
}

#[tokio::test]
async fn picture_is_kept_in_two_sizes_and_once() {
    let place = Place::new().await;
    let picture = place.keep(&jpeg(2400, 1200)).await.unwrap();
    assert_eq!((picture.width, picture.height), (1600, 800));
    for (size, dimensions) in [(PictureSize::Small, (640, 320)), (PictureSize::Large, (1600, 800))] {
        let file = place.file(&picture, size);
        let image = image::load_from_memory_with_format(&file, ImageFormat::Jpeg).unwrap().into_rgb8();
        assert_eq!(image.dimensions(), dimensions);
        assert_like(&image, (10, 10), RED);
        assert_like(&image, (dimensions.0 - 10, 10), BLUE);
    }
    assert_eq!((place.keep(&jpeg(2400, 1200)).await.unwrap(), place.files()), (picture, 2));
    let little = place.keep(&jpeg(300, 200)).await.unwrap();
    assert_eq!((little.width, little.height), (300, 200), "it never grows");
}

#[tokio::test]
async fn exif_position_and_camera_are_removed() {
    let place = Place::new().await;
    let upload = jpeg_with_exif(80, 40, 1);
    let holds = |file: &[u8], what: &[u8]| file.windows(what.len()).any(|part| part == what);
    assert!(holds(&upload, b"Exif") && holds(&upload, b"GEHEIME-CAMERA"));
    let picture = place.keep(&upload).await.unwrap();
    for size in PictureSize::ALL {
        let file = place.file(&picture, size);
        assert!(!holds(&file, b"Exif") && !holds(&file, b"GEHEIME") && !holds(&file, b"II*\0"));
        assert!(!holds(&file, b"\xff\xe1"), "no segment for such things at all");
    }
}

// Each corner of a picture with red on the left: where it is once it stands upright.
#[rstest]
#[case(1, (80, 40), (5, 20), (75, 20))]
#[case(2, (80, 40), (75, 20), (5, 20))]
#[case(3, (80, 40), (75, 20), (5, 20))]
#[case(4, (80, 40), (5, 20), (75, 20))]
#[case(5, (40, 80), (20, 5), (20, 75))]
#[case(6, (40, 80), (20, 5), (20, 75))]
#[case(7, (40, 80), (20, 75), (20, 5))]
#[case(8, (40, 80), (20, 75), (20, 5))]
#[tokio::test]
async fn turned_phone_gives_an_upright_picture(
    #[case] orientation: u8,
    #[case] size: (u32, u32),
    #[case] red: (u32, u32),
    #[case] blue: (u32, u32),
) {
    let seen = Place::new().await.seen(&jpeg_with_exif(80, 40, orientation)).await;
    assert_eq!(seen.dimensions(), size);
    assert_like(&seen, red, RED);
    assert_like(&seen, blue, BLUE);
}

#[tokio::test]
async fn turned_picture_is_made_smaller_by_its_upright_width() {
    let picture = Place::new().await.keep(&jpeg_with_exif(4000, 3000, 6)).await.unwrap();
    assert_eq!((picture.width, picture.height), (1600, 2133));
}

#[rstest]
#[case(ImageFormat::Jpeg)]
#[case(ImageFormat::Png)]
#[case(ImageFormat::WebP)]
#[tokio::test]
async fn jpeg_png_and_webp_are_read(#[case] format: ImageFormat) {
    let seen = Place::new().await.seen(&file(&halves(64, 32), format)).await;
    assert_eq!(seen.dimensions(), (64, 32));
    assert_like(&seen, (5, 5), RED);
    assert_like(&seen, (60, 5), BLUE);
}

#[rstest]
#[case(include_bytes!("../../pictures/halves.avif"), (32, 16), (4, 8), (28, 8))]
#[case(include_bytes!("../../pictures/turned.avif"), (16, 32), (8, 4), (8, 28))]
#[case(include_bytes!("../../pictures/mirrored.avif"), (16, 32), (8, 4), (8, 28))]
#[tokio::test]
async fn avif_is_read_and_turned(
    #[case] upload: &[u8],
    #[case] size: (u32, u32),
    #[case] red: (u32, u32),
    #[case] blue: (u32, u32),
) {
    let seen = Place::new().await.seen(upload).await;
    assert_eq!(seen.dimensions(), size);
    assert_like(&seen, red, RED);
    assert_like(&seen, blue, BLUE);
}

#[tokio::test]
async fn transparent_pixels_become_white() {
    let place = Place::new().await;
    let half = RgbaImage::from_fn(64, 32, |x, _| if x < 32 { Rgba([0, 160, 0, 255]) } else { Rgba([9, 9, 9, 0]) });
    for upload in
        [file(&DynamicImage::from(half.clone()), ImageFormat::Png), file(&DynamicImage::from(half), ImageFormat::WebP)]
    {
        let seen = place.seen(&upload).await;
        assert_like(&seen, (5, 5), Rgb([0, 160, 0]));
        assert_like(&seen, (60, 5), Rgb([255, 255, 255]));
    }
    let seen = place.seen(include_bytes!("../../pictures/alpha.avif")).await;
    assert_like(&seen, (2, 8), Rgb([0, 160, 0]));
    assert_like(&seen, (14, 8), Rgb([255, 255, 255]));
}

#[tokio::test]
async fn grey_and_deep_pictures_are_read() {
    let place = Place::new().await;
    let grey = DynamicImage::from(image::GrayImage::from_pixel(20, 20, image::Luma([90])));
    let deep = DynamicImage::from(halves(20, 20).into_rgb16());
    assert_like(&place.seen(&file(&grey, ImageFormat::Png)).await, (9, 9), Rgb([90; 3]));
    assert_like(&place.seen(&file(&grey, ImageFormat::Jpeg)).await, (9, 9), Rgb([90; 3]));
    assert_like(&place.seen(&file(&deep, ImageFormat::Png)).await, (3, 9), RED);
    assert_like(&place.seen(include_bytes!("../../pictures/grey.avif")).await, (9, 9), Rgb([90; 3]));
}

#[tokio::test]
async fn wide_gamut_colours_become_srgb() {
    let wide = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let pixels = RgbImage::from_pixel(20, 20, Rgb([200, 100, 60]));
    let mut upload = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut upload, 95);
    encoder.set_icc_profile(wide).unwrap();
    encoder.encode_image(&pixels).unwrap();
    let seen = Place::new().await.seen(&upload).await;
    // The same colour needs more red, and less of the others.
    let [red, green, blue] = seen.get_pixel(9, 9).0;
    assert!(red > 206 && green < 99 && blue < 56, "{red} {green} {blue}");
}

#[rstest]
#[case::wide(bomb(60_000, 60_000))]
#[case::flat(bomb(u32::MAX >> 1, 1))]
#[case::just_too_many(bomb(8_000, 5_001))]
#[tokio::test]
async fn file_of_few_bytes_and_too_many_pixels_is_refused(#[case] upload: Vec<u8>) {
    assert!(upload.len() < 100);
    let place = Place::new().await;
    let refused = place.keep(&upload).await.unwrap_err();
    assert!(matches!(refused, PictureError::TooManyPixels), "{refused:?}");
    assert_eq!(place.files(), 0);
}

#[tokio::test]
async fn avif_with_too_many_pixels_is_refused_even_when_it_says_to_be_small() {
    let place = Place::new().await;
    let upload = include_bytes!("../../pictures/bomb.avif").to_vec();
    assert!(upload.len() < 20_000);
    let refused = place.keep(&upload).await.unwrap_err();
    assert!(matches!(refused, PictureError::TooManyPixels), "{refused:?}");
    let size = [8000_u32.to_be_bytes(), 5001_u32.to_be_bytes()].concat();
    let at = upload.windows(8).position(|bytes| bytes == size).unwrap();
    let mut liar = upload;
    liar[at..at + 8].copy_from_slice(&[0, 0, 0, 32, 0, 0, 0, 16]);
    let refused = place.keep(&liar).await.unwrap_err();
    assert!(matches!(refused, PictureError::Damaged), "{refused:?}");
    assert_eq!(place.files(), 0);
}

#[tokio::test]
async fn avif_with_any_wrong_byte_is_read_or_refused() {
    let upload = include_bytes!("../../pictures/alpha.avif").to_vec();
    let place = Place::new().await;
    for at in 0..upload.len() {
        let mut other = upload.clone();
        other[at] ^= 0xff;
        match place.keep(&other).await {
            Ok(picture) => assert!(picture.width <= 1600 && picture.height <= 3200, "byte {at}"),
            Err(PictureError::Storage(error)) => panic!("byte {at}: {error}"),
            Err(_) => {}
        }
    }
}

#[rstest]
#[case(jpeg(200, 100))]
#[case(file(&halves(200, 100), ImageFormat::Png))]
#[case(file(&halves(200, 100), ImageFormat::WebP))]
#[case(include_bytes!("../../pictures/halves.avif").to_vec())]
#[tokio::test]
async fn truncated_picture_is_refused_wherever_it_was_cut(#[case] upload: Vec<u8>) {
    let place = Place::new().await;
    for end in (0..upload.len() - 20).step_by(upload.len() / 23 + 1) {
        let refused = place.keep(&upload[..end]).await;
        assert!(matches!(refused, Err(PictureError::Damaged | PictureError::NoPicture)), "{end}: {refused:?}");
    }
    assert_eq!(place.files(), 0);
}

#[rstest]
#[case::text(b"Dit is een brief, geen foto.")]
#[case::nothing(b"")]
#[case::drawing(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
#[case::gif(b"GIF89a\x01\0\x01\0\0\0\0;")]
#[case::page(b"<!doctype html><script>alert(1)</script>")]
#[case::film(b"\0\0\0\x18ftypisom\0\0\0\0isommp41")]
#[tokio::test]
async fn file_that_only_claims_to_be_a_picture_is_refused(#[case] upload: &[u8]) {
    let place = Place::new().await;
    let refused = place.keep(upload).await.unwrap_err();
    assert!(matches!(refused, PictureError::NoPicture | PictureError::OtherFormat { .. }), "{refused:?}");
    assert_eq!(place.files(), 0);
}

#[tokio::test]
async fn tidying_removes_unused_pictures_and_no_other_files() {
    let place = Place::new().await;
    let folder = place.dir.path().join("fotos");
    let keep = async |width, written| place.pictures.keep(jpeg(width, 40), &place.store, written).await.unwrap();
    let (long_ago, past) = (keep(40, at("2000-01-01T00:00:00Z")).await, keep(50, NOW).await);
    let kept = keep(60, at("2999-01-01T00:00:00Z")).await;
    fs::write(folder.join("leesmij.txt"), "van de beheerder").unwrap();
    let there = |picture: &Picture| folder.join(picture.file(PictureSize::Small)).exists();
    assert_eq!(place.pictures.tidy(&place.store, at("2001-01-01T00:00:00Z")).await.unwrap(), 0, "the file is young");
    assert_eq!(
        place.store.picture_seen(&long_ago.hash).await.unwrap(),
        store::PictureVisibility::Unknown,
        "but no longer shown"
    );
    assert_eq!(place.pictures.tidy(&place.store, at("2998-01-01T00:00:00Z")).await.unwrap(), 4);
    assert!(!there(&long_ago) && !there(&past) && there(&kept) && folder.join("leesmij.txt").exists());
}
