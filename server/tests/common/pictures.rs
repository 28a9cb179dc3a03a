//! Pictures made on the spot, and forms that carry them.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

pub const RED: Rgb<u8> = Rgb([200, 30, 30]);
pub const BLUE: Rgb<u8> = Rgb([30, 30, 200]);

/// Left red, right blue.
pub fn halves(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { RED } else { BLUE }).into()
}

pub fn file(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    image.write_to(&mut file, format).unwrap();
    file.into_inner()
}

pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    file(&halves(width, height), ImageFormat::Jpeg)
}

/// A JPEG with an orientation, the position of a school, and the name of a camera.
pub fn jpeg_with_exif(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    // One list of three: the orientation, the camera (text at 50) and where the list of positions is (at 66).
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x03\0".to_vec();
    exif.extend(b"\x10\x01\x02\0\x10\0\0\0\x32\0\0\0");
    exif.extend(b"\x12\x01\x03\0\x01\0\0\0");
    exif.extend([orientation, 0, 0, 0]);
    exif.extend(b"\x25\x88\x04\0\x01\0\0\0\x42\0\0\0\0\0\0\0");
    exif.extend(b"GEHEIME-CAMERA\0\0");
    // North, and 51 degrees, 15 minutes, 6 seconds as fractions (at 96).
    exif.extend(b"\x02\0\x01\0\x02\0\x02\0\0\0N\0\0\0\x02\0\x05\0\x03\0\0\0\x60\0\0\0\0\0\0\0");
    for part in [51_u32, 1, 15, 1, 6, 1] {
        exif.extend(part.to_le_bytes());
    }
    let plain = jpeg(width, height);
    let mut file = plain[..2].to_vec();
    file.extend(b"\xff\xe1");
    file.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    file.extend(exif);
    file.extend(&plain[2..]);
    file
}

/// A PNG that says to be this large, in a few bytes.
pub fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = width.to_be_bytes().to_vec();
    header.extend(height.to_be_bytes());
    header.extend([8, 6, 0, 0, 0]);
    chunk(&mut file, b"IHDR", &header);
    chunk(&mut file, b"IDAT", &[0x78, 0x9c, 0x63, 0, 0, 0, 1, 0, 1]);
    chunk(&mut file, b"IEND", &[]);
    file
}

fn chunk(file: &mut Vec<u8>, name: &[u8; 4], contents: &[u8]) {
    file.extend(u32::try_from(contents.len()).unwrap().to_be_bytes());
    let start = file.len();
    file.extend(name);
    file.extend(contents);
    let crc = file[start..].iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 })
    });
    file.extend((!crc).to_be_bytes());
}

pub const BOUNDARY: &str = "grens-van-de-toets";

/// A form as a browser sends it with a file.
pub fn multipart(fields: &[(&str, &str)], file: Option<&[u8]>) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    if let Some(file) = file {
        body.extend(file_head().into_bytes());
        body.extend(file);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    body
}

/// What stands before the bytes of a file.
pub fn file_head() -> String {
    format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"foto.jpg\"\r\n\
         Content-Type: image/jpeg\r\n\r\n"
    )
}

/// The hashes of the pictures in a form.
pub fn hashes(html: &str) -> Vec<String> {
    let inputs = html.split("<input").filter(|part| part.contains("name=\"foto\""));
    let value = |input: &str| input.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned);
    inputs.filter_map(|input| value(input.split('>').next().unwrap_or_default())).collect()
}
