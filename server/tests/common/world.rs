//! A server with a clock that can be set, its outbox, and browsers that keep their cookie.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub)]

use std::{
    fs,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::SystemTime,
};

use domain::{Email, LngLat, Region, Role};
use server::{Config, clock::Clock};
use store::{ImportRow, Membership, Sending};
use territory::Located;

use super::{Browser, Server, eventually};

/// A server and its clock.
pub struct Site {
    pub server: Server,
    now: Arc<AtomicI64>,
}

impl Site {
    pub fn start() -> Self {
        Self::with(|_| {})
    }

    pub fn with(choose: impl FnOnce(&mut Config)) -> Self {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
        let now = Arc::new(AtomicI64::new(i64::try_from(now).unwrap()));
        let clock = Clock::Set(Arc::clone(&now));
        let server = Server::start(|config| {
            config.clock = clock;
            choose(config);
        });
        Self { server, now }
    }

    /// Moves the clock.
    pub fn later(&self, seconds: i64) {
        self.now.fetch_add(seconds, Ordering::SeqCst);
    }

    /// Moves the clock by whole days and waits until that day's work is done: the work ends with noting what is new, so
    /// something new is put down for it, far from everything else.
    pub async fn days(&self, days: i64) {
        let Sending { mut content, .. } = super::sending("Merkteken");
        content.school = "Nergens".to_owned();
        let row = ImportRow {
            key: Some(format!("merkteken-{}", self.clock().text())),
            content,
            position: LngLat::new(5.93, 50.76).unwrap(),
            located: Located { region: Region::South, municipality: "Vaals".to_owned(), town: "Vaals".to_owned() },
            example: true,
        };
        let store = &self.server.state.store;
        store.import(&[row], &self.clock().text()).await.unwrap();
        let mark = store.initiatives().await.unwrap().pop().unwrap().id;
        self.later(days * 24 * 60 * 60);
        let noted = async || store.published_after(0).await.unwrap().iter().any(|(id, _)| *id == mark);
        eventually("the day's work is done", noted).await;
    }

    pub fn clock(&self) -> Clock {
        Clock::Set(Arc::clone(&self.now))
    }

    /// The mails in the folder, oldest first, as text.
    pub fn mails(&self) -> Vec<String> {
        let folder = self.server.dir.path().join("uit");
        let mut files: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().map(|e| e.unwrap().path()).collect();
        files.retain(|file| file.extension().is_some_and(|e| e == "eml"));
        files.sort();
        files.iter().map(|file| plain(&fs::read_to_string(file).unwrap())).collect()
    }

    /// Waits until there are this many mails; gives the last.
    pub async fn mail(&self, count: usize) -> String {
        eventually("the mail is there", async || self.mails().len() >= count).await;
        self.mails().pop().unwrap()
    }

    /// Makes somebody something, until a day when there is one.
    pub async fn appoint(&self, email: &str, role: Role, region: Option<Region>, until: Option<&str>) {
        let membership = Membership { role, region, until: until.map(str::to_owned) };
        let email = Email::parse(email).unwrap();
        self.server.state.store.appoint(&email, &membership, &self.clock().text()).await.unwrap();
    }

    pub fn browser(&self) -> Browser {
        Browser::new(&self.server.url, &[])
    }

    /// A browser in which this address is signed in.
    pub async fn signed_in(&self, email: &str) -> Browser {
        // Other mails may be on their way.
        let links = || {
            let mut mails = self.mails();
            mails.retain(|mail| mail.contains(&format!("To: {email}")) && mail.contains("/inloggen/"));
            mails
        };
        let (browser, before) = (self.browser(), links().len());
        assert_eq!(browser.post("/inloggen", &[("email", email)]).await.status(), 303);
        eventually("the link is there", async || links().len() > before).await;
        let link = link(&links().pop().unwrap());
        assert_eq!(browser.post(&link, &[]).await.status(), 303);
        browser
    }
}

/// The path of the link to sign in with.
pub fn link(mail: &str) -> String {
    let rest = mail.split("/inloggen/").nth(1).expect("a link");
    format!("/inloggen/{}", rest.chars().take_while(char::is_ascii_hexdigit).collect::<String>())
}

/// The six digits.
pub fn code(mail: &str) -> String {
    mail.split("deze code: ").nth(1).expect("a code").chars().take(6).collect()
}

/// Undoes the line breaks and `=XX` of quoted-printable, as far as these tests read.
fn plain(eml: &str) -> String {
    eml.replace("=\r\n", "").replace("=\n", "").replace("=3D", "=")
}
