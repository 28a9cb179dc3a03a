//! Mails to who registers for a gathering. What they say is true when they are written; each has a link to one's own
//! registration, and tells calendars what changed.

use domain::{
    Email, Gathering,
    gathering::{Attendance, EVALUATION_DAYS, RegistrationState},
    paths,
    seats::HOLD_MINUTES,
};
use export::ics::{CalendarUser, Event, Method};
use store::{LinkedMail, Mail, PitchNews, Priority, Registration, RegistrationNotice};
use wording::dates;

use super::{calendar, find};
use crate::{
    accounts::token::{self, Secret},
    mail::layout::{Letter, letter},
    state::Shared,
};

const NOT_YOU: &str = "Heb je je niet aangemeld? Dan kun je deze mail weggooien; er gebeurt niets.";
const HOLD_NL: &str = match HOLD_MINUTES {
    30 => "een half uur",
    _ => panic!("a period without words"),
};

/// Said when a calendar file comes along.
const CALENDAR: &str = "In de bijlage zit de bijeenkomst voor je agenda. Verandert er iets, dan verandert ze mee.";

/// Writes the mails of one change.
pub(super) struct Letters {
    site: String,
    from: CalendarUser,
    /// Random; the token of every link is made from it and from whom it is for.
    seed: String,
}

impl Letters {
    pub(super) fn new(state: &Shared) -> Result<Self, getrandom::Error> {
        let name = match &*state.config.operator.name {
            "" => "InnovatieKaart".to_owned(),
            name => name.to_owned(),
        };
        let from = CalendarUser { name, address: state.config.mail_from.clone() };
        Ok(Self { site: state.site_url.to_string(), from, seed: Secret::new()?.token })
    }

    /// The mail that says it, and what is kept of its link.
    pub(super) fn write(
        &self,
        gathering: &Gathering,
        registration: &Registration,
        notice: RegistrationNotice,
    ) -> LinkedMail {
        let secret = token::hash(&format!("{} {} {notice:?}", self.seed, registration.id));
        let secret = secret.get(..32).unwrap_or(&secret);
        let Some(to) = &registration.email else {
            return LinkedMail { mail: Mail::default(), token: token::hash(secret) };
        };
        let own = match notice {
            RegistrationNotice::Evaluation => paths::evaluation(secret),
            _ => paths::registration(secret),
        };
        let own = format!("{}{own}", self.site);
        let says = says(gathering, registration, notice);
        let public = format!("{}{}", self.site, find::path_of(gathering));
        let come = public.clone();
        let action = match notice {
            RegistrationNotice::Withdrawn | RegistrationNotice::Cancelled { .. } => ("Bekijk de bijeenkomst", public),
            _ => (says.button, own),
        };
        let mail = letter(
            to.as_str(),
            Letter {
                subject: says.subject,
                paragraphs: says.paragraphs,
                action: Some(action),
                links: if notice == RegistrationNotice::Reminder {
                    vec![("Ja, ik kom: bekijk waar en wanneer", come)]
                } else {
                    Vec::new()
                },
                note: says.note,
                ..Letter::default()
            },
        );
        let mail =
            Mail { priority: says.priority, calendar: self.calendar(gathering, registration, notice, to), ..mail };
        LinkedMail { mail, token: token::hash(secret) }
    }

    /// What calendars are told; nothing to who has and had no seat.
    fn calendar(
        &self,
        gathering: &Gathering,
        registration: &Registration,
        notice: RegistrationNotice,
        to: &Email,
    ) -> String {
        let method = match notice {
            RegistrationNotice::Seated | RegistrationNotice::HandedOver => Method::Request,
            RegistrationNotice::Moved if registration.state == RegistrationState::Registered => Method::Request,
            RegistrationNotice::Withdrawn | RegistrationNotice::Cancelled { seated: true } => Method::Cancel,
            _ => return String::new(),
        };
        let event = calendar::event(gathering, &self.site);
        let address = &gathering.content.online_address;
        let online = method == Method::Request && registration.attendance == Attendance::Online && !address.is_empty();
        let event = Event { conference: online.then(|| address.clone()), ..event };
        let attendee = CalendarUser { name: registration.name.clone(), address: to.to_string() };
        calendar::for_mail(event, method, self.from.clone(), attendee)
    }
}

/// What a mail says.
struct Says {
    subject: String,
    paragraphs: Vec<String>,
    button: &'static str,
    note: &'static str,
    priority: Priority,
}

