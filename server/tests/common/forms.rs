//! Complete forms, of which a test changes what it is about.

pub type Fields<'a> = Vec<(&'a str, &'a str)>;

/// A form with these fields instead of its own of the same names; a name may come more than once.
pub fn with<'a>(mut form: Fields<'a>, other: &[(&'a str, &'a str)]) -> Fields<'a> {
    form.retain(|(name, _)| other.iter().all(|(n, _)| n != name));
    form.extend(other);
    form
}

/// `/plaatsen`, as somebody fills it in who is not signed in: Anna, of a museum in Roermond.
pub fn submission<'a>(other: &[(&'a str, &'a str)]) -> Fields<'a> {
    let form = vec![
        ("school", "Museum zonder Muren"),
        ("plaats", "Roermond"),
        ("onderdeel", "buitenplaats"),
        ("titel", "Schilderen met de buren"),
        ("samenvatting", "Leerlingen en buren maken samen een muurschildering. Elke maand een nieuwe."),
        ("sector", "po"),
        ("sector", "vo"),
        ("thema", "steam"),
        ("fase", "lopend"),
        ("naam", "Anna Voorbeeld"),
        ("functie", "leraar"),
        ("email", "anna@school.nl"),
    ];
    with(form, other)
}

/// `/plaatsen` for [`super::Person::places`], who is signed in: an initiative of De Proefschool in Weert.
pub fn initiative<'a>(title: &'a str, other: &[(&'a str, &'a str)]) -> Fields<'a> {
    let mut form = content(title);
    form.extend([("plaats", "Weert"), ("lon", "5.7064"), ("lat", "51.2518"), ("ander", "ja")]);
    with(form, other)
}

/// `/mijn/{id}`: another title for what [`initiative`] placed, over this version.
pub fn change<'a>(version: &'a str, title: &'a str, other: &[(&'a str, &'a str)]) -> Fields<'a> {
    let mut form = content(title);
    form.push(("basis", version));
    with(form, other)
}

fn content(title: &str) -> Fields<'_> {
    vec![
        ("titel", title),
        ("samenvatting", "Leerlingen bouwen samen een robot."),
        ("omschrijving", "Eerste alinea.\r\n\r\nTweede alinea."),
        ("school", "De Proefschool"),
        ("sector", "po"),
        ("thema", "steam"),
        ("fase", "lopend"),
        ("onderdeel", "vrijplaats"),
    ]
}

/// The value of an input; empty when there is none.
pub fn value(html: &str, name: &str) -> String {
    let input = html.split("<input").find(|part| part.contains(&format!("name=\"{name}\""))).unwrap_or_default();
    let input = input.split('>').next().unwrap_or_default();
    input.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

/// What these inputs of a page hold.
pub fn values<'a>(html: &str, names: &[&'a str]) -> Vec<(&'a str, String)> {
    names.iter().map(|name| (*name, value(html, name))).collect()
}

/// The same fields, to send.
pub fn borrowed<'a>(fields: &'a [(&'a str, String)]) -> Fields<'a> {
    fields.iter().map(|(name, value)| (*name, &**value)).collect()
}
