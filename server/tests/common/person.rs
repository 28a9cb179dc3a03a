//! Somebody who is signed in, in a browser of their own, and what they can do.

use domain::{InitiativeId, PersonId};
use std::ops::Deref;

use super::{Browser, forms};

#[derive(Clone)]
pub struct Person {
    pub id: PersonId,
    pub email: String,
    pub browser: Browser,
}

impl Deref for Person {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.browser
    }
}

impl Person {
    /// Sends an initiative in; gives its number.
    pub async fn places(&self, title: &str) -> InitiativeId {
        self.places_with(title, &[]).await
    }

    /// The same, with these fields instead.
    pub async fn places_with(&self, title: &str, other: &[(&str, &str)]) -> InitiativeId {
        assert_eq!(self.posts("/plaatsen", &forms::initiative(title, other)).await, "/mijn");
        let own = self.page("/mijn", 200).await;
        let numbers =
            own.split("href=\"/mijn/").skip(1).filter_map(|rest| rest.split(['"', '/', '#', '?']).next()?.parse().ok());
        numbers.max().expect("it is in their list")
    }

    /// Says that an initiative is theirs; gives where that leads.
    pub async fn claims(&self, id: InitiativeId) -> String {
        let fields = [("soort", "claim"), ("waarom", "Ik ben leraar van groep 7.")];
        self.posts(&format!("/claimen/{id}"), &fields).await
    }

    /// As an editor: puts a version on the map.
    pub async fn publishes(&self, id: InitiativeId, version: i64) -> String {
        self.posts(&format!("/redactie/{id}/{version}/publiceren"), &[]).await
    }
}
