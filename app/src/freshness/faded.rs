//! Faded initiatives, which nobody has confirmed for a long time: an editor asks around, and decides.

use domain::paths;
use leptos::prelude::*;

use crate::ui::{Control, DeskPage, DeskTab, Field, Icon, Inert as _, Need, SuccessNotice, Table};

/// Its tab at the desk.
pub(crate) const DESK_TAB: DeskTab = DeskTab { href: paths::DESK_FADED, label: "Verbleekt", admin: false };

/// A faded initiative.
#[derive(Debug, Clone)]
pub struct FadedLine {
    /// `/redactie/verbleekt/12`.
    pub href: String,
    /// Its title.
    pub title: String,
    /// The school, or the town when none was named.
    pub school: String,
    /// The town and the region.
    pub place: String,
    /// When it was last confirmed: "21 november 2026".
    pub confirmed: String,
    /// Since when it has faded.
    pub since: String,
}

/// All faded initiatives, the longest faded first.
#[component]
pub fn FadedPage(
    faded: Vec<FadedLine>,
    /// What was done a moment ago; empty for nothing.
    success: &'static str,
) -> impl IntoView {
    let status = match faded.len() {
        0 => "Er is niets verbleekt".to_owned(),
        1 => "1 initiatief is verbleekt".to_owned(),
        count => format!("{count} initiatieven zijn verbleekt"),
    };
    let rows: Vec<_> = faded
        .into_iter()
        .map(|line| {
            view! {
                <tr>
                    <th scope="row">
                        <a href=line.href>{line.title}</a>
                    </th>
                    <td>{line.school}</td>
                    <td>{line.place}</td>
                    <td>{line.confirmed}</td>
                    <td>{line.since}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <DeskPage tab=Some(DESK_TAB)>
            <h1>{status}</h1>
            <SuccessNotice text=success />
            <p class="lead">
                "Wie eigenaar is, kreeg drie mails en antwoordde niet. Zonder eigenaar is het te lang geleden dat het is ingelezen. Vraag rond, en zeg of het nog klopt."
            </p>
            {(!rows.is_empty())
                .then(|| {
                    view! {
                        <Table name="Verbleekt, het langst bovenaan" heads=&["Titel", "School", "Plaats en regio", "Laatst bevestigd", "Verbleekt sinds"]>{rows}</Table>
                    }
                })}
        </DeskPage>
    }
}

/// An owner whom the editor can ask.
#[derive(Debug, Clone)]
pub struct Owner {
    /// As they call themselves; may be empty.
    pub name: String,
    /// Their address.
    pub email: String,
}

/// One faded initiative: its owners, and what to decide.
#[component]
pub fn FadedItem(
    line: FadedLine,
    /// Its public page.
    public: String,
    owners: Vec<Owner>,
    /// Why the last try was refused; empty for nothing.
    error: &'static str,
    /// What was typed.
    typed: String,
) -> impl IntoView {
    let FadedLine { href, title, school, place, confirmed, since } = line;
    let source = Field {
        name: "tekst",
        id: "bron".into(),
        label: "Van wie weet je dat?".into(),
        hint: "Dit komt in het logboek; het mag leeg blijven.".into(),
        maxlength: Some(500),
        ..Field::default()
    };
    let reason = Field {
        name: "tekst",
        id: "reden".into(),
        label: "Waarom haal je het van de kaart?".into(),
        hint: "De eigenaren lezen dit.".into(),
        control: Control::Lines(4),
        need: Need::Required,
        value: typed,
        error: error.to_owned(),
        alert: true,
        ..Field::default()
    };
    let owners = if owners.is_empty() {
        view! { <p>"Dit initiatief heeft geen eigenaar. Vraag het de school."</p> }.inert()
    } else {
        let owners: Vec<_> = owners
            .into_iter()
            .map(|Owner { name, email }| {
                let mail = format!("mailto:{email}");
                view! {
                    <li>
                        {(!name.is_empty()).then(|| format!("{name}, "))}
                        <a href=mail>{email}</a>
                    </li>
                }
            })
            .collect();
        view! { <ul>{owners}</ul> }.inert()
    };
    view! {
        <DeskPage>
            <p class="breadcrumb">
                <a href=paths::DESK_FADED>
                    <Icon name="terug" />
                    "Verbleekt"
                </a>
            </p>
            <h1>{title}</h1>
            <p class="lead">{format!("{school}. {place}.")}</p>
            <p>
                {format!("Voor het laatst bevestigd op {confirmed}. Verbleekt sinds {since}. ")}
                <a href=public>"Bekijk de openbare pagina"</a>
            </p>
            <h2>"Wie kun je vragen"</h2>
            {owners}
            <h2>"Het klopt nog"</h2>
            <form class="form desk__decision" method="post" action=format!("{href}/klopt")>
                {source.view()}
                <button class="button button--accent">"Klopt nog"</button>
            </form>
            <h2>"Het klopt niet meer"</h2>
            <form class="form desk__decision" method="post" action=format!("{href}/archiveren") novalidate>
                {reason.view()}
                <button class="button button--outline">"Archiveren"</button>
            </form>
        </DeskPage>
    }
}

/// How much has faded, at the desk; nothing for none.
pub(crate) fn faded_count(count: usize) -> Option<impl IntoView> {
    (count > 0).then(|| {
        view! {
            <p class="page__buttons">
                <a class="button button--outline" href=DESK_TAB.href>
                    {format!("Verbleekt: {count}")}
                </a>
            </p>
        }
    })
}
