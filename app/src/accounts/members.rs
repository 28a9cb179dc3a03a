//! The members of the desk, with their roles.

use domain::paths;
use leptos::prelude::*;

use crate::ui::{Choice, Control, DeskPage, DeskTab, ErrorNotice, Field, Need, Scrolling, SuccessNotice};

/// Its tab at the desk.
pub(crate) const DESK_TAB: DeskTab = DeskTab { href: paths::DESK_MEMBERS, label: "Leden", admin: true };

/// One membership.
#[derive(Debug, Clone)]
pub struct MemberLine {
    /// The person's number, role and region, as the button sends them.
    pub key: (i64, &'static str, &'static str),
    /// Where mail arrives.
    pub email: String,
    /// As they call themselves.
    pub name: String,
    /// In words.
    pub role: &'static str,
    /// In words.
    pub region: &'static str,
    /// The last day in words; empty for no end.
    pub until: String,
    /// The last day has been.
    pub over: bool,
    /// The reader's own.
    pub own: bool,
    /// They have a passkey.
    pub passkey: bool,
}

/// The form to invite a member.
#[derive(Debug, Clone, Default)]
pub struct InviteForm {
    pub email: String,
    pub role: String,
    pub region: String,
    /// `YYYY-MM-DD`.
    pub until: String,
    /// What is wrong with it; empty for nothing.
    pub error: String,
}

/// The members, and a form to invite another.
#[component]
pub fn MembersPage(
    members: Vec<MemberLine>,
    form: InviteForm,
    roles: Vec<Choice>,
    regions: Vec<Choice>,
    success: String,
) -> impl IntoView {
    let rows: Vec<_> = members.into_iter().map(row).collect();
    let InviteForm { email, role, region, until, error } = form;
    let fields = [
        Field {
            name: "email",
            label: "E-mailadres".into(),
            control: Control::Line("email", ""),
            need: Need::Required,
            maxlength: Some(254),
            value: email,
            ..Field::default()
        },
        Field { name: "rol", label: "Rol".into(), control: Control::One(roles), value: role, ..Field::default() },
        Field {
            name: "regio",
            label: "Regio".into(),
            control: Control::One(regions),
            value: region,
            ..Field::default()
        },
        Field {
            name: "tot",
            label: "Tot en met".into(),
            hint: "Leeg: zonder einddatum. Standaard het einde van het schooljaar.".into(),
            control: Control::Line("date", ""),
            value: until,
            ..Field::default()
        },
    ]
    .map(Field::view);
    view! {
        <DeskPage tab=Some(DESK_TAB)>
            <h1>"Leden"</h1>
            <SuccessNotice text=success />
            <Scrolling name="Leden">
                <table>
                    <caption class="vh">"Leden"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Wie"</th>
                            <th scope="col">"Rol"</th>
                            <th scope="col">"Regio"</th>
                            <th scope="col">"Tot en met"</th>
                            <th scope="col">"Passkey"</th>
                            <th scope="col"><span class="vh">"Doen"</span></th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </Scrolling>
            <h2 id="uitnodigen">"Iemand uitnodigen"</h2>
            <ErrorNotice text=error />
            <form class="form form--short" method="post" action=paths::DESK_MEMBERS aria-labelledby="uitnodigen">
                {fields}
                <button class="button button--ink">"Uitnodigen"</button>
            </form>
        </DeskPage>
    }
}

fn row(member: MemberLine) -> impl IntoView {
    let MemberLine { key: (person, role_slug, region_slug), email, name, role, region, until, over, own, passkey } =
        member;
    let says = format!("Beëindig {role} van {email}");
    view! {
        <tr>
            <th scope="row">
                {if name.is_empty() { email.clone() } else { format!("{name} ({email})") }}
                {own.then(|| view! { <span class="example">"jij"</span> })}
            </th>
            <td>{role}</td>
            <td>{region}</td>
            <td>
                {if until.is_empty() { "geen einde".to_owned() } else { until }}
                {over.then(|| view! { <span class="example">"afgelopen"</span> })}
            </td>
            <td>
                {if passkey { "ja" } else { "nee" }}
                {(passkey && !own).then(|| clear(person, email.clone()))}
            </td>
            <td>
                {(!own)
                    .then(|| {
                        view! {
                            <form method="post" action="/redactie/leden/einde">
                                <input type="hidden" name="persoon" value=person />
                                <input type="hidden" name="rol" value=role_slug />
                                <input type="hidden" name="regio" value=region_slug />
                                <button class="button button--text" aria-label=says>
                                    "Beëindigen"
                                </button>
                            </form>
                        }
                    })}
            </td>
        </tr>
    }
}

/// For who lost them.
fn clear(person: i64, email: String) -> impl IntoView {
    view! {
        <form method="post" action="/redactie/leden/passkeys">
            <input type="hidden" name="persoon" value=person />
            <button class="button button--text" aria-label=format!("Wis de passkeys van {email}")>
                "Wissen"
            </button>
        </form>
    }
}
