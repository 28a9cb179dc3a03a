//! `/redactie`: the tabs of the nouns, and its first page, with what waits.

use leptos::prelude::*;

use super::setup::{Setup, SetupStep};
use crate::{
    accounts, figures, freshness, ownership, reports,
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
    /// What the map still needs; nothing for who is no admin.
    setup: Vec<SetupStep>,
) -> impl IntoView {
    let (claims, faded) = (ownership::claims_waiting(claims), freshness::faded_count(faded));
    view! {
        <DeskPage tab=Some(review::QUEUE_TAB)>
            <QueueView queue beside=claims.inert() />
            {faded}
            <Setup steps=setup />
        </DeskPage>
    }
}
