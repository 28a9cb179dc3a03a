//! When an address proves that somebody is of a school.
#![allow(clippy::unwrap_used)]

use domain::{
    Email,
    ownership::{address_of_site, host_of},
};
use rstest::rstest;

#[rstest]
#[case("https://www.deproef.nl/over?x=1#y", "deproef.nl")]
#[case("http://DeProef.nl:8080", "deproef.nl")]
#[case("www.deproef.nl.", "deproef.nl")]
// Who is meant by an address with a name in it, is not to be guessed.
#[case("https://kwaad.nl@deproef.nl/", "")]
#[case("", "")]
fn a_host_is_read_from_what_a_register_says(#[case] website: &str, #[case] host: &str) {
    assert_eq!(host_of(website), host);
}

#[rstest]
#[case("anna@deproef.nl", "https://www.deproef.nl", true)]
#[case("anna@po.deproef.nl", "https://www.deproef.nl", true)]
#[case("anna@bestuur.nl", "https://deproef.bestuur.nl", true)]
#[case("anna@bestuur.nl", "https://www.deproef.bestuur.nl", true)]
#[case("anna@bestuur.nl", "https://a.deproef.bestuur.nl", false)]
#[case("anna@andere.nl", "https://www.deproef.nl", false)]
#[case("anna@nietdeproef.nl", "https://deproef.nl", false)]
#[case("anna@deproef.nl.kwaad.nl", "https://deproef.nl", false)]
#[case("anna@leerling.deproef.nl", "https://deproef.nl", false)]
#[case("anna@gmail.com", "https://gmail.com", false)]
#[case("anna@google.com", "https://sites.google.com/deproef", false)]
#[case("anna@jouwweb.nl", "https://deproef.jouwweb.nl", false)]
#[case("anna@outlook.com", "https://www.deproef.nl", false)]
#[case("anna@deproef.nl", "", false)]
#[case("anna@deproef.nl", "https://nl", false)]
#[case("anna@co.nl", "https://nl", false)]
fn an_address_is_of_a_site_or_not(#[case] email: &str, #[case] website: &str, #[case] expected: bool) {
    assert_eq!(address_of_site(&Email::parse(email).unwrap(), website), expected);
}
