//! A faithful OpenID Connect provider: discovery, keys, authorisation, tokens signed with a real key, and who it is.
//! A test says what it tells, and which of its rules it breaks.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::{SystemTime, UNIX_EPOCH},
};

use axum::{
    Json, Router,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use base64::{
    Engine as _,
    prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD},
};
use ring::{
    digest, hmac,
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use serde_json::{Value, json};
use tokio::task::JoinHandle;

pub const CLIENT: &str = "kaart";
pub const SECRET: &str = "een geheim: met tekens &";

/// How a token is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signs {
    /// As it should.
    Well,
    /// Not at all: `alg` none.
    Not,
    /// With the secret that both know.
    WithTheSecret,
    /// With a key that it does not show.
    WithAnotherKey,
}

/// What the provider does.
#[derive(Debug, Clone)]
pub struct Does {
    /// What goes over the usual claims of a token; null takes one away.
    pub claims: Value,
    /// What it answers to who asks who it is.
    pub info: Value,
    pub signs: Signs,
    /// The issuer it says to be; empty for its own address.
    pub issuer: String,
    /// It refuses every code.
    pub refuses: bool,
}

struct Shared {
    url: String,
    key: Mutex<EcdsaKeyPair>,
    does: Mutex<Does>,
    /// Code to challenge, nonce and address to go back to.
    codes: Mutex<HashMap<String, [String; 3]>>,
}

