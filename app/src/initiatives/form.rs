//! An initiative as it was typed: where it is placed and where it is changed. Nothing is lost between the browser and the rules.

use domain::RawInitiative;

use crate::{map::PinFields, ui::Described};

/// The fields of an initiative as text. What [`domain::InitiativeContent::parse`] makes of it is another matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named like the public fields")]
pub struct InitiativeForm {
    pub school: String,
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
    /// Without empty ones.
    pub opbrengst: Vec<String>,
    pub fotos: Vec<Described>,
}

/// All values of a field, in their order. Lines end in `\n`.
pub(crate) fn all<N: AsRef<str>, V: AsRef<str>>(pairs: &[(N, V)], name: &str) -> Vec<String> {
    pairs.iter().filter(|(n, _)| n.as_ref() == name).map(|(_, v)| v.as_ref().replace("\r\n", "\n")).collect()
}

impl InitiativeForm {
    /// From decoded pairs; of a field that comes twice the last counts, where several are not allowed. Outcomes come as
    /// several values, or as lines.
    #[must_use]
    pub fn from_pairs<N: AsRef<str>, V: AsRef<str>>(pairs: &[(N, V)]) -> Self {
        let mut form = Self { fotos: Described::from_pairs(pairs), ..Self::default() };
        for (name, text) in form.texts() {
            *text = all(pairs, name).pop().unwrap_or_default();
        }
        for (name, list) in form.lists() {
            *list = all(pairs, name);
        }
        let lines = form.opbrengst.iter().flat_map(|value| value.split('\n')).filter(|line| !line.trim().is_empty());
        form.opbrengst = lines.map(str::to_owned).collect();
        form
    }

    /// The fields with one text, by name.
    fn texts(&mut self) -> [(&'static str, &mut String); 15] {
        let [plaats, postcode, lon, lat, gezocht, speld] = self.pin.texts();
        [
            ("school", &mut self.school),
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
            gezocht,
            speld,
        ]
    }

    /// The fields with several texts, by name.
    fn lists(&mut self) -> [(&'static str, &mut Vec<String>); 3] {
        [("sector", &mut self.sector), ("thema", &mut self.thema), ("opbrengst", &mut self.opbrengst)]
    }

    /// For the rules. An address without `https://` gets it.
    #[must_use]
    pub fn raw(&self) -> RawInitiative {
        let website = self.website.trim();
        let bare = !website.is_empty() && !website.contains(':') && website.contains('.');
        RawInitiative {
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
            ..RawInitiative::default()
        }
    }

    /// What was typed as pairs again: what [`InitiativeForm::from_pairs`] reads, without the pictures. What is empty is left
    /// out.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut form = self.clone();
        let mut pairs: Vec<(&'static str, String)> =
            form.texts().into_iter().map(|(name, text)| (name, std::mem::take(text))).collect();
        for (name, list) in form.lists() {
            pairs.extend(std::mem::take(list).into_iter().map(|value| (name, value)));
        }
        pairs.retain(|(_, value)| !value.is_empty());
        pairs
    }
}
