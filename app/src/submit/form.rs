//! The fields of the form as they were typed. Nothing is lost between the browser and the rules.

use domain::{RawInitiative, RawSubmission};

use crate::{map::PinFields, ui::Described};

/// How many rows the form has for what it brought.
pub const OUTCOMES: usize = 6;

/// The fields of the form as text. What [`domain::NewSubmission::parse`] makes of it is another matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named like the public fields")]
pub struct SubmitForm {
    pub school: String,
    pub vestigingscode: String,
    pub pin: PinFields,
    pub onderdeel: String,
    pub titel: String,
    pub samenvatting: String,
    pub omschrijving: String,
    pub sector: Vec<String>,
    pub thema: Vec<String>,
    pub fase: String,
    pub periode: String,
    pub website: String,
    pub leervraag: String,
    pub opbrengst: Vec<String>,
    pub fotos: Vec<Described>,
    pub naam: String,
    pub functie: String,
    pub email: String,
    /// The page of the initiative is to name them.
    pub tonen: bool,
    /// The sender says: this is another initiative than those it looks like.
    pub ander: bool,
    /// The site code that the name and the pin were filled in from.
    pub gekozen: String,
    /// What is typed here is kept on the server too, in the place of what was kept before.
    pub bewaar: bool,
}

impl SubmitForm {
    /// From decoded pairs; of a field that comes twice the last counts, where several are not allowed.
    #[must_use]
    pub fn from_pairs<N: AsRef<str>, V: AsRef<str>>(pairs: &[(N, V)]) -> Self {
        let all = |name: &str| -> Vec<String> {
            pairs.iter().filter(|(n, _)| n.as_ref() == name).map(|(_, v)| v.as_ref().replace("\r\n", "\n")).collect()
        };
        let one = |name: &str| all(name).pop().unwrap_or_default();
        let ticked = |name: &str| !one(name).is_empty();
        let mut form = Self {
            fotos: Described::from_pairs(pairs),
            tonen: ticked("tonen"),
            ander: ticked("ander"),
            bewaar: ticked("bewaar"),
            ..Self::default()
        };
        for (name, text) in form.texts() {
            *text = one(name);
        }
        for (name, list) in form.lists() {
            *list = all(name);
        }
        form
    }

    /// The fields with one text, by name.
    fn texts(&mut self) -> [(&'static str, &mut String); 20] {
        let [plaats, postcode, lon, lat, gezocht, speld] = self.pin.texts();
        [
            ("school", &mut self.school),
            ("vestigingscode", &mut self.vestigingscode),
            plaats,
            postcode,
            lon,
            lat,
            ("onderdeel", &mut self.onderdeel),
            ("titel", &mut self.titel),
            ("samenvatting", &mut self.samenvatting),
            ("omschrijving", &mut self.omschrijving),
            ("fase", &mut self.fase),
            ("periode", &mut self.periode),
            ("website", &mut self.website),
            ("leervraag", &mut self.leervraag),
            ("naam", &mut self.naam),
            ("functie", &mut self.functie),
            ("email", &mut self.email),
            ("gekozen", &mut self.gekozen),
            gezocht,
            speld,
        ]
    }

    /// The fields with several texts, by name.
    fn lists(&mut self) -> [(&'static str, &mut Vec<String>); 3] {
        [("sector", &mut self.sector), ("thema", &mut self.thema), ("opbrengst", &mut self.opbrengst)]
    }

    /// For the rules. An address without `https://` gets it; a bar in a result would part it.
    #[must_use]
    pub fn raw(&self) -> RawSubmission {
        let website = self.website.trim();
        let bare = !website.is_empty() && !website.contains(':') && website.contains('.');
        RawSubmission {
            initiatief: RawInitiative {
                sleutel: String::new(),
                titel: self.titel.clone(),
                samenvatting: self.samenvatting.clone(),
                omschrijving: self.omschrijving.clone(),
                school: self.school.clone(),
                plaats: self.pin.plaats.clone(),
                postcode: self.pin.postcode.clone(),
                lon: self.pin.lon.clone(),
                lat: self.pin.lat.clone(),
                sector: self.sector.join("|"),
                thema: self.thema.join("|"),
                fase: self.fase.clone(),
                onderdeel: self.onderdeel.clone(),
                website: if bare { format!("https://{website}") } else { website.to_owned() },
                leervraag: self.leervraag.clone(),
                opbrengst: self.opbrengst.join("\n"),
                periode: self.periode.clone(),
                vestigingscode: self.vestigingscode.clone(),
            },
            naam: self.naam.clone(),
            functie: self.functie.clone(),
            email: self.email.clone(),
            tonen: self.tonen,
        }
    }

    /// What was typed as pairs again: what [`SubmitForm::from_pairs`] reads. What is empty is left out.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let ja = |yes: bool| if yes { "ja".to_owned() } else { String::new() };
        let mut form = self.clone();
        let mut pairs: Vec<(&'static str, String)> =
            form.texts().into_iter().map(|(name, text)| (name, std::mem::take(text))).collect();
        pairs.extend([("tonen", ja(self.tonen)), ("ander", ja(self.ander))]);
        for (name, list) in form.lists() {
            pairs.extend(std::mem::take(list).into_iter().map(|value| (name, value)));
        }
        pairs.retain(|(_, value)| !value.is_empty());
        pairs
    }
}
