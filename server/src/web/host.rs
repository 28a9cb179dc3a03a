//! The host that a request names: one, and ours.

use std::net::IpAddr;

use axum::{
    extract::Request,
    http::{StatusCode, Uri, Version, header, uri::Authority},
};

use crate::web::problem::Problem;

/// Lets through what names our host: that of `site`, the address visitors use, when the operator gave one. Numbers and names
/// without a dot stay good for who asks from nearby: nobody can make those lead here from a site of their own.
///
/// # Errors
/// 400 when it names no host or several, 421 when it names another.
pub(crate) fn check(request: &Request, site: Option<&str>) -> Result<(), Problem> {
    let mut named = request.headers().get_all(header::HOST).iter();
    let host = match (named.next(), named.next()) {
        (Some(host), None) => host.to_str().ok().and_then(|host| host.parse::<Authority>().ok()),
        (None, _) if request.version() == Version::HTTP_10 => return Ok(()),
        _ => None,
    };
    let host = host.ok_or_else(|| Problem::of_status(StatusCode::BAD_REQUEST))?;
    let Some(site) = site else { return Ok(()) };
    let own = site.parse::<Uri>().ok();
    let own = own.as_ref().and_then(Uri::host).is_some_and(|own| own.eq_ignore_ascii_case(host.host()));
    let number = host.host().trim_matches(['[', ']']).parse::<IpAddr>();
    let nearby = number.is_ok() || !host.host().contains('.');
    if own || nearby {
        return Ok(());
    }
    Err(Problem::new(StatusCode::MISDIRECTED_REQUEST, format!("Dit is niet het adres van deze kaart; dat is {site}.")))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use axum::body::Body;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(&["kaart.nl"], 200)]
    #[case(&["Kaart.NL:443"], 200)]
    #[case(&["127.0.0.1:3000"], 200)]
    #[case(&["[::1]:3000"], 200)]
    #[case(&["[::ffff:192.0.2.7]"], 200)]
    #[case(&["localhost"], 200)]
    #[case(&["innovatiekaart:3000"], 200)]
    #[case(&["kwaad.nl"], 421)]
    #[case(&["kaart.nl.kwaad.nl"], 421)]
    #[case(&["127.0.0.1.kwaad.nl"], 421)]
    #[case(&[], 400)]
    #[case(&[""], 400)]
    #[case(&["kaart.nl", "kaart.nl"], 400)]
    #[case(&["kaart.nl, kwaad.nl"], 400)]
    fn a_request_names_one_host_and_ours(#[case] hosts: &[&str], #[case] status: u16) {
        let mut request = Request::builder();
        for host in hosts {
            request = request.header("host", *host);
        }
        let request = request.body(Body::empty()).unwrap();
        let refused = |site| check(&request, site).err().map_or(200, |problem| problem.status.as_u16());
        assert_eq!(refused(Some("https://kaart.nl")), status);
        assert_eq!(refused(None), if status == 421 { 200 } else { status }, "without an address of our own");
    }
}
