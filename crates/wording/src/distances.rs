//! Distances and directions.

/// "4,5 km"; below a kilometre "300 m", rounded to 50 m.
#[must_use]
pub fn kilometres(km: f64) -> String {
    if km < 0.95 {
        return format!("{:.0} m", ((km * 20.0).round() * 50.0).max(if km > 0.0 { 50.0 } else { 0.0 }));
    }
    let tenths = format!("{km:.1}");
    format!("{} km", tenths.strip_suffix(".0").unwrap_or(&tenths).replace('.', ","))
}

/// "naar het zuidoosten", for a bearing in degrees.
#[must_use]
pub fn direction(bearing: f64) -> &'static str {
    const WINDS: [&str; 8] = [
        "naar het noorden",
        "naar het noordoosten",
        "naar het oosten",
        "naar het zuidoosten",
        "naar het zuiden",
        "naar het zuidwesten",
        "naar het westen",
        "naar het noordwesten",
    ];
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 8")]
    let eighth = (bearing.rem_euclid(360.0) / 45.0).round() as usize % 8;
    WINDS[eighth]
}

/// How long one cycles so many km at 18 km an hour: "± 35 min fietsen", "± 2 uur fietsen".
#[must_use]
pub fn cycling(km: f64) -> String {
    let minutes = (km / 18.0 * 12.0).round().max(1.0) * 5.0;
    if minutes < 90.0 {
        return format!("± {minutes} min fietsen");
    }
    format!("± {} uur fietsen", (minutes / 30.0).round() / 2.0).replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(0.0, "0 m")]
    #[case(0.32, "300 m")]
    #[case(0.94, "950 m")]
    #[case(0.96, "1 km")]
    #[case(4.54, "4,5 km")]
    #[case(10.0, "10 km")]
    fn distances_read_like_dutch(#[case] km: f64, #[case] text: &str) {
        assert_eq!(kilometres(km), text);
    }

    #[rstest]
    #[case(0.5, "± 5 min fietsen")]
    #[case(10.0, "± 35 min fietsen")]
    #[case(15.0, "± 50 min fietsen")]
    #[case(25.0, "± 85 min fietsen")]
    #[case(50.0, "± 3 uur fietsen")]
    #[case(44.0, "± 2,5 uur fietsen")]
    fn cycling_takes_minutes_and_then_hours(#[case] km: f64, #[case] text: &str) {
        assert_eq!(cycling(km), text);
    }

    #[rstest]
    #[case(0.0, "naar het noorden")]
    #[case(359.0, "naar het noorden")]
    #[case(135.0, "naar het zuidoosten")]
    #[case(-90.0, "naar het westen")]
    fn a_bearing_is_a_wind(#[case] bearing: f64, #[case] text: &str) {
        assert_eq!(direction(bearing), text);
    }
}
