//! A device with a passkey in it, made after [WebAuthn](https://www.w3.org/TR/webauthn-3/): section 6.1 for what it signs,
//! 6.5.4 for what it says of a new key.

use data_encoding::BASE64URL_NOPAD;
use ring::{
    digest::{SHA256, digest},
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use serde_json::{Value, json};

/// The person was there, and the device knew who it was.
const PRESENT_AND_VERIFIED: u8 = 0b101;
/// What follows has a new key in it.
const WITH_KEY: u8 = 0b100_0000;

pub struct Authenticator {
    key: EcdsaKeyPair,
    id: [u8; 16],
    /// The site that the browser says it is on.
    pub origin: String,
}

impl Authenticator {
    pub fn new(origin: &str) -> Self {
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, document.as_ref(), &random).unwrap();
        let id = digest(&SHA256, key.public_key().as_ref()).as_ref()[..16].try_into().unwrap();
        Self { key, id, origin: origin.to_owned() }
    }

    /// Makes a passkey, as a page asks for it.
    pub fn make(&self, page: &str) -> String {
        let asks = asked_of_the_device(page);
        let client = self.client_data("webauthn.create", &asks["publicKey"]["challenge"]);
        let mut data = self.data(&asks["publicKey"]["rp"]["id"], PRESENT_AND_VERIFIED | WITH_KEY);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend(self.id);
        // COSE: an elliptic curve key (2) for ES256 (-7) on P-256 (1), and its coordinates.
        let point = self.key.public_key().as_ref();
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..65]);
        // CBOR: {"fmt": "none", "attStmt": {}, "authData": …}.
        let mut attestation = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        attestation.push(u8::try_from(data.len()).unwrap());
        attestation.extend(data);
        self.answer(json!({ "attestationObject": encode(&attestation), "clientDataJSON": encode(&client) }))
    }

    /// Shows the passkey, as a page asks for it.
    pub fn show(&self, page: &str) -> String {
        let asks = asked_of_the_device(page);
        let client = self.client_data("webauthn.get", &asks["publicKey"]["challenge"]);
        let data = self.data(&asks["publicKey"]["rpId"], PRESENT_AND_VERIFIED);
        let signed = [&*data, digest(&SHA256, &client).as_ref()].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        self.answer(json!({
            "authenticatorData": encode(&data),
            "clientDataJSON": encode(&client),
            "signature": encode(signature.as_ref()),
            "userHandle": null,
        }))
    }

    fn client_data(&self, kind: &str, challenge: &Value) -> Vec<u8> {
        let data = json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false });
        data.to_string().into_bytes()
    }

    /// For which site, with which flags, and a counter that stands still.
    fn data(&self, site: &Value, flags: u8) -> Vec<u8> {
        let mut data = digest(&SHA256, site.as_str().unwrap().as_bytes()).as_ref().to_vec();
        data.push(flags);
        data.extend([0; 4]);
        data
    }

    fn answer(&self, response: Value) -> String {
        let id = encode(&self.id);
        json!({
            "id": id, "rawId": id, "type": "public-key", "response": response,
            "clientExtensionResults": {}, "authenticatorAttachment": "platform",
        })
        .to_string()
    }
}

/// What the script of a page reads.
fn asked_of_the_device(page: &str) -> Value {
    let (_, asked) = page.split_once("data-vraagt=\"").expect("the page asks for a passkey");
    let asked = asked.split_once('"').unwrap().0;
    serde_json::from_str(&asked.replace("&quot;", "\"").replace("&#x27;", "'").replace("&amp;", "&")).unwrap()
}

fn encode(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}
