//! Links and codes that are mailed: whoever has one, has the address.

use crate::{
    freshness::LINK_DAYS,
    retention::{CONFIRM_DAYS, SIGN_IN_MINUTES},
    seats::HOLD_MINUTES,
    slug_enum,
};

/// Minutes in a day.
const DAY: i64 = 24 * 60;

slug_enum! {
    /// What a mailed link is for.
    Purpose {
        /// Signs somebody in, and confirms what they sent in when they say so.
        SignIn = "inloggen", "inloggen";
        /// Confirms what was sent in, and nothing else.
        Confirm = "bevestigen", "bevestigen wat is ingestuurd";
        /// Makes somebody an owner, when they want to be.
        Offer = "aanbod", "eigenaar worden";
        /// Relays a question.
        Question = "vraag", "een vraag stellen";
        /// Follows a search, and ends that again.
        Follow = "volgen", "een zoekopdracht volgen";
        /// Leads to one's own registration for a gathering, and confirms it.
        Registration = "aanmelding", "je aanmelden voor een bijeenkomst";
        /// An owner answers whether an initiative still is as the map says.
        StillTrue = "klopt-nog", "zeggen of het nog klopt";
    }
}

impl Purpose {
    /// How many minutes a link that ends works, from when its mail leaves.
    #[must_use]
    pub const fn minutes(self) -> i64 {
        match self {
            Self::SignIn => SIGN_IN_MINUTES,
            Self::Registration => HOLD_MINUTES,
            Self::Confirm | Self::Offer | Self::Question | Self::Follow => CONFIRM_DAYS * DAY,
            Self::StillTrue => LINK_DAYS * DAY,
        }
    }
}

/// Wrong codes after which the code of a request does not work any more. The link in the mail still does.
pub const MAX_MISSES: i64 = 5;