/// A provider that runs until this is dropped.
pub struct Provider {
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn key() -> EcdsaKeyPair {
    let (random, kind) = (SystemRandom::new(), &ECDSA_P256_SHA256_FIXED_SIGNING);
    let document = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
    EcdsaKeyPair::from_pkcs8(kind, document.as_ref(), &random).unwrap()
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

fn base64url(bytes: impl AsRef<[u8]>) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

impl Provider {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let does = Does {
            claims: json!({ "email": "Juf@School.nl", "email_verified": true }),
            info: json!({}),
            signs: Signs::Well,
            issuer: String::new(),
            refuses: false,
        };
        let shared = Shared { url, key: Mutex::new(key()), does: Mutex::new(does), codes: Mutex::default() };
        let shared = Arc::new(shared);
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/sleutels", get(keys))
            .route("/inloggen", get(authorize))
            .route("/token", post(token))
            .route("/wie", get(info))
            .with_state(Arc::clone(&shared));
        let task = tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        Self { shared, task }
    }

    pub fn url(&self) -> &str {
        &self.shared.url
    }

    /// From now on it does something else.
    pub fn does(&self, change: impl FnOnce(&mut Does)) {
        change(&mut self.shared.does.lock().unwrap());
    }

    /// From now on it signs with another key, and shows that one.
    pub fn new_key(&self) {
        *self.shared.key.lock().unwrap() = key();
    }
}

async fn discovery(State(shared): State<Arc<Shared>>) -> Json<Value> {
    let Shared { url, does, .. } = &*shared;
    let issuer = does.lock().unwrap().issuer.clone();
    Json(json!({
        "issuer": if issuer.is_empty() { url } else { &issuer },
        "authorization_endpoint": format!("{url}/inloggen"),
        "token_endpoint": format!("{url}/token"),
        "userinfo_endpoint": format!("{url}/wie"),
        "jwks_uri": format!("{url}/sleutels"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256", "ES256", "HS256", "none"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        "code_challenge_methods_supported": ["S256"],
    }))
}

async fn keys(State(shared): State<Arc<Shared>>) -> Json<Value> {
    let key = shared.key.lock().unwrap();
    let point = key.public_key().as_ref();
    let (x, y) = (base64url(&point[1..33]), base64url(&point[33..]));
    Json(json!({ "keys": [
        { "kty": "EC", "use": "sig", "alg": "ES256", "crv": "P-256", "kid": "een", "x": x, "y": y },
    ] }))
}

fn pairs(text: &str) -> HashMap<String, String> {
    let pairs = server::web::params::decode(text).unwrap();
    pairs.into_iter().map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

/// Whoever comes here is signed in already, and goes straight back.
async fn authorize(State(shared): State<Arc<Shared>>, RawQuery(raw): RawQuery) -> Response {
    let asked = pairs(&raw.unwrap_or_default());
    let is = |name: &str, value: &str| asked.get(name).is_some_and(|it| it == value);
    let scopes: Vec<&str> = asked.get("scope").map(|s| s.split(' ').collect()).unwrap_or_default();
    let sound = is("response_type", "code")
        && is("client_id", CLIENT)
        && is("code_challenge_method", "S256")
        && scopes == ["openid", "email"];
    let need = |name: &str| asked.get(name).filter(|value| value.len() >= 16).cloned();
    let (Some(challenge), Some(nonce), Some(state), Some(back), true) =
        (need("code_challenge"), need("nonce"), need("state"), need("redirect_uri"), sound)
    else {
        return (StatusCode::BAD_REQUEST, format!("{asked:?}")).into_response();
    };
    let mut codes = shared.codes.lock().unwrap();
    let code = format!("code-{}", codes.len());
    codes.insert(code.clone(), [challenge, nonce, back.clone()]);
    Redirect::to(&format!("{back}?code={code}&state={state}")).into_response()
}

async fn token(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: String) -> Response {
    let asked = pairs(&body);
    let refuse = |why: &str| (StatusCode::BAD_REQUEST, Json(json!({ "error": why }))).into_response();
    let does = shared.does.lock().unwrap().clone();
    // RFC 6749, 2.3.1: each as a form sends it, then both in base64.
    let plain = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Basic "));
    let plain = plain.and_then(|text| String::from_utf8(BASE64_STANDARD.decode(text).ok()?).ok()).unwrap_or_default();
    let (id, secret) = plain.split_once(':').unwrap_or_default();
    let told = pairs(&format!("id={id}&secret={secret}"));
    if told["id"] != CLIENT || told["secret"] != SECRET {
        return refuse("invalid_client");
    }
    let value = |name: &str| asked.get(name).cloned().unwrap_or_default();
    let Some([challenge, nonce, back]) = shared.codes.lock().unwrap().remove(&value("code")) else {
        return refuse("invalid_grant");
    };
    let proof = base64url(digest::digest(&digest::SHA256, value("code_verifier").as_bytes()));
    if does.refuses
        || proof != challenge
        || back != value("redirect_uri")
        || value("grant_type") != "authorization_code"
    {
        return refuse("invalid_grant");
    }
    let mut claims = json!({
        "iss": shared.url, "aud": CLIENT, "sub": "persoon-1", "iat": now(), "exp": now() + 300, "nonce": nonce,
    });
    for (name, value) in does.claims.as_object().unwrap() {
        claims[name] = value.clone();
    }
    claims.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    let id_token = sign(&shared, does.signs, &claims);
    Json(json!({ "access_token": "toegang", "token_type": "Bearer", "expires_in": 300, "id_token": id_token }))
        .into_response()
}

fn sign(shared: &Shared, signs: Signs, claims: &Value) -> String {
    let algorithm = match signs {
        Signs::Not => "none",
        Signs::WithTheSecret => "HS256",
        Signs::Well | Signs::WithAnotherKey => "ES256",
    };
    let head = json!({ "alg": algorithm, "kid": "een", "typ": "JWT" });
    let text = format!("{}.{}", base64url(head.to_string()), base64url(claims.to_string()));
    let with = |key: &EcdsaKeyPair| base64url(key.sign(&SystemRandom::new(), text.as_bytes()).unwrap());
    let signature = match signs {
        Signs::Well => with(&shared.key.lock().unwrap()),
        Signs::WithAnotherKey => with(&key()),
        Signs::Not => String::new(),
        Signs::WithTheSecret => {
            base64url(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes()), text.as_bytes()))
        }
    };
    format!("{text}.{signature}")
}

async fn info(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    if headers.get(header::AUTHORIZATION).is_none_or(|value| value != "Bearer toegang") {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let mut info = json!({ "sub": "persoon-1" });
    for (name, value) in shared.does.lock().unwrap().info.as_object().unwrap() {
        info[name] = value.clone();
    }
    Json(info).into_response()
}
