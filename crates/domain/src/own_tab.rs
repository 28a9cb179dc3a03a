//! The parts of the page of an initiative for its owners.

use crate::slug_enum;

slug_enum! {
    /// A part, by the word in its address and its name.
    OwnTab {
        /// How it looks, and how it stands.
        View = "bekijken", "Bekijk";
        /// The form, and taking it off the map.
        Change = "aanpassen", "Aanpassen";
        /// Who owns it, and whether its page names them.
        People = "mensen", "Mensen";
        /// What happened.
        History = "geschiedenis", "Geschiedenis";
    }
}
