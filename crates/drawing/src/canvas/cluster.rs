//! A cluster, as the map draws it.

use domain::Programme;
use wording::thousands;

use super::{Anchor, Canvas, Font, ink};

/// A cluster: a number in a ring, `k` times as large as on a shared picture. The ring shows the share of each programme.
pub(crate) fn cluster(canvas: &mut Canvas, (x, y): (f64, f64), count: u32, programmes: [u32; 3], k: f64) {
    let r = k * match count {
        0..=4 => 17.0,
        5..=11 => 20.0,
        12..=99 => 23.0,
        _ => 27.0,
    };
    let (fill, rim) = (ink("tros"), ink("tros-rand"));
    canvas.raw(&format!(
        r#"<circle cx="{x:.2}" cy="{y:.2}" r="{r:.2}" fill="{fill}" stroke="{rim}" stroke-width="{:.2}"/>"#,
        1.5 * k
    ));
    // Clockwise from the top.
    let inner = r - 4.0 * k;
    let round = std::f64::consts::TAU * inner;
    let total = f64::from(programmes.iter().sum::<u32>().max(1));
    let mut done = 0.0;
    for (programme, part) in Programme::ALL.iter().zip(programmes) {
        let share = f64::from(part) / total * round;
        let (colour, rest, start) = (ink(programme.slug()), round - share, round / 4.0 - done);
        canvas.raw(&format!(
            r#"<circle cx="{x:.2}" cy="{y:.2}" r="{inner:.2}" fill="none" stroke="{colour}" stroke-width="{:.2}" stroke-dasharray="{share:.2} {rest:.2}" stroke-dashoffset="{start:.2}"/>"#,
            4.0 * k
        ));
        done += share;
    }
    let size = k * if count < 100 { 19.0 } else { 17.0 };
    let text = thousands(count as usize);
    canvas.text((x, y + size * 0.35), Anchor::Middle, Font::Heading, size, &ink("inkt"), &text);
}
