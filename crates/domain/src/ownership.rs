//! Who may own an initiative: the ways to become an owner, and when an e-mail address proves that somebody works at a school.

mod hosts;

use self::hosts::{FREE_MAIL, PUPIL_SUBDOMAINS, SITE_BUILDERS};
use crate::{Email, WebAddress, slug_enum};

/// The longest text with which somebody says who they are, in characters.
pub const MAX_WHY: usize = 500;

slug_enum! {
    /// A way in which somebody becomes an owner.
    ProposalKind {
        /// "Dit is van onze school": of an initiative that nobody owns.
        Claim = "claim", "claim";
        /// An owner offers it to somebody, and is no owner once they accept.
        Handover = "overdracht", "overdracht";
        /// An owner invites somebody beside them.
        CoOwner = "mede-eigenaar", "uitnodiging als mede-eigenaar";
        /// "Wij horen hierbij": somebody asks the owners.
        Join = "erbij", "vraag om erbij te horen";
    }
}

impl ProposalKind {
    /// Whether an owner makes it, for somebody who gets a link by mail.
    #[must_use]
    pub fn offered(self) -> bool {
        matches!(self, Self::Handover | Self::CoOwner)
    }
}

/// The host of a website in lower case, without `www.` and a port; empty when there is none.
#[must_use]
pub fn host_of(website: &str) -> String {
    let address = WebAddress::parse(website).ok();
    let host = address.as_ref().map_or("", WebAddress::host).trim_end_matches('.');
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

/// Whether an address proves that its owner belongs to the school with this website: it has the same host, one under it, or
/// the one directly above it (`deschool.bestuur.nl` and `bestuur.nl`). Never for hosts where anybody can have an address or
/// a site, nor for pupils' addresses.
#[must_use]
pub fn address_of_site(email: &Email, website: &str) -> bool {
    let (mail, site) = (email.host(), host_of(website));
    let under = |host: &str, above: &str| host.strip_suffix(above).is_some_and(|rest| rest.ends_with('.'));
    let open_to_anybody =
        |host: &str| FREE_MAIL.iter().chain(&SITE_BUILDERS).any(|known| host == *known || under(host, known));
    let parent = site.split_once('.').map_or("", |(_, parent)| parent);
    if !site.contains('.') || open_to_anybody(mail) || open_to_anybody(&site) {
        return false;
    }
    if mail.split('.').any(|label| PUPIL_SUBDOMAINS.contains(&label)) {
        return false;
    }
    mail == site || under(mail, &site) || (parent.contains('.') && mail == parent)
}
