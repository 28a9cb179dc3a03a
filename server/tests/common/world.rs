//! A server with a clock that a test sets, the people who use it, and the mail they get.

use std::{
    collections::HashMap,
    fs,
    ops::Deref,
    path::PathBuf,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
};

use domain::{Email, InitiativeId, LngLat, Moment, PersonId, Region, Role, Scope};
use server::{Config, clock::Clock};
use store::{ImportRow, Membership, Session};
use territory::Located;

use super::{Browser, DAY, Mail, Person, Server, at, eventually, rows::row};

/// When a world begins: Saturday 21 November 2026, noon in UTC.
pub const NOON: i64 = 1_795_262_400;

/// A server without examples, empty but for what a test puts there.
pub struct World {
    pub clock: WorldClock,
    server: Server,
    /// Who sent in what, by its title.
    owners: Mutex<HashMap<String, Person>>,
}

impl Deref for World {
    type Target = Server;

    fn deref(&self) -> &Server {
        &self.server
    }
}

/// The clock of a world: it stands still until a test moves it.
#[derive(Clone)]
pub struct WorldClock(Arc<AtomicI64>);

impl WorldClock {
    pub fn set(&self, seconds: i64) {
        self.0.store(seconds, Ordering::SeqCst);
    }

    /// Sets it to the time outside, for what another program writes into the database.
    pub fn set_to_real_time(&self) {
        self.set(Clock::System.now().as_second());
    }

    pub fn pass(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl World {
    pub fn start() -> Self {
        Self::with(|_| {})
    }

    pub fn with(choose: impl FnOnce(&mut Config)) -> Self {
        let clock = WorldClock(Arc::new(AtomicI64::new(NOON)));
        let server = Server::start(|config| {
            config.clock = Clock::Set(Arc::clone(&clock.0));
            choose(config);
        });
        Self { clock, server, owners: Mutex::default() }
    }

    /// This moment, as the store keeps it.
    pub fn now(&self) -> Moment {
        self.state.clock.moment()
    }

    /// Moves the clock by whole days and waits until that day's work is done: the work ends with noting what is new, so
    /// something new is put down for it, far from everything else.
    pub async fn days(&self, days: i64) {
        let mut mark = row(&format!("merkteken-{}", self.now()), "Merkteken");
        mark.content.school = "Nergens".to_owned();
        mark.position = LngLat::new(5.93, 50.76).unwrap();
        mark.located = Located { region: Region::South, municipality: "Vaals".to_owned(), town: "Vaals".to_owned() };
        mark.example = true;
        self.import(&[mark]).await;
        let store = &self.state.store;
        let mark = store.initiatives().await.unwrap().pop().unwrap().id;
        self.clock.pass(days * DAY);
        let noted = async || store.published_after(0).await.unwrap().iter().any(|(id, _)| *id == mark);
        eventually("the day's work is done", noted).await;
    }

    pub async fn import(&self, rows: &[ImportRow]) {
        self.state.store.import(rows, self.now()).await.unwrap();
    }
}

/// People.
impl World {
    /// A browser in which nobody is signed in.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.url, &[])
    }

    /// Somebody without a role, who is signed in: `anna` is anna@school.nl.
    pub async fn person(&self, name: &str) -> Person {
        // Who has no role is known all the same: as an organiser whose time is over.
        self.appointed(name, Role::Organiser, None, Some("2000-01-01")).await
    }

    /// An editor of all of Limburg.
    pub async fn editor(&self) -> Person {
        self.appointed("redacteur@kaart.nl", Role::Editor, None, None).await
    }

    pub async fn editor_of(&self, region: Region) -> Person {
        self.appointed(&format!("{}@kaart.nl", region.slug()), Role::Editor, Some(region), None).await
    }

    pub async fn organiser(&self) -> Person {
        self.appointed("organisator@kaart.nl", Role::Organiser, None, None).await
    }

    pub async fn admin(&self) -> Person {
        self.appointed("beheerder@kaart.nl", Role::Admin, None, None).await
    }

    /// Somebody with a role, until a day when there is one, who is signed in. The session is written as the server
    /// does it, so that no link to sign in lies between the mails that a test is about.
    pub async fn appointed(&self, name: &str, role: Role, region: Option<Region>, until: Option<&str>) -> Person {
        let email = address(name);
        let id = self.appoint(&email, role, region, until).await;
        Person { id, email, browser: Browser::new(&self.url, &[self.session_of(id).await]) }
    }

    /// The cookie of a new session, which knows as what they signed in: else their first request would get it another
    /// identifier, and a second one at the same time would be nobody's.
    pub async fn session_of(&self, id: PersonId) -> String {
        let secret = tower_sessions::session::Id::default();
        let may = self.state.store.memberships(id, &self.state.clock.today().to_string()).await.unwrap();
        let roles: Vec<_> = may.iter().map(|m| format!("{}:{}", m.role.slug(), m.scope.slug())).collect();
        let data = serde_json::json!({ "persoon": id.0, "rollen": roles.join(" ") }).to_string();
        let session = Session { person: Some(id), data, expires: at("2099-01-01T00:00:00Z") };
        let hash = server::accounts::token::hash(&secret.to_string());
        self.state.store.keep_session(&hash, &session, self.now()).await.unwrap();
        format!("sessie={secret}")
    }

    /// Gives somebody a role; gives the number of the person.
    pub async fn appoint(&self, email: &str, role: Role, region: Option<Region>, until: Option<&str>) -> PersonId {
        let scope = region.map_or(Scope::Everywhere, Scope::Region);
        let membership = Membership { role, scope, until: until.map(str::to_owned) };
        self.state.store.appoint(&Email::parse(email).unwrap(), &membership, self.now()).await.unwrap().id
    }

    /// A browser in which this address came in with the link that was mailed.
    pub async fn signed_in(&self, email: &str) -> Browser {
        // Other mails may be on their way.
        let links = || {
            let mut mails = self.mails_to(email);
            mails.retain(|mail| mail.contains("/inloggen/"));
            mails
        };
        let (browser, before) = (self.browser(), links().len());
        browser.posts("/inloggen", &[("email", email)]).await;
        eventually("the link is there", async || links().len() > before).await;
        browser.posts(&links().pop().unwrap().link(), &[]).await;
        browser
    }
}

/// What stands on the map.
impl World {
    /// An initiative on the map; gives its number. [`World::owner_of`] gives who sent it in.
    pub async fn published(&self, title: &str) -> InitiativeId {
        let owner = self.person("inzender").await;
        self.published_by(&owner, title).await
    }

