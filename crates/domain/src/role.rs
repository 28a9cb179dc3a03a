//! What people may do beyond their own initiatives, and where.

use crate::{Region, UnknownTerm, slug_enum};

slug_enum! {
    /// What somebody may do beyond their own initiatives. A new role also needs: an extractor in
    /// `server/src/accounts/permission.rs`, its rights in `signed_in.rs`, a choice in `members.rs`, and `cli/admin.rs`.
    Role {
        /// Checks what comes in.
        Editor = "redacteur", "redacteur";
        /// Exports, runs meetings and rounds.
        Organiser = "organisator", "organisator";
        /// Runs the site: everything, and who may do what.
        Admin = "beheerder", "beheerder";
    }
}

/// Where a role counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All over the map.
    Everywhere,
    /// In one region.
    Region(Region),
}

impl Scope {
    /// Whether what lies in this region is within it.
    #[must_use]
    pub fn covers(self, region: Region) -> bool {
        match self {
            Self::Everywhere => true,
            Self::Region(own) => own == region,
        }
    }

    /// The one region that it is, when it is one.
    #[must_use]
    pub fn region(self) -> Option<Region> {
        match self {
            Self::Everywhere => None,
            Self::Region(region) => Some(region),
        }
    }

    /// The word in forms and the database: the slug of the region; empty for everywhere.
    #[must_use]
    pub fn slug(self) -> &'static str {
        self.region().map_or("", Region::slug)
    }

    /// Reads [`Self::slug`].
    ///
    /// # Errors
    /// When there is no such region.
    pub fn parse(text: &str) -> Result<Self, UnknownTerm> {
        if text.is_empty() { Ok(Self::Everywhere) } else { Region::parse(text).map(Self::Region) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn scope_covers_its_own_region_or_all() {
        for region in Region::ALL {
            assert!(Scope::Everywhere.covers(*region));
            assert_eq!(Scope::Region(Region::Mid).covers(*region), *region == Region::Mid);
        }
    }

    #[test]
    fn scope_is_read_as_it_was_written() {
        for scope in [Scope::Everywhere, Scope::Region(Region::North)] {
            assert_eq!(Scope::parse(scope.slug()).unwrap(), scope);
        }
        assert!(Scope::parse("limburg").is_err());
    }
}
