//! `/redactie`: the tabs of the nouns, and its first page, with what waits.

use leptos::prelude::*;

use super::setup::{Setup, SetupStep};
use crate::{
    accounts, figures, freshness, map, ownership, reports,
    review::{self, Queue, QueueView},
    ui::{DeskPage, DeskTabs, Inert as _},
};

/// What each noun has at the desk.
pub const DESK_TABS: DeskTabs = DeskTabs(&[
    review::QUEUE_TAB,
    ownership::DESK_TAB,
    freshness::DESK_TAB,
    reports::DESK_TAB,
    figures::DESK_TAB,
    accounts::DESK_TAB,
    map::DESK_TAB,
    review::LOG_TAB,
]);

/// The queue, with the way to what else waits.
#[component]
pub fn DeskHome(
    queue: Queue,
    /// How many claims wait for this editor.
    claims: usize,
    /// How much has faded.
    faded: usize,
    /// How many reports, and adoptions without an owner, wait.
    reports: usize,
    /// The reader has no passkey and can make one.
    advice: bool,
    /// What the map still needs; nothing for who is no admin.
    setup: Vec<SetupStep>,
) -> impl IntoView {
    let counts = vec![
        (review::QUEUE_TAB, queue.waiting.len()),
        (ownership::DESK_TAB, claims),
        (freshness::DESK_TAB, faded),
        (reports::DESK_TAB, reports),
    ];
    let (claims, faded) = (ownership::claims_waiting(claims), freshness::faded_count(faded));
    view! {
        <DeskPage tab=Some(review::QUEUE_TAB) counts>
            {advice.then(accounts::passkey_advice)}
            <QueueView queue beside=claims.inert() />
            {faded}
            <Setup steps=setup />
        </DeskPage>
    }
}
