//! Counts and sizes.

use domain::number::thousands;

/// "initiatief" or "initiatieven".
#[must_use]
pub fn noun(count: usize) -> &'static str {
    if count == 1 { "initiatief" } else { "initiatieven" }
}

/// "1 initiatief", "1.200 initiatieven".
#[must_use]
pub fn initiatives(count: usize) -> String {
    format!("{} {}", thousands(count), noun(count))
}

/// The size of a file in decimal units: "61 kB", "2,4 MB".
#[must_use]
pub fn file_size(bytes: u64) -> String {
    #[allow(clippy::cast_precision_loss, reason = "one decimal is shown")]
    let size = bytes as f64;
    match size {
        ..1e6 => format!("{:.0} kB", (size / 1e3).max(1.0)),
        ..1e9 => format!("{:.1} MB", size / 1e6).replace('.', ","),
        _ => format!("{:.1} GB", size / 1e9).replace('.', ","),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_sizes_read_as_in_the_netherlands() {
        for (size, words) in [(12, "1 kB"), (61_400, "61 kB"), (2_400_000, "2,4 MB"), (3_210_000_000, "3,2 GB")] {
            assert_eq!(file_size(size), words);
        }
    }
}