fn says(gathering: &Gathering, registration: &Registration, notice: RegistrationNotice) -> Says {
    let title = &gathering.content.title;
    let when = dates::span(gathering.content.begins, gathering.content.ends);
    let meet = match &*find::place(gathering).join(", ") {
        place if registration.attendance == Attendance::Venue && !place.is_empty() => format!("{when}, {place}"),
        _ => format!("{when}, online"),
    };
    let seats = match registration.persons {
        1 => "je plek".to_owned(),
        persons => format!("je {persons} plekken"),
    };
    let plain = |subject: String, paragraphs: Vec<String>| Says {
        subject,
        paragraphs,
        button: "Bekijk je aanmelding",
        note: "",
        priority: Priority::Later,
    };
    match notice {
        RegistrationNotice::Confirm { holds } => {
            let waits = if holds {
                format!("We houden {seats} {HOLD_NL} vast.")
            } else {
                "Er is nu geen plek vrij. Bevestig je, dan kom je op de wachtlijst.".to_owned()
            };
            Says {
                button: "Bevestig je aanmelding",
                note: NOT_YOU,
                priority: Priority::Waited,
                ..plain(
                    format!("Bevestig je aanmelding voor ‘{title}’"),
                    vec![
                        format!("Met dit adres is iemand aangemeld voor ‘{title}’: {meet}. Was jij dat? Bevestig het dan."),
                        waits,
                    ],
                )
            }
        }
        RegistrationNotice::Known => Says {
            note: NOT_YOU,
            priority: Priority::Waited,
            ..plain(
                format!("Je was al aangemeld voor ‘{title}’"),
                vec![
                    format!("Met dit adres is er al een aanmelding voor ‘{title}’: {meet}. Er is niets veranderd."),
                    "Bekijk je aanmelding om te zien hoe ze staat, om iets te wijzigen of om je af te melden.".to_owned(),
                ],
            )
        },
        RegistrationNotice::Seated => {
            let whose = if registration.persons == 1 { "Je hebt een plek".to_owned() } else { format!("Jullie hebben {} plekken", registration.persons) };
            Says {
                button: "Bekijk of wijzig je aanmelding",
                ..plain(format!("{whose}: ‘{title}’"), seated(gathering, registration, format!("{whose} bij ‘{title}’: {meet}.")))
            }
        }
        RegistrationNotice::HandedOver => Says {
            button: "Bekijk of wijzig je aanmelding",
            note: "Wil je deze plek niet? Meld je af, dan gaat ze naar een ander.",
            ..plain(
                format!("Je hebt een plek gekregen: ‘{title}’"),
                seated(gathering, registration, format!("Iemand gaf zijn plek bij ‘{title}’ aan jou: {meet}.")),
            )
        },
        RegistrationNotice::Waiting { position } => plain(
            format!("Je staat op de wachtlijst voor ‘{title}’"),
            vec![
                format!("Je aanmelding voor ‘{title}’ is binnen: {meet}. Er is nu geen plek vrij; je staat op plaats {position} van de wachtlijst."),
                "Komt er een plek vrij, dan krijg je een mail. Kun je niet meer? Meld je dan af, dan schuift de rest op.".to_owned(),
            ],
        ),
        RegistrationNotice::Offered { until } => Says {
            button: "Neem de plek of zeg nee",
            priority: Priority::Known,
            ..plain(
                format!("Er is een plek vrij bij ‘{title}’"),
                vec![
                    format!("Er is plek voor je bij ‘{title}’: {meet}."),
                    format!("Laat uiterlijk {} weten of je komt. Daarna gaat {seats} naar de volgende op de lijst.", dates::at(until.plus_seconds(-60))),
                ],
            )
        },
        RegistrationNotice::Expired => plain(
            format!("De plek bij ‘{title}’ ging naar een ander"),
            vec![
                format!("Er was plek voor je bij ‘{title}’, maar we hoorden niet op tijd van je. De plek ging naar de volgende."),
                "Wil je toch komen? Meld je dan opnieuw aan; je komt achteraan op de lijst.".to_owned(),
            ],
        ),
        RegistrationNotice::Withdrawn => plain(
            format!("Je bent afgemeld: ‘{title}’"),
            vec![format!("Je komt niet bij ‘{title}’ ({when}). Staat de bijeenkomst in je agenda, dan gaat ze daar nu uit.")],
        ),
        RegistrationNotice::Moved => plain(
            format!("Verzet: ‘{title}’"),
            vec![
                format!("‘{title}’ is verzet. Ze is nu: {meet}."),
                "Je aanmelding blijft staan. Kun je dan niet? Meld je af, dan gaat je plek naar een ander.".to_owned(),
            ],
        ),
        RegistrationNotice::Reminder => Says {
            button: "Nee, ik kan niet: meld me af",
            note: "Kom je? Dan hoef je niets te doen.",
            ..plain(
                format!("Kom je nog? ‘{title}’"),
                seated(gathering, registration, format!("Over twee dagen is ‘{title}’: {meet}. Kom je niet, meld je dan af; dan kan een ander komen."))
                    .into_iter()
                    .filter(|line| line != CALENDAR)
                    .collect(),
            )
        },
        RegistrationNotice::Evaluation => Says {
            button: "Geef antwoord",
            note: "We onthouden alleen dat deze link gebruikt is, niet wie wat antwoordde. We vragen het één keer.",
            ..plain(
                format!("Wat vond je van ‘{title}’?"),
                vec![
                    format!("Gisteren was ‘{title}’. De organisatie wil weten hoe nuttig het was, wat je meeneemt naar je school en wat beter kan."),
                    format!("Antwoorden kan {EVALUATION_DAYS} dagen. Niemand ziet van wie een antwoord komt."),
                ],
            )
        },
        RegistrationNotice::Cancelled { .. } => {
            let reason = &gathering.reason;
            plain(
                format!("Gaat niet door: ‘{title}’"),
                vec![format!("‘{title}’ ({when}) gaat niet door."), reason.clone()].into_iter().filter(|line| !line.is_empty()).collect(),
            )
        }
    }
}

