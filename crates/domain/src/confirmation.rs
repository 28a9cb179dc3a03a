//! Links and codes that are mailed: whoever has one, has the address.

use crate::slug_enum;

slug_enum! {
    /// What a mailed link is for.
    Purpose {
        /// Signs somebody in, and confirms what they sent in.
        SignIn = "inloggen", "inloggen";
        /// Makes somebody an owner, when they want to be.
        Offer = "aanbod", "eigenaar worden";
        /// Relays a question.
        Question = "vraag", "een vraag stellen";
        /// Follows a search, and ends that again.
        Follow = "volgen", "een zoekopdracht volgen";
        /// An owner answers whether an initiative still is as the map says.
        StillTrue = "klopt-nog", "zeggen of het nog klopt";
    }
}

/// Wrong codes after which no code of the address works any more. The links in the mails still do: whoever guesses
/// codes of somebody else can't shut them out.
pub const MAX_MISSES: i64 = 5;
