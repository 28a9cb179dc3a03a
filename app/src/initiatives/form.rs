//! An initiative as it was typed: where it is placed and where it is changed. Nothing is lost between the browser and the rules.

use domain::RawInitiative;

use crate::{map::PinFields, ui::Described};

/// The fields of an initiative as text. What [`domain::InitiativeContent::parse`] makes of it is another matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InitiativeForm {
    /// All but the place, which stays empty here.
    pub text: RawInitiative,
    /// Where it is.
    pub pin: PinFields,
    /// The pictures, as they were described.
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
            let mut values = all(pairs, name);
            *text = match name {
                "sector" | "thema" => values.join("|"),
                "opbrengst" => values.join("\n"),
                _ => values.pop().unwrap_or_default(),
            };
        }
        let lines = form.text.opbrengst.lines().filter(|line| !line.trim().is_empty());
        form.text.opbrengst = lines.collect::<Vec<_>>().join("\n");
        form
    }

    /// The fields by name.
    fn texts(&mut self) -> impl Iterator<Item = (&'static str, &mut String)> {
        let t = &mut self.text;
        let texts = [
            ("school", &mut t.school),
            ("vestigingscode", &mut t.vestigingscode),
            ("onderdeel", &mut t.onderdeel),
            ("titel", &mut t.titel),
            ("samenvatting", &mut t.samenvatting),
            ("omschrijving", &mut t.omschrijving),
            ("sector", &mut t.sector),
            ("thema", &mut t.thema),
            ("fase", &mut t.fase),
            ("periode", &mut t.periode),
            ("website", &mut t.website),
            ("leervraag", &mut t.leervraag),
            ("opbrengst", &mut t.opbrengst),
        ];
        texts.into_iter().chain(self.pin.texts())
    }

    /// For the rules. An address without `https://` gets it.
    #[must_use]
    pub fn raw(&self) -> RawInitiative {
        let PinFields { plaats, postcode, lon, lat, .. } = self.pin.clone();
        let website = self.text.website.trim();
        let bare = !website.is_empty() && !website.contains(':') && website.contains('.');
        let website = if bare { format!("https://{website}") } else { website.to_owned() };
        RawInitiative { plaats, postcode, lon, lat, website, ..self.text.clone() }
    }

    /// What was typed as pairs again: what [`InitiativeForm::from_pairs`] reads, without the pictures. What is empty is left
    /// out.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut form = self.clone();
        let pairs = form.texts().map(|(name, text)| (name, std::mem::take(text)));
        pairs.filter(|(_, text)| !text.is_empty()).collect()
    }
}
