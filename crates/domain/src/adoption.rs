//! "Wij doen dit ook": a school took over from another.

use crate::InitiativeId;

/// One initiative took over from another, by their ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Adoption {
    /// Who took it over.
    pub adopter: InitiativeId,
    /// Where it began.
    pub source: InitiativeId,
}

/// Why an adoption is refused; each reads as a Dutch sentence for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidAdoption {
    /// From itself.
    #[error("Een initiatief kan niet van zichzelf zijn overgenomen. Kies een ander.")]
    Itself,
    /// It is known already, or waits for an answer.
    #[error("Dit is al gevraagd of bevestigd.")]
    Twice,
    /// The source took over from the adopter, directly or by way of others.
    #[error("Zij namen het juist over van het initiatief dat je koos. Andersom kan dan niet meer.")]
    Circle,
}

impl Adoption {
    /// Checks this one against all that are known, whether confirmed or still waiting: so none that waits can close a
    /// circle when it is confirmed later.
    ///
    /// # Errors
    /// Why it can't be added.
    pub fn check(self, known: &[Self]) -> Result<(), InvalidAdoption> {
        if self.adopter == self.source {
            return Err(InvalidAdoption::Itself);
        }
        if known.contains(&self) {
            return Err(InvalidAdoption::Twice);
        }
        // Everything the source goes back to; the adopter must not be in it.
        let mut before = vec![self.source];
        let mut next = 0;
        while let Some(&one) = before.get(next) {
            next += 1;
            for earlier in known.iter().filter(|known| known.adopter == one).map(|known| known.source) {
                if earlier == self.adopter {
                    return Err(InvalidAdoption::Circle);
                }
                if !before.contains(&earlier) {
                    before.push(earlier);
                }
            }
        }
        Ok(())
    }
}
