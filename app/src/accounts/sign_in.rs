//! Signing in: by a link in a mail, or the code in the same mail.

use const_format::formatcp;
use domain::{
    paths,
    retention::{CONFIRM_NL, SIGN_IN_NL},
    review::USUALLY_NL,
};
use leptos::prelude::*;

use super::oidc::ProviderButton;
use crate::ui::{Control, DeadLink, ErrorNotice, Field, Inert as _, Need, SlowMail, TextPage};

/// `/inloggen` for visitors who are not signed in.
#[component]
pub fn SignInPage(
    /// What was typed.
    email: String,
    /// What is wrong with it.
    mistake: Option<String>,
    /// The local address to go on to; empty for none.
    back: String,
    /// What was typed before signing in was needed: where it was going, and what was in it.
    #[prop(optional_no_strip)]
    unsent: Option<(String, String)>,
    /// Another way to sign in, by its name.
    #[prop(optional_no_strip)]
    provider: Option<String>,
) -> impl IntoView {
    let field = Field {
        name: "email",
        label: "E-mailadres".into(),
        control: Control::Line("email", "email"),
        need: Need::Required,
        maxlength: Some(254),
        value: email,
        error: mistake.unwrap_or_default(),
        alert: true,
        ..Field::default()
    };
    view! {
        <TextPage>
            <h1>"Inloggen"</h1>
            <p class="lead">"Vul je e-mailadres in. Je krijgt een link waarmee je inlogt; een wachtwoord is niet nodig."</p>
            <form class="form form--short" method="post" action=paths::SIGN_IN>
                <input type="hidden" name="terug" value=back.clone() />
                {unsent
                    .map(|(path, typed)| {
                        view! {
                            <input type="hidden" name="naar" value=path />
                            <input type="hidden" name="getypt" value=typed />
                        }
                    })}
                {field.view()}
                <button class="button button--accent">"Stuur me een link"</button>
            </form>
            {provider.map(|name| view! { <ProviderButton name back=back.clone() /> })}
            <h2>"Wie logt hier in?"</h2>
            <p>
                "Wie een initiatief op de kaart zet, en wie meeleest als redacteur. Om te kijken heb je geen account nodig."
            </p>
            <p>"Na het inloggen zet je browser één cookie, waaraan we je herkennen. " <a href=paths::PRIVACY>"Zo gaan we met je gegevens om."</a></p>
        </TextPage>
    }
}

/// `/inloggen` for signed-in users.
#[component]
pub fn SignedInPage(
    /// The address.
    email: String,
    /// As they call themselves; may be empty.
    name: String,
    /// What they may do, in words.
    roles: Vec<String>,
) -> impl IntoView {
    let whom = if name.is_empty() { email } else { format!("{name} ({email})") };
    view! {
        <TextPage>
            <h1>"Je bent ingelogd"</h1>
            <p class="lead">{whom}</p>
            {(!roles.is_empty())
                .then(|| {
                    view! {
                        <h2>"Wat je mag"</h2>
                        <ul>{roles.into_iter().map(|role| view! { <li>{role}</li> }).collect_view()}</ul>
                    }
                })}
            <p class="page__buttons">
                <a class="button button--accent" href=paths::MINE>
                    "Naar mijn initiatieven"
                </a>
            </p>
            <h2>"Uitloggen"</h2>
            <form class="form" method="post" action="/uitloggen">
                <button class="button button--ink">"Log uit"</button>
            </form>
            <form class="form" method="post" action="/uitloggen/overal">
                <button class="button button--outline">"Log uit op al je apparaten"</button>
            </form>
        </TextPage>
    }
}

