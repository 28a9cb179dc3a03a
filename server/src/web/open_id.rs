//! Signing in at an OpenID Connect provider: the authorization code flow with PKCE, state and nonce. Only the address
//! is asked for. The provider is asked where its doors are whenever somebody signs in, so its being down stops nobody
//! else, and its keys may change.

use std::{pin::Pin, time::Duration};

use axum::{
    body::{Body, to_bytes},
    http::{Request, Response},
};
use domain::{Email, private_address::is_private};
use futures_util::FutureExt as _;
use openidconnect::{
    AsyncHttpClient, AuthType, AuthorizationCode, ClientId, CsrfToken, HttpRequest, HttpResponse, IssuerUrl, Nonce,
    OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope,
    TokenResponse as _,
    core::{
        CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreJwsSigningAlgorithm, CoreProviderMetadata,
        CoreUserInfoClaims,
    },
};
use serde::{Deserialize, Serialize};
use store::Identity;

use crate::{config::Oidc, web::http_client};

/// How long the provider may take for one answer.
const PATIENCE: Duration = Duration::from_secs(8);
/// The largest answer of the provider, in bytes.
const MOST: usize = 256 * 1024;
/// How long somebody may take to sign in there, in seconds.
const WHILE: i64 = 15 * 60;
/// What a provider may sign with: keys of its own, never the secret that we share with it.
const SIGNATURES: [CoreJwsSigningAlgorithm; 4] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// A provider, as the operator named it.
pub struct Provider {
    config: Oidc,
    /// Where it sends people back to.
    back: String,
    http: Http,
}

/// How the provider is asked something.
struct Http(http_client::Web<Body>);

/// What a browser's session holds while somebody is at the provider.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Pending {
    state: String,
    nonce: String,
    verifier: String,
    /// When it began, in seconds since 1970.
    began: i64,
}

/// Why somebody could not come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Trouble {
    #[error("the provider can't be reached, or answers nothing of use")]
    Down,
    #[error("this browser did not begin here, or too long ago")]
    NotBegun,
    #[error("the provider or the visitor said no")]
    Declined,
    #[error("what the provider says can't be relied on")]
    Unsound,
    #[error("there is no address that the provider has made sure of")]
    NoAddress,
    #[error("the address has a domain that the operator did not name")]
    OtherDomain,
}

/// A request that was not answered.
#[derive(Debug, thiserror::Error)]
#[error("no answer: {0}")]
struct Silence(String);

impl Provider {
    /// The provider; nothing is asked of it yet. `site` is the address visitors use, without a slash at the end.
    #[must_use]
    pub fn new(config: Oidc, site: &str) -> Self {
        Self { config, back: format!("{site}/inloggen/oidc/terug"), http: Http(http_client::client()) }
    }

