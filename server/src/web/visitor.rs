//! Who asks, as far as counting goes.

use std::{
    convert::Infallible,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    sync::{Arc, Once},
};

use axum::{
    extract::{FromRef, FromRequestParts},
    http::{Extensions, HeaderMap, request::Parts},
};

use crate::Config;

/// The other end of the connection; an extension of every request.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

/// Who asks, as far as counting goes: an IPv4 address, or the /64 of an IPv6 address. As an argument of a handler it
/// never refuses. It is kept nowhere but in the counters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Visitor(pub IpAddr);

/// The networks that an IPv6 visitor is in, in bits, and how many times as much as a visitor each may: providers give out a
/// /56 or a /48, and who has one has all visitors in it.
pub(super) const NETWORKS: [(u32, u32); 3] = [(64, 1), (56, 2), (48, 4)];

impl Visitor {
    /// The visitor with this address. One connection at home has a whole /64.
    #[must_use]
    pub fn at(ip: IpAddr) -> Self {
        Self(network(ip.to_canonical(), 64))
    }

    /// Under what to count, in the order of [`NETWORKS`]; for IPv4 the address alone.
    pub(super) fn networks(self) -> impl Iterator<Item = IpAddr> {
        let wider = if self.0.is_ipv6() { NETWORKS.len() } else { 1 };
        NETWORKS.into_iter().take(wider).map(move |(bits, _)| network(self.0, bits))
    }

    /// Who sends this: the other end of the connection, or whom the web server in front of us names.
    pub(crate) fn of(headers: &HeaderMap, extensions: &Extensions, behind_proxy: bool) -> Self {
        static UNNAMED: Once = Once::new();
        let named = behind_proxy.then(|| named(headers));
        if named == Some(None) {
            UNNAMED.call_once(|| {
                tracing::warn!("the web server in front names no visitor in X-Forwarded-For: all count as one");
            });
        }
        let peer = || extensions.get::<Peer>().map_or(Ipv4Addr::UNSPECIFIED.into(), |Peer(ip)| *ip);
        Self::at(named.flatten().unwrap_or_else(peer))
    }
}

/// The first so many bits of an IPv6 address; an IPv4 address as it is.
fn network(ip: IpAddr, bits: u32) -> IpAddr {
    match ip {
        IpAddr::V6(ip) => Ipv6Addr::from(u128::from(ip) & !(u128::MAX >> bits)).into(),
        v4 @ IpAddr::V4(_) => v4,
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor
where
    Arc<Config>: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers, &parts.extensions, Arc::<Config>::from_ref(state).behind_proxy))
    }
}

/// The address that the web server in front wrote, in `X-Forwarded-For` or else in `Forwarded` (RFC 7239): the last one.
/// Anybody can write what comes before it.
fn named(headers: &HeaderMap) -> Option<IpAddr> {
    let last = |name: &str| {
        let lines = headers.get_all(name).iter().map(|line| line.to_str().unwrap_or("?"));
        lines.flat_map(|line| line.split(',')).map(str::trim).rfind(|part| !part.is_empty())
    };
    match last("x-forwarded-for") {
        Some(part) => address(part),
        None => last("forwarded")?.split(';').find_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            if name.trim().eq_ignore_ascii_case("for") { address(value) } else { None }
        }),
    }
}

/// An address with or without a port, brackets and quotes.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim().trim_matches('"').trim();
    let host = match text.strip_prefix('[') {
        Some(rest) => rest.split(']').next()?,
        None if text.matches(':').count() == 1 => text.split(':').next()?,
        None => text,
    };
    host.parse().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use axum::http::{HeaderName, HeaderValue};
    use rstest::rstest;

    use super::*;

    fn at(ip: &str) -> Visitor {
        Visitor::at(ip.parse().unwrap())
    }

    #[test]
    fn an_ipv6_household_is_one_visitor() {
        assert_eq!(at("2001:db8:1:2:3::4"), at("2001:db8:1:2:ffff::1"));
        assert_ne!(at("2001:db8:1:2::1"), at("2001:db8:1:3::1"));
        assert_eq!(at("::ffff:192.0.2.7"), at("192.0.2.7"));
        assert_ne!(at("192.0.2.8"), at("192.0.2.7"));
    }

    #[rstest]
    #[case(&["x-forwarded-for: 192.0.2.7"], Some("192.0.2.7"))]
    #[case(&["x-forwarded-for: 198.51.100.1, 192.0.2.7"], Some("192.0.2.7"))]
    #[case(&["x-forwarded-for: 198.51.100.1", "x-forwarded-for: 192.0.2.7"], Some("192.0.2.7"))]
    #[case(&["x-forwarded-for:  192.0.2.7:49152 "], Some("192.0.2.7"))]
    #[case(&["x-forwarded-for: \"192.0.2.7\""], Some("192.0.2.7"))]
    #[case(&["x-forwarded-for: 198.51.100.1,, 192.0.2.7 , ,"], Some("192.0.2.7"))]
    #[case(&["x-forwarded-for: 192.0.2.7", "x-forwarded-for: "], Some("192.0.2.7"))]
    #[case(&["x-forwarded-for: 2001:db8::1"], Some("2001:db8::"))]
    #[case(&["x-forwarded-for: [2001:db8::1]"], Some("2001:db8::"))]
    #[case(&["x-forwarded-for: \"[2001:db8::1]:443\""], Some("2001:db8::"))]
    #[case(&["x-forwarded-for: ::ffff:192.0.2.7"], Some("192.0.2.7"))]
    #[case(&["forwarded: for=192.0.2.7"], Some("192.0.2.7"))]
    #[case(&["forwarded: for=198.51.100.1, proto=https; For=\"192.0.2.7:_x\" ;by=10.0.0.1"], Some("192.0.2.7"))]
    #[case(&["forwarded: for=\"[2001:db8::1]:4711\""], Some("2001:db8::"))]
    #[case(&["forwarded: for=198.51.100.1", "x-forwarded-for: 192.0.2.7"], Some("192.0.2.7"))]
    // Never further on: somebody else wrote that.
    #[case(&["x-forwarded-for: 198.51.100.1, unknown"], None)]
    #[case(&["x-forwarded-for: 198.51.100.1", "x-forwarded-for: \u{e9}"], None)]
    #[case(&["forwarded: for=198.51.100.1, for=_hidden"], None)]
    #[case(&["forwarded: for=198.51.100.1, proto=https"], None)]
    #[case(&["x-forwarded-for: unknown", "forwarded: for=198.51.100.1"], None)]
    #[case(&["x-forwarded-for: ,"], None)]
    #[case(&[], None)]
    fn the_web_server_in_front_names_the_visitor(#[case] lines: &[&str], #[case] visitor: Option<&str>) {
        let mut headers = HeaderMap::new();
        for line in lines {
            let (name, value) = line.split_once(": ").unwrap();
            let value = HeaderValue::from_bytes(value.as_bytes()).unwrap();
            headers.append(HeaderName::try_from(name).unwrap(), value);
        }
        let mut extensions = Extensions::new();
        extensions.insert(Peer([10, 0, 0, 1].into()));
        assert_eq!(Visitor::of(&headers, &extensions, true), visitor.map_or(at("10.0.0.1"), at));
        assert_eq!(Visitor::of(&headers, &extensions, false), at("10.0.0.1"));
    }
}
