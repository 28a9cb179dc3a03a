//! The kinds of things that a query finds.

use crate::slug_enum;

slug_enum! {
    /// `soort`: what a query is about.
    Kind {
        /// Initiatives: what an address without a kind asks for.
        Initiative = "initiatief", "Initiatieven";
        /// Gatherings that have been announced.
        Gathering = "bijeenkomst", "Bijeenkomsten";
    }
}

impl Kind {
    /// Whether things of this kind have a time, so that `van` and `tot` narrow them.
    #[must_use]
    pub fn timed(self) -> bool {
        self == Self::Gathering
    }
}