/// What somebody with a seat reads.
fn seated(gathering: &Gathering, registration: &Registration, first: String) -> Vec<String> {
    let address = &gathering.content.online_address;
    let online = match registration.attendance {
        Attendance::Venue => String::new(),
        Attendance::Online if address.is_empty() => {
            "Het adres om online mee te doen staat straks bij je aanmelding.".to_owned()
        }
        Attendance::Online => format!("Online doe je mee via {address} . Deel dit adres niet."),
    };
    let codes = match &*registration.codes {
        [] => String::new(),
        [code] => format!("Je code om in te checken is {code}."),
        codes => format!("Jullie codes om in te checken zijn {}: voor ieder een.", codes.join(", ")),
    };
    [first, online, codes, CALENDAR.to_owned()].into_iter().filter(|line| !line.is_empty()).collect()
}

/// To whoever announced a gathering of which there is no report.
pub(super) fn report_nudge(site: &str, to: &Email, gathering: &Gathering) -> Mail {
    let title = &gathering.content.title;
    letter(
        to.as_str(),
        Letter {
            subject: format!("Hoe was het? Schrijf het verslag van ‘{title}’"),
            paragraphs: vec![
                format!("Op {} was ‘{title}’. Er is nog geen verslag.", dates::weekday(gathering.content.begins)),
                "Een paar zinnen is genoeg: wat leverde het op, en wat doen we de volgende keer anders? Wie er niet bij was, leest het op de pagina van de bijeenkomst.".to_owned(),
            ],
            action: Some(("Schrijf het verslag", format!("{site}{}/verslag", paths::organise_gathering(gathering.id)))),
            note: "Je krijgt deze mail omdat je deze bijeenkomst aankondigde. We vragen het hooguit twee keer.",
            ..Letter::default()
        },
    )
}

/// To an owner, whose pitch is new in the published programme, elsewhere or gone.
pub(super) fn pitch(site: &str, gathering: &Gathering, news: &PitchNews, to: &Email) -> Mail {
    let (title, gathered) = (&news.title, &gathering.content.title);
    let day = dates::weekday(gathering.content.begins);
    let (subject, text) = match &news.slot {
        Some(slot) => {
            let clock = dates::time(&slot.begins).unwrap_or_default();
            let room = if slot.room.is_empty() { String::new() } else { format!(", {}", slot.room) };
            let begin = if news.known { "Je pitch is verzet" } else { "Je pitch staat in het programma" };
            (
                format!("{begin}: ‘{title}’"),
                format!("‘{title}’ staat in het programma van ‘{gathered}’: {day}, {clock} uur{room}."),
            )
        }
        None => (
            format!("Je pitch is vervallen: ‘{title}’"),
            format!("‘{title}’ staat niet meer in het programma van ‘{gathered}’ ({day})."),
        ),
    };
    let action = Some(("Bekijk het programma", format!("{site}{}/programma", paths::gathering(gathering.id))));
    letter(to.as_str(), Letter { subject, paragraphs: vec![text], action, ..Letter::default() })
}
