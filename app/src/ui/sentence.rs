//! What is wrong with a field, as a sentence.

/// "Titel is leeg; elk initiatief heeft een titel."
#[must_use]
pub fn sentence(field: &str, reason: &str) -> String {
    let label = label(field);
    let verb = ["is ", "moet ", "bevat ", "heeft ", "ligt "].iter().any(|verb| reason.starts_with(verb));
    let end = if reason.ends_with('?') { "" } else { "." };
    if verb { format!("{label} {reason}{end}") } else { format!("{label}: {reason}{end}") }
}

/// What a field is called in a sentence.
fn label(field: &str) -> &str {
    match field {
        "school" => "School of organisatie",
        "vestigingscode" => "De gekozen school",
        "plaats" => "Plaats",
        "postcode" => "Postcode",
        "lon" => "Lengtegraad",
        "lat" => "Breedtegraad",
        "onderdeel" => "Plek",
        "titel" => "Titel",
        "samenvatting" => "Samenvatting",
        "omschrijving" => "Omschrijving",
        "sector" => "Sector",
        "thema" => "Thema",
        "fase" => "Fase",
        "periode" => "Periode",
        "website" => "Website",
        "leervraag" => "Leervraag",
        "opbrengst" => "Opbrengst",
        "foto" => "Foto",
        "foto-1" => "Beschrijving van foto 1",
        "foto-2" => "Beschrijving van foto 2",
        "foto-3" => "Beschrijving van foto 3",
        "foto-4" => "Beschrijving van foto 4",
        "foto-5" => "Beschrijving van foto 5",
        "foto-6" => "Beschrijving van foto 6",
        "naam" => "Je naam",
        "functie" => "Functie",
        "email" => "E-mailadres",
        other => other,
    }
}