/// `/inloggen/code`: the mail is on its way.
#[component]
pub fn CodePage(
    /// Where the mail went.
    email: String,
    /// What is wrong with the code.
    mistake: Option<String>,
    /// Mail takes longer than usual.
    slow: bool,
    /// It is the first time that they came with the account of their school.
    first: bool,
) -> impl IntoView {
    let field = Field {
        name: "code",
        label: "Code van zes cijfers".into(),
        control: Control::Line("", "one-time-code"),
        inputmode: "numeric",
        need: Need::Required,
        maxlength: Some(20),
        error: mistake.unwrap_or_default(),
        alert: true,
        ..Field::default()
    };
    view! {
        <TextPage>
            <h1>"Kijk in je mail"</h1>
            <p class="lead">
                "We hebben een link gestuurd naar " <strong>{email}</strong> {formatcp!(". Open hem binnen {SIGN_IN_NL}. Hij werkt één keer.")}
            </p>
            {first.then(|| view! { <p>"Dit vragen we één keer: zo weten we dat je schoolaccount en dit adres van dezelfde persoon zijn."</p> })}
            <SlowMail slow />
            <p>"Lees je je mail op een ander apparaat? Typ dan hier de code die erin staat. Alleen de code uit de nieuwste mail werkt."</p>
            <form class="form form--short" method="post" action="/inloggen/code">
                {field.view()}
                <button class="button button--accent">"Log in"</button>
            </form>
            <p>
                "Niets gekregen? Kijk bij de ongewenste mail, of " <a href=paths::SIGN_IN>"vraag een nieuwe link"</a> ". Kreeg je er net al een paar? Dan sturen we even geen nieuwe: gebruik de link in de nieuwste."
            </p>
        </TextPage>
    }
}

/// The page behind a mailed link: who one becomes, and what one may confirm. Opening it changes nothing, because mail
/// scanners open links too.
#[component]
pub fn SignInLinkPage(
    /// The secret in the link.
    token: String,
    /// Who one becomes.
    email: String,
    /// The title of what was sent in with this address, and waits to be confirmed.
    #[prop(optional_no_strip)]
    unconfirmed: Option<String>,
    /// Who is signed in in this browser, when that is somebody else.
    #[prop(optional_no_strip)]
    other: Option<String>,
) -> impl IntoView {
    let warning = other.map_or_else(String::new, |other| {
        format!("In deze browser is {other} ingelogd. Ga je verder, dan is {other} hier uitgelogd en ben je {email}. Ken je {email} niet? Sluit dan deze pagina.")
    });
    let heading = match &unconfirmed {
        None => "Nog één klik".to_owned(),
        Some(title) => format!("Bevestig ‘{title}’"),
    };
    let buttons = match unconfirmed {
        None => view! {
            <button class="button button--accent" name="alleen" value="ja">
                "Log in"
            </button>
        }
        .inert(),
        Some(_) => view! {
            <p>{formatcp!("Met dit adres is dit initiatief ingestuurd. Is het van jou? Bevestig het dan; daarna leest een redacteur mee, meestal binnen {USUALLY_NL}. Is het niet van jou? Dan verdwijnt het vanzelf.")}</p>
            <div class="page__buttons">
                <button class="button button--accent button--wrap">{heading.clone()}</button>
                <button class="button button--outline" name="alleen" value="ja">
                    "Alleen inloggen"
                </button>
            </div>
        }
        .inert(),
    };
    view! {
        <TextPage>
            <h1>{heading}</h1>
            <ErrorNotice text=warning />
            <p class="lead">"Je logt in als " <strong>{email}</strong> "."</p>
            <form class="form" method="post" action=paths::sign_in_link(token)>
                {buttons}
            </form>
        </TextPage>
    }
}

/// A link that was used, has expired, or never existed.
#[component]
pub fn DeadSignIn() -> impl IntoView {
    let why = formatcp!("Een link werkt één keer, {SIGN_IN_NL} lang. Vraag een nieuwe; dat kan meteen.");
    let more = formatcp!(
        "Had je iets ingestuurd? Log dan in met hetzelfde adres: het staat {CONFIRM_NL} klaar bij ‘Mijn initiatieven’."
    );
    view! { <DeadLink why more to=(paths::SIGN_IN, "Vraag een nieuwe link") /> }
}