    pub async fn published_by(&self, owner: &Person, title: &str) -> InitiativeId {
        let id = owner.places(title).await;
        self.owners.lock().unwrap().insert(title.to_owned(), owner.clone());
        self.publish(id).await;
        id
    }

    /// Who sent in what has this title.
    pub fn owner_of(&self, title: &str) -> Person {
        self.owners.lock().unwrap()[title].clone()
    }

    /// An editor puts the first version of this on the map.
    pub async fn publish(&self, id: InitiativeId) {
        self.editor().await.publishes(id, 1).await;
        self.shows(id).await;
    }

    /// Waits until it is on the map.
    pub async fn shows(&self, id: InitiativeId) {
        let path = format!("/initiatieven/{id}");
        eventually("it is on the map", async || self.get(&path).await.status() == 308).await;
    }

    /// The public page of an initiative.
    pub async fn public(&self, id: InitiativeId) -> String {
        let answer = self.get(&format!("/initiatieven/{id}")).await;
        let answer = match super::header(&answer, "location") {
            "" => answer,
            to => self.get(to).await,
        };
        super::text(answer).await
    }
}

/// Mail.
impl World {
    /// All mails that have left, oldest first.
    pub fn mails(&self) -> Vec<Mail> {
        let folder = self.dir.path().join("uit");
        let mut files: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().map(|e| e.unwrap().path()).collect();
        files.retain(|file| file.extension().is_some_and(|e| e == "eml"));
        files.sort();
        files.iter().map(|file| Mail::new(&fs::read_to_string(file).unwrap())).collect()
    }

    /// Waits until this many mails have left; gives the last.
    pub async fn mail(&self, count: usize) -> Mail {
        eventually("the mail is there", async || self.mails().len() >= count).await;
        self.mails().pop().unwrap()
    }

    /// The mails to somebody, oldest first.
    pub fn mails_to(&self, name: &str) -> Vec<Mail> {
        let email = address(name);
        self.mails().into_iter().filter(|mail| mail.is_to(&email)).collect()
    }

    /// The newest mail to somebody with these words, once there is one.
    pub async fn mail_to(&self, name: &str, words: &str) -> Mail {
        let find = || self.mails_to(name).into_iter().rev().find(|mail| mail.contains(words));
        eventually(&format!("a mail to {name} with ‘{words}’"), async || find().is_some()).await;
        find().unwrap()
    }
}

/// The address of somebody: `anna` is anna@school.nl.
fn address(name: &str) -> String {
    if name.contains('@') { name.to_owned() } else { format!("{name}@school.nl") }
}
