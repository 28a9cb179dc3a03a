//! The numbers that stand for something, each of a type of its own: nobody passes one for the other.

/// Defines the number of something.
macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

id! {
    /// The number of a board of schools, never used again.
    BoardId
}

id! {
    /// The number of an initiative, never used again.
    InitiativeId
}

id! {
    /// The number of a person, never used again.
    PersonId
}

id! {
    /// The number of a gathering, never used again.
    GatheringId
}

id! {
    /// The number of a registration for a gathering, never used again.
    RegistrationId
}
