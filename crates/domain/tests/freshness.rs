//! The year of something that nobody confirms.
#![allow(missing_docs)]

use domain::freshness::{Age, Due, FADE_DAYS};
use proptest::prelude::*;
use rstest::rstest;

#[rstest]
#[case(364, 0, 0, Due::Nothing)]
#[case(365, 0, 0, Due::Reminder)]
#[case(378, 1, 13, Due::Nothing)]
#[case(379, 1, 14, Due::Reminder)]
#[case(393, 2, 14, Due::Reminder)]
#[case(406, 3, 13, Due::Nothing)]
#[case(407, 3, 14, Due::Fading)]
#[case(900, 1, 3, Due::Nothing)]
fn owners_are_asked_three_times(
    #[case] days: i64,
    #[case] reminders: u32,
    #[case] since_reminder: i64,
    #[case] due: Due,
) {
    assert_eq!(Age { days, reminders, since_reminder, owned: true }.due(), due);
}

#[rstest]
#[case(365, Due::Nothing)]
#[case(FADE_DAYS - 1, Due::Nothing)]
#[case(FADE_DAYS, Due::Fading)]
fn what_nobody_owns_fades_at_the_same_time(#[case] days: i64, #[case] due: Due) {
    assert_eq!(Age { days, reminders: 0, since_reminder: 0, owned: false }.due(), due);
}

proptest! {
    /// Whichever days the server is up: three mails, a pause after each, and only then it fades.
    #[test]
    fn initiative_fades_only_after_being_asked(mut up in prop::collection::vec(1_i64..900, 1..60)) {
        up.sort_unstable();
        up.dedup();
        let mut mails: Vec<i64> = Vec::new();
        for day in up {
            let reminders = u32::try_from(mails.len()).unwrap_or(u32::MAX);
            let since_reminder = mails.last().map_or(0, |last| day - last);
            match (Age { days: day, reminders, since_reminder, owned: true }).due() {
                Due::Nothing => {}
                Due::Reminder => mails.push(day),
                Due::Fading => {
                    prop_assert_eq!(mails.len(), 3);
                    prop_assert!(mails[0] >= 365 && day - mails[2] >= 14);
                    prop_assert!(mails.windows(2).all(|pair| pair[1] - pair[0] >= 14));
                    return Ok(());
                }
            }
            prop_assert!(mails.len() <= 3);
        }
    }
}
