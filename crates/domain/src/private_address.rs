//! Addresses that secrets may be sent to.

use std::net::IpAddr;

use url::Url;

/// Whether what is sent to this web address can't be read on the way: over TLS, or to this machine itself.
#[must_use]
pub fn is_private(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    url.scheme() == "https" || (url.scheme() == "http" && url.host_str().is_some_and(is_this_machine))
}

/// Whether the host of an address is this machine itself.
#[must_use]
pub fn is_this_machine(host: &str) -> bool {
    let host = host.trim_matches(['[', ']']);
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_go_over_tls_or_stay_here() {
        for private in ["https://kaart.nl", "http://localhost:8080/a", "http://127.0.0.1", "http://[::1]:3000"] {
            assert!(is_private(private), "{private}");
        }
        for open in
            ["http://kaart.nl", "http://localhost.kwaad.nl", "http://192.0.2.1", "ftp://localhost", "", "kaart.nl"]
        {
            assert!(!is_private(open), "{open}");
        }
    }
}
