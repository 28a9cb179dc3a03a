//! Who asks, and what there is for them to ask about.

use std::collections::BTreeMap;

use domain::{Region, Role};

use super::answer::Answer;
use crate::common::{World, rows::row};

/// The cookies of a visitor, of somebody without anything, the owner of initiatives, an organiser, an editor of one
/// region, and an admin.
#[derive(Default)]
pub(super) struct Roles(Vec<BTreeMap<String, String>>);

impl Roles {
    pub(super) async fn come_in(world: &World) -> Self {
        let mut jars = vec![BTreeMap::new()];
        for (name, role, region, until) in [
            ("nieuw", Role::Organiser, None, Some("2000-01-01")),
            ("inzender", Role::Organiser, None, Some("2000-01-01")),
            ("organisator", Role::Organiser, None, None),
            ("redacteur", Role::Editor, Some(Region::Mid), None),
            ("beheerder", Role::Admin, None, None),
        ] {
            let id = world.appoint(&format!("{name}@school.nl"), role, region, until).await;
            let cookie = world.session_of(id).await;
            let (name, value) = cookie.split_once('=').unwrap();
            jars.push(BTreeMap::from([(name.to_owned(), value.to_owned())]));
        }
        Self(jars)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn cookies(&self, role: usize) -> String {
        let pairs: Vec<String> = self.0[role].iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }

    /// As a browser keeps what it is told to.
    pub(super) fn keep(&mut self, role: usize, answer: &Answer) {
        for cookie in answer.headers("set-cookie") {
            let pair = cookie.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                if value.is_empty() || cookie.contains("Max-Age=0") {
                    self.0[role].remove(name);
                } else {
                    self.0[role].insert(name.to_owned(), value.to_owned());
                }
            }
        }
    }
}

/// Initiatives on the map and before it, with what others want of them.
pub(super) async fn set_the_stage(world: &World, round: usize) {
    let (owner, other) = (world.person("inzender").await, world.person(&format!("gast{round}")).await);
    let title = |what: &str| format!("{what} {round}");
    let first = world.published_by(&owner, &title("Robots bouwen")).await;
    let second = world.published_by(&owner, &title("Samen lezen")).await;
    let theirs = world.published_by(&other, &title("Lezen in groep 8")).await;
    owner.places(&title("Wacht op de redactie")).await;
    world.import(&[row(&format!("sleutel-{round}"), &title("Van niemand"))]).await;
    other.post(&format!("/claimen/{first}"), &[("soort", "vraag"), ("waarom", "Mag ik meedoen?")]).await;
    let nobodys = world.state.store.initiatives().await.unwrap().into_iter().map(|i| i.id).max().unwrap();
    world.shows(nobodys).await;
    other.claims(nobodys).await;
    other.posts(&format!("/initiatieven/{second}/ook"), &[("eigen", &theirs.to_string())]).await;
    let offer = [("email", "inzender@school.nl"), ("soort", "mede-eigenaar")];
    other.posts(&format!("/mijn/{theirs}/eigenaars"), &offer).await;
    world.mail_to("inzender", "/uitnodiging/").await;
    let visitor = world.browser();
    visitor.posts("/inloggen", &[("email", &format!("lezer{round}@school.nl"))]).await;
    visitor.posts("/volgen", &[("email", &format!("lezer{round}@school.nl"))]).await;
}
