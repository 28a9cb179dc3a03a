//! The rules for pictures.
#![allow(clippy::unwrap_used, missing_docs)]

use domain::{Picture, PictureSize, picture};
use rstest::rstest;

#[rstest]
#[case((4000, 3000), (640, 480), (1600, 1200))]
#[case((3000, 4000), (640, 853), (1600, 2133))]
#[case((800, 600), (640, 480), (800, 600))]
#[case((10, 5), (10, 5), (10, 5))]
#[case((100, 20_000), (6, 1280), (16, 3200))]
#[case((60_000, 1), (640, 1), (1600, 1))]
fn a_picture_fits_and_never_grows(
    #[case] (width, height): (u32, u32),
    #[case] small: (u32, u32),
    #[case] large: (u32, u32),
) {
    assert_eq!(PictureSize::Small.fit(width, height), small);
    assert_eq!(PictureSize::Large.fit(width, height), large);
}

#[test]
fn picture_file_name_has_hash_and_size() {
    let hash = "0123456789abcdef0123456789abcdef";
    let picture = Picture { hash: hash.to_owned(), alt: String::new(), width: 10, height: 10 };
    assert_eq!(picture.href(PictureSize::Small), format!("/fotos/{hash}-640.jpg"));
    for size in PictureSize::ALL {
        assert_eq!(Picture::parse_file(&picture.file(size)), Some((hash, size)));
    }
    for other in ["", "x.jpg", "0123456789ABCDEF0123456789abcdef-640.jpg", "../../etc/passwd-640.jpg"] {
        assert_eq!(Picture::parse_file(other), None, "{other}");
    }
    for other in
        [format!("{hash}-641.jpg"), format!("{hash}-0640.jpg"), format!("{hash}-640.png"), format!("{hash}.jpg")]
    {
        assert_eq!(Picture::parse_file(&other), None, "{other}");
    }
}

#[test]
fn picture_description_is_one_line() {
    assert_eq!(picture::alt("  Kinderen\r\n in het bos ").unwrap(), "Kinderen in het bos");
    assert!(picture::alt(" \n").unwrap_err().contains("voor wie hem niet ziet"));
    assert!(picture::alt(&"x".repeat(picture::MAX_ALT)).is_ok());
    assert!(picture::alt(&"x".repeat(picture::MAX_ALT + 1)).is_err());
    assert!(picture::alt("a\u{7}b").is_err());
}
