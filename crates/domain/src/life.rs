//! One life, every version kept: which state a version is in, and who may bring it into the next.

/// A word for a state, in the database and on the page.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $slug:literal, $label:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// All, in the order of a life.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The word in the database.
            #[must_use]
            pub fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug,)+ }
            }

            /// The word on the page.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }

            /// Reads [`Self::slug`].
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.slug() == text)
            }
        }
    };
}
pub(crate) use words;

words! {
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

words! {
    /// What somebody may do beyond their own initiatives.
    Role {
        /// Checks what comes in.
        Editor = "redacteur", "redacteur";
        /// Exports, runs meetings and rounds.
        Organiser = "organisator", "organisator";
        /// Runs the site: everything, and who may do what.
        Admin = "beheerder", "beheerder";
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
