//! One's own registration, behind the link in a mail.

use domain::paths;
use leptos::prelude::*;

use crate::ui::{Back, DeadLink, Field, Fold, FormNumber, Inert as _, ShortForm, Subject, SuccessNotice, TextPage};

/// The agenda, as somewhere to go on.
const AGENDA: (&str, &str) = (paths::AGENDA, "Naar de agenda");

/// What one can do with a press of a button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnAct {
    /// Confirm the address.
    Confirm,
    /// Take a seat that is offered.
    Accept,
    /// Not come, or not take the seat.
    Withdraw,
}

impl OwnAct {
    /// The value that the button sends.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Confirm => "bevestig",
            Self::Accept => "neem",
            Self::Withdraw => "afmelden",
        }
    }

    /// Reads [`Self::slug`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Confirm, Self::Accept, Self::Withdraw].into_iter().find(|act| act.slug() == text)
    }
}

/// A seat of one's own.
#[derive(Debug, Clone)]
pub struct OwnSeat {
    /// Whose it is.
    pub name: String,
    /// What they show at the door; empty when that is over.
    pub code: String,
    /// The same as a QR code (SVG); may be empty.
    pub qr: String,
    /// "Ingecheckt om 13.52 uur."; empty when they were not.
    pub present: String,
    /// The certificate; empty while there is none.
    pub certificate: String,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct OwnRegistrationView {
    /// The gathering.
    pub about: Subject,
    /// "dinsdag 1 oktober 2024, 14.00 tot 17.00 uur".
    pub when: String,
    /// How it stands: "Je hebt een plek."
    pub state: &'static str,
    /// What follows from that, in sentences.
    pub standing: Vec<String>,
    /// What was registered: a name for each thing and what it is.
    pub facts: Vec<(&'static str, String)>,
    /// The connection, when there is a seat; empty otherwise.
    pub online_address: String,
    /// Their seats; none without one.
    pub seats: Vec<OwnSeat>,
    /// The calendar file; empty without a seat.
    pub calendar: String,
    /// The buttons, with their words.
    pub acts: Vec<(OwnAct, &'static str)>,
    /// The form to change what was registered; none when it is over.
    pub change: Vec<Field>,
    /// The form to hand the seat over; none without a seat.
    pub hand_over: Vec<Field>,
    /// Others who come, as far as they want to be known; with a seat only.
    pub participants: Vec<String>,
    /// This page.
    pub here: String,
    /// Why nothing was done; empty for no such reason.
    pub refused: String,
    /// What was done a moment ago; empty for nothing.
    pub success: &'static str,
}

/// `/aanmelding/{token}`. Opening it changes nothing, because programs that check mail open links too.
#[component]
pub fn OwnRegistrationPage(view: OwnRegistrationView) -> impl IntoView {
    let OwnRegistrationView { about, when, state, standing, facts, online_address, calendar, acts, here, .. } = view;
    let wrong = |fields: &[Field]| fields.iter().any(|field| !field.error.is_empty());
    let (changing, handing) = (wrong(&view.change), wrong(&view.hand_over));
    let first = acts.first().map(|(act, _)| *act);
    let buttons: Vec<_> = acts
        .into_iter()
        .map(|(act, says)| {
            let accent = Some(act) == first && act != OwnAct::Withdraw;
            view! {
                <button
                    class=if accent { "button button--accent" } else { "button button--outline" }
                    name="wat"
                    value=act.slug()
                >
                    {says}
                </button>
            }
        })
        .collect();
    let facts: Vec<_> = facts.into_iter().map(|(name, text)| view! { <dt>{name}</dt> <dd>{text}</dd> }).collect();
    let refused = if changing || handing { String::new() } else { view.refused.clone() };
    view! {
        <TextPage>
            <Back about=about.clone() />
            <h1>{about.title.clone()}</h1>
            <SuccessNotice text=view.success />
            <crate::ui::ErrorNotice text=refused />
            <p class="lead">{state}</p>
            {standing.into_iter().map(|line| view! { <p>{line}</p> }).collect::<Vec<_>>()}
            <p>{when}</p>
            {(!online_address.is_empty())
                .then(|| {
                    view! {
                        <p>
                            "Online doe je mee via "
                            <a href=online_address.clone() rel="noopener nofollow">{online_address.clone()}</a>
                            ". Deel dit adres niet."
                        </p>
                    }
                })}
            <form class="page__buttons" method="post" action=here.clone()>
                <FormNumber />
                {buttons}
                {(!calendar.is_empty())
                    .then(|| {
                        view! {
                            <a class="button button--outline" href=calendar>
                                "Zet in je agenda"
                            </a>
                        }
                    })}
            </form>
            {seats(view.seats)}
            <h2>"Je aanmelding"</h2>
            <dl>{facts}</dl>
            {fold(
                "Wijzig je aanmelding",
                format!("{here}/wijzigen"),
                view.change,
                "Bewaar",
                changing,
            )}
            {fold(
                "Geef je plek door aan een collega",
                format!("{here}/overdragen"),
                view.hand_over,
                "Geef door",
                handing,
            )}
            {(!view.participants.is_empty())
                .then(|| {
                    view! {
                        <h2>"Wie komt nog meer"</h2>
                        <ul>{view.participants.into_iter().map(|one| view! { <li>{one}</li> }).collect::<Vec<_>>()}</ul>
                    }
                })}
        </TextPage>
    }
}

/// What to show at the door, and the certificates.
fn seats(seats: Vec<OwnSeat>) -> AnyView {
    let rows: Vec<_> = seats
        .into_iter()
        .map(|seat| {
            view! {
                <li class="seat">
                    {(!seat.qr.is_empty()).then(|| view! { <div inner_html=seat.qr></div> })}
                    <div>
                        <p>{seat.name}</p>
                        {(!seat.code.is_empty()).then(|| view! { <p class="seat__code">{seat.code}</p> })}
                        {(!seat.present.is_empty()).then(|| view! { <p>{seat.present}</p> })}
                        {(!seat.certificate.is_empty())
                            .then(|| view! { <p><a href=seat.certificate>"Bewijs van deelname"</a></p> })}
                    </div>
                </li>
            }
        })
        .collect();
    (!rows.is_empty())
        .then(|| {
            view! {
                <h2>"Inchecken"</h2>
                <p>"Laat je code bij de ingang zien, op je scherm of op papier. Iedereen heeft een eigen code."</p>
                <ul class="seats">{rows}</ul>
            }
        })
        .inert()
}

fn fold(says: &'static str, action: String, fields: Vec<Field>, button: &'static str, open: bool) -> AnyView {
    (!fields.is_empty())
        .then(|| {
            view! {
                <Fold says open>
                    <ShortForm action fields refused=String::new() button />
                </Fold>
            }
        })
        .inert()
}

/// A link that never existed, or whose registration is forgotten or somebody else's now.
#[component]
pub fn DeadRegistration() -> impl IntoView {
    let why = "Deze aanmelding is er niet meer, of je gaf je plek door aan iemand anders. Kijk op de agenda of je je opnieuw kunt aanmelden.";
    view! { <DeadLink why to=AGENDA /> }
}