    /// What it is called on the page.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.config.name
    }

    /// Where to send somebody, and what to remember until they are back. `now` is in seconds since 1970.
    pub(crate) async fn begin(&self, now: i64) -> Result<(String, Pending), Trouble> {
        let metadata = self.discover().await?;
        let client = CoreClient::from_provider_metadata(metadata, self.id(), Some(self.config.secret.clone()))
            .set_redirect_uri(RedirectUrl::new(self.back.clone()).map_err(|_| Trouble::Down)?);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let (url, state, page) = client
            .authorize_url(flow, CsrfToken::new_random, Nonce::new_random)
            .add_scope(Scope::new("email".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        if !is_private(url.as_str()) {
            tracing::warn!("oidc: the provider asks people to sign in without TLS");
            return Err(Trouble::Down);
        }
        let pending = Pending {
            state: state.into_secret(),
            nonce: page.secret().clone(),
            verifier: verifier.into_secret(),
            began: now,
        };
        Ok((url.to_string(), pending))
    }

    /// Who came back: what the provider calls them, and the address that it has made sure of.
    pub(crate) async fn finish(
        &self,
        pending: Pending,
        state: &str,
        code: &str,
        now: i64,
    ) -> Result<(Identity, Email), Trouble> {
        if pending.state != state || !(0..WHILE).contains(&(now - pending.began)) {
            return Err(Trouble::NotBegun);
        }
        if code.is_empty() {
            return Err(Trouble::Declined);
        }
        let metadata = self.discover().await?;
        let in_body = metadata.token_endpoint_auth_methods_supported().is_some_and(|methods| {
            methods.contains(&CoreClientAuthMethod::ClientSecretPost)
                && !methods.contains(&CoreClientAuthMethod::ClientSecretBasic)
        });
        let client = CoreClient::from_provider_metadata(metadata, self.id(), Some(self.config.secret.clone()))
            .set_redirect_uri(RedirectUrl::new(self.back.clone()).map_err(|_| Trouble::Down)?)
            .set_auth_type(if in_body { AuthType::RequestBody } else { AuthType::BasicAuth });
        let tokens = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|_| Trouble::Down)?
            .set_pkce_verifier(PkceCodeVerifier::new(pending.verifier))
            .request_async(&self.http)
            .boxed()
            .await
            .map_err(|error| match error {
                RequestTokenError::Request(_) => Trouble::Down,
                RequestTokenError::ServerResponse(_) => Trouble::Declined,
                _ => Trouble::Unsound,
            })?;
        let token = tokens.id_token().ok_or(Trouble::Unsound)?;
        let verifier = client.id_token_verifier().set_allowed_algs(SIGNATURES);
        let claims = token.claims(&verifier, &Nonce::new(pending.nonce)).map_err(|_| Trouble::Unsound)?;
        let (issuer, subject) = (claims.issuer().as_str().to_owned(), claims.subject().as_str().to_owned());
        let identity = Identity { issuer, subject };
        if let Some(email) = claims.email() {
            return Ok((identity, self.sure(email, claims.email_verified())?));
        }
        // Some tell it only when asked for.
        let asked = client
            .user_info(tokens.access_token().clone(), Some(claims.subject().clone()))
            .map_err(|_| Trouble::NoAddress)?;
        let claims: CoreUserInfoClaims =
            asked.request_async(&self.http).boxed().await.map_err(|error| match error {
                openidconnect::UserInfoError::Request(_) => Trouble::Down,
                _ => Trouble::Unsound,
            })?;
        let email = self.sure(claims.email().ok_or(Trouble::NoAddress)?, claims.email_verified())?;
        Ok((identity, email))
    }

    /// The address, when the provider says that it has made sure of it. A provider that says nothing is believed when
    /// the operator does; one that says no is never.
    fn sure(&self, email: &str, verified: Option<bool>) -> Result<Email, Trouble> {
        // A letter that becomes another one in an address (the Kelvin sign) would make somebody else of them.
        if !verified.unwrap_or(self.config.trusted) || !email.is_ascii() {
            return Err(Trouble::NoAddress);
        }
        let email = Email::parse(email).map_err(|_| Trouble::NoAddress)?;
        let domains = &self.config.domains;
        if domains.is_empty() || domains.iter().any(|domain| domain == email.host()) {
            Ok(email)
        } else {
            Err(Trouble::OtherDomain)
        }
    }

    fn id(&self) -> ClientId {
        ClientId::new(self.config.client_id.clone())
    }

    async fn discover(&self) -> Result<CoreProviderMetadata, Trouble> {
        let issuer = IssuerUrl::new(self.config.issuer.clone()).map_err(|_| Trouble::Down)?;
        CoreProviderMetadata::discover_async(issuer, &self.http).boxed().await.map_err(|error| {
            tracing::warn!(%error, "oidc: discovery");
            Trouble::Down
        })
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = Silence;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Silence>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.ask(request))
    }
}

impl Http {
    /// Asks the provider something; no redirects are followed.
    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, Silence> {
        let silence = |error: &dyn std::error::Error| Silence(error.to_string());
        let (parts, body) = request.into_parts();
        // What is secret goes there, and what comes from there is believed.
        if !is_private(&parts.uri.to_string()) {
            return Err(Silence("an address of the provider without TLS".to_owned()));
        }
        let answer = async {
            let request = Request::from_parts(parts, Body::from(body));
            let (parts, body) = self.0.request(request).await.map_err(|e| silence(&e))?.into_parts();
            let body = to_bytes(Body::new(body), MOST).await.map_err(|e| silence(&e))?;
            Ok(Response::from_parts(parts, body.to_vec()))
        };
        tokio::time::timeout(PATIENCE, answer).await.unwrap_or_else(|error| Err(silence(&error)))
    }
}
