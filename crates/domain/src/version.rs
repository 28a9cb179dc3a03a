//! The states of a version of an initiative, and who may bring it into the next.

use crate::slug_enum;

slug_enum! {
    /// Where one version of an initiative is.
    VersionState {
        /// Sent in; the sender has not yet confirmed the address.
        Unconfirmed = "onbevestigd", "wacht op je bevestiging";
        /// In the editors' queue.
        Submitted = "ingezonden", "wacht op de redactie";
        /// An editor asked something; the sender's turn.
        Asked = "gevraagd", "de redactie vraagt iets";
        /// Cleared: this is, or was, what the map shows.
        Published = "gepubliceerd", "staat op de kaart";
        /// Declined, with a reason.
        Declined = "afgewezen", "niet geplaatst";
        /// The sender sent a newer one before this was decided.
        Replaced = "vervangen", "vervangen door een nieuwere versie";
        /// The sender took it back, or took the whole initiative off the map, before this was decided.
        Withdrawn = "ingetrokken", "teruggenomen";
    }
}

/// What an editor decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// On the map it goes.
    Publish,
    /// A question to the sender.
    Ask(String),
    /// Not placed, because.
    Decline(String),
}

impl VersionState {
    /// Whether it waits for an editor.
    #[must_use]
    pub fn in_queue(self) -> bool {
        self == Self::Submitted
    }

    /// Whether a newer version of the sender takes its place.
    #[must_use]
    pub fn replaceable(self) -> bool {
        matches!(self, Self::Unconfirmed | Self::Submitted | Self::Asked)
    }

    /// The state after a decision; `None` when there is nothing to decide.
    #[must_use]
    pub fn decided(self, decision: &Decision) -> Option<Self> {
        self.in_queue().then_some(match decision {
            Decision::Publish => Self::Published,
            Decision::Ask(_) => Self::Asked,
            Decision::Decline(_) => Self::Declined,
        })
    }
}
