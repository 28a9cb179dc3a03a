//! Who may own an initiative: how somebody becomes an owner, and when an address proves that they are of a school.

use crate::life::words;
use crate::placing::Email;

/// The longest text with which somebody says who they are, in characters.
pub const MAX_WHY: usize = 500;

words! {
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

/// Hosts under which anybody can have an address or a site: they prove nothing about a school.
const ANYBODYS: [&str; 47] = [
    "gmail.com",
    "googlemail.com",
    "google.com",
    "hotmail.com",
    "hotmail.nl",
    "hotmail.be",
    "outlook.com",
    "outlook.nl",
    "live.com",
    "live.nl",
    "msn.com",
    "microsoft.com",
    "onmicrosoft.com",
    "sharepoint.com",
    "office.com",
    "yahoo.com",
    "yahoo.nl",
    "icloud.com",
    "me.com",
    "mac.com",
    "aol.com",
    "gmx.net",
    "gmx.com",
    "gmx.de",
    "web.de",
    "proton.me",
    "protonmail.com",
    "pm.me",
    "ziggo.nl",
    "upcmail.nl",
    "home.nl",
    "kpnmail.nl",
    "kpnplanet.nl",
    "planet.nl",
    "hetnet.nl",
    "xs4all.nl",
    "telfort.nl",
    "casema.nl",
    "chello.nl",
    "online.nl",
    "solcon.nl",
    "caiway.nl",
    "zeelandnet.nl",
    "quicknet.nl",
    "tele2.nl",
    "skynet.be",
    "telenet.be",
];

/// Hosts of who builds or shows sites for anybody.
const BUILDERS: [&str; 18] = [
    "wixsite.com",
    "wix.com",
    "wordpress.com",
    "weebly.com",
    "jimdo.com",
    "jimdosite.com",
    "jimdofree.com",
    "webnode.nl",
    "webnode.com",
    "jouwweb.nl",
    "yurls.net",
    "blogspot.com",
    "github.io",
    "facebook.com",
    "instagram.com",
    "linkedin.com",
    "socialschools.nl",
    "socialschools.eu",
];

/// What pupils' addresses have before the school's own host.
const PUPILS: [&str; 9] =
    ["leerling", "leerlingen", "student", "students", "studenten", "ll", "lln", "edu-leerling", "pupil"];

/// The host of a website in lower case, without `www.` and a port; empty when there is none.
#[must_use]
pub fn host_of(website: &str) -> String {
    let website = website.trim().to_ascii_lowercase();
    let host = website.split_once("://").map_or(&*website, |(_, rest)| rest);
    let host = host.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default().trim_end_matches('.');
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

/// Whether an address is of the host of a website: the same, one under it, or the one it stands directly under
/// (`deschool.bestuur.nl` and `bestuur.nl`). Never for hosts where anybody can have an address, nor for pupils'.
#[must_use]
pub fn address_of_site(email: &Email, website: &str) -> bool {
    let (mail, site) = (email.host(), host_of(website));
    let under = |host: &str, above: &str| host.strip_suffix(above).is_some_and(|rest| rest.ends_with('.'));
    let anybodys = |host: &str| ANYBODYS.iter().chain(&BUILDERS).any(|one| host == *one || under(host, one));
    let parent = site.split_once('.').map_or("", |(_, parent)| parent);
    if !site.contains('.') || anybodys(mail) || anybodys(&site) {
        return false;
    }
    if mail.split('.').any(|label| PUPILS.contains(&label)) {
        return false;
    }
    mail == site || under(mail, &site) || (parent.contains('.') && mail == parent)
}
