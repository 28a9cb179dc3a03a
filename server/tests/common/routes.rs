//! Every address of the product, read from the list that the router is made of.

use domain::paths;

/// The list, in which a route is `.route("/address", get(..).post(..))`.
const LIST: &str = include_str!("../../src/routes.rs");

/// An address as the router knows it, `/mijn/{id}`, with its methods.
pub type Route = (String, Vec<&'static str>);

/// The routes of one function of the list.
pub fn of(function: &str) -> Vec<Route> {
    let body = LIST.split(&format!("fn {function}(")).nth(1).expect(function);
    routes(body.split("\n}\n").next().unwrap())
}

/// All routes of the list, and the one that its patterns can't say.
pub fn all() -> Vec<Route> {
    let mut found = routes(LIST);
    found.push(("/sitemap-1.xml".to_owned(), vec!["GET"]));
    found
}

fn routes(text: &'static str) -> Vec<Route> {
    let route = |text: &'static str| -> Route {
        let (name, rest) = text.split_once(',').unwrap();
        let path = match name.trim() {
            "follow::ONE_CLICK" => "/volgen/{token}/stoppen",
            "static_files::COMPONENT" => "/innovatie-kaart.js",
            "STREET_FILE" => "/kaart/straten.pmtiles",
            "catalogue::FILE" => "/catalogus.jsonld",
            "paths::OPEN_DATA" => paths::OPEN_DATA,
            "paths::ORGANISERS" => paths::ORGANISERS,
            literal => literal.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).expect(literal),
        };
        let methods = [("GET", "get("), ("POST", "post("), ("GET", "any(")];
        let methods = methods.iter().filter(|(_, call)| rest.contains(call)).map(|(method, _)| *method).collect();
        (path.to_owned(), methods)
    };
    text.split(".route(").skip(1).map(route).collect()
}
