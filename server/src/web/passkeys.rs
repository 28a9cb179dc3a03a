//! Passkeys as a website checks them: [Web Authentication, level 3](https://www.w3.org/TR/webauthn-3/).

use serde::Serialize;
use url::Url;
use webauthn_rs::{
    Webauthn, WebauthnBuilder,
    prelude::{
        Passkey, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Uuid,
        WebauthnError,
    },
};

/// Makes passkeys for one website, and checks them.
#[derive(Debug)]
pub struct Passkeys(Webauthn);

/// What a page asks of a device (JSON, for its script), and what is needed to check the answer. That may be kept where
/// only the server reads it.
#[derive(Debug)]
pub(crate) struct Ceremony<State> {
    pub(crate) asks: String,
    pub(crate) state: State,
}

/// A passkey whose answer was right.
#[derive(Debug)]
pub(crate) struct Shown {
    /// Hash of what the device calls it.
    pub(crate) id: String,
    /// What is kept of it: JSON.
    pub(crate) credential: String,
}

/// Why an answer does not count; for the log.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unproven {
    #[error("{0}")]
    Ceremony(#[from] WebauthnError),
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    #[error("no passkey of this person")]
    Unknown,
}

impl Passkeys {
    /// For the website at this address. `None` where browsers have no passkeys: without TLS, and at an address that is a
    /// number.
    #[must_use]
    pub fn at(site_url: &str) -> Option<Self> {
        let origin = Url::parse(site_url).ok()?;
        let domain = origin.domain().filter(|domain| origin.scheme() == "https" || *domain == "localhost")?;
        let builder = WebauthnBuilder::new(domain, &origin).ok()?;
        builder.rp_name("InnovatieKaart").build().ok().map(Self)
    }

    /// Begins to make a passkey for a person, beside the ones they have.
    pub(crate) fn begin_making(
        &self,
        person: i64,
        name: &str,
        kept: &[String],
    ) -> Result<Ceremony<PasskeyRegistration>, Unproven> {
        let kept = read(kept)?.iter().map(|passkey| passkey.cred_id().clone()).collect();
        // Who has the device sees it: a number, as in addresses of the desk.
        let handle = Uuid::from_u128(u128::from(person.unsigned_abs()));
        let (asks, state) = self.0.start_passkey_registration(handle, name, name, Some(kept))?;
        Ceremony::new(&asks, state)
    }

    /// Checks the answer of a device to [`Self::begin_making`].
    pub(crate) fn finish_making(&self, state: &PasskeyRegistration, answer: &str) -> Result<Shown, Unproven> {
        let answer: RegisterPublicKeyCredential = serde_json::from_str(answer)?;
        Shown::of(&self.0.finish_passkey_registration(&answer, state)?)
    }

    /// Begins to ask for one of these passkeys.
    pub(crate) fn begin_asking(&self, kept: &[String]) -> Result<Ceremony<PasskeyAuthentication>, Unproven> {
        let (asks, state) = self.0.start_passkey_authentication(&read(kept)?)?;
        Ceremony::new(&asks, state)
    }

    /// Checks the answer of a device to [`Self::begin_asking`], from one of these passkeys.
    pub(crate) fn finish_asking(
        &self,
        state: &PasskeyAuthentication,
        answer: &str,
        kept: &[String],
    ) -> Result<Shown, Unproven> {
        let answer: PublicKeyCredential = serde_json::from_str(answer)?;
        let result = self.0.finish_passkey_authentication(&answer, state)?;
        let mut kept = read(kept)?;
        let used = kept.iter_mut().find(|passkey| passkey.cred_id() == result.cred_id()).ok_or(Unproven::Unknown)?;
        used.update_credential(&result);
        Shown::of(used)
    }
}

impl<State> Ceremony<State> {
    fn new(asks: &impl Serialize, state: State) -> Result<Self, Unproven> {
        Ok(Self { asks: serde_json::to_string(asks)?, state })
    }
}

impl Shown {
    fn of(passkey: &Passkey) -> Result<Self, Unproven> {
        let id = blake3::hash(passkey.cred_id()).to_hex().to_string();
        Ok(Self { id, credential: serde_json::to_string(passkey)? })
    }
}

fn read(kept: &[String]) -> Result<Vec<Passkey>, Unproven> {
    Ok(kept.iter().map(|credential| serde_json::from_str(credential)).collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_exist_where_browsers_have_them() {
        for good in ["https://kaart.voorbeeld.nl", "https://kaart.voorbeeld.nl:8443", "http://localhost:3000"] {
            assert!(Passkeys::at(good).is_some(), "{good}");
        }
        for bad in ["http://kaart.voorbeeld.nl", "http://127.0.0.1:3000", "https://192.0.2.1", "https://[::1]:3000", ""]
        {
            assert!(Passkeys::at(bad).is_none(), "{bad}");
        }
    }
}
