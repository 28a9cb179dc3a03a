//! Mail over SMTP, to a server that refuses at first, and to one that is slow.

use std::sync::{Arc, Mutex};

use domain::InitiativeId;
use server::mail::MailServer;
use store::Mail;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};

use crate::common::{
    self, DAY, World, a_while, eventually,
    forms::{submission, value},
    rows::{row, school},
};

/// A mail server: what it was told, and how it behaves.
struct Post {
    /// How often it refused.
    refused: Mutex<usize>,
    /// How often it refuses for now, from the first mail on.
    refuses: Mutex<usize>,
    /// The mails it took.
    mails: Mutex<Vec<String>>,
    /// What a mail that is not about signing in waits for.
    patience: Semaphore,
}

impl Post {
    /// A mail server that refuses so often first, and a world that sends by it.
    async fn start(refuses: usize, patience: usize) -> (Arc<Self>, World) {
        let post = Self {
            refused: Mutex::default(),
            refuses: Mutex::new(refuses),
            mails: Mutex::default(),
            patience: Semaphore::new(patience),
        };
        let (post, listener) = (Arc::new(post), TcpListener::bind("127.0.0.1:0").await.unwrap());
        let (address, listening) = (listener.local_addr().unwrap(), Arc::clone(&post));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(Arc::clone(&listening).converse(stream));
            }
        });
        let world = World::with(|config| {
            config.mail = MailServer::parse(&format!("smtp://{address}")).unwrap();
            config.mail_from = "kaart@voorbeeld.nl".to_owned();
        });
        (post, world)
    }

    /// One conversation.
    async fn converse(self: Arc<Self>, stream: TcpStream) -> std::io::Result<()> {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        write.write_all(b"220 post.voorbeeld.nl\r\n").await?;
        while let Some(line) = lines.next_line().await? {
            let answer = match line.get(..4).unwrap_or_default() {
                "EHLO" => "250 post.voorbeeld.nl",
                "MAIL" if self.refuse() => "451 nu even niet",
                "DATA" => {
                    write.write_all(b"354 ga uw gang\r\n").await?;
                    let mut mail = String::new();
                    while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                        mail += &format!("{line}\r\n");
                    }
                    if !mail.contains("Subject: Inloggen") {
                        self.patience.acquire().await.unwrap().forget();
                    }
                    self.mails.lock().unwrap().push(mail);
                    "250 dank u"
                }
                _ => "250 goed",
            };
            write.write_all(format!("{answer}\r\n").as_bytes()).await?;
        }
        Ok(())
    }

    fn refuse(&self) -> bool {
        let mut refused = self.refused.lock().unwrap();
        let refuses = *refused < *self.refuses.lock().unwrap();
        *refused += usize::from(refuses);
        refuses
    }

    /// From now on it takes every mail.
    fn relents(&self) {
        *self.refuses.lock().unwrap() = 0;
    }

    fn refused(&self) -> usize {
        *self.refused.lock().unwrap()
    }

    /// The mail to somebody, once it has left.
    async fn mail_to(&self, email: &str) -> common::Mail {
        let find = || {
            let mails: Vec<_> = self.mails.lock().unwrap().iter().map(|mail| common::Mail::new(mail)).collect();
            mails.into_iter().find(|mail| mail.is_to(email))
        };
        eventually(&format!("a mail to {email}"), async || find().is_some()).await;
        find().unwrap()
    }

    fn count(&self) -> usize {
        self.mails.lock().unwrap().len()
    }
}

/// Longer than any number of mails.
const PATIENT: usize = 1000;

#[tokio::test(flavor = "multi_thread")]
async fn refused_mail_is_sent_later_and_once() {
    let (post, world) = Post::start(1, PATIENT).await;
    world.browser().post("/inloggen", &[("email", "juf@school.nl")]).await;
    eventually("it is refused", async || post.refused() == 1).await;
    a_while().await;
    assert_eq!(post.count(), 0, "not before a minute has passed");
    let created: String = world.now().chars().filter(char::is_ascii_digit).collect();
    world.clock.pass(60);
    let mail = post.mail_to("juf@school.nl").await;
    world.clock.pass(DAY);
    a_while().await;
    assert_eq!((post.refused(), post.count()), (1, 1));
    let id = mail.header("Message-ID").unwrap();
    assert_eq!(id, format!("<{created}.1@voorbeeld.nl>"), "of when it was written, not when it was sent");
    assert_eq!(mail.header("Subject").unwrap(), "Inloggen op de InnovatieKaart", "{mail}");
    assert!(world.mails().is_empty(), "none in the folder");
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_mail_of_the_night_does_not_keep_waiting_who_signs_in() {
    let (post, world) = Post::start(0, 0).await;
    for n in 0..10 {
        let recipient = format!("a{n}@school.nl");
        let mail = Mail {
            recipient,
            subject: "Nieuw op de kaart".into(),
            text: "t".into(),
            html: "h".into(),
            ..Mail::default()
        };
        world.state.store.queue_mail(&mail, world.now()).await.unwrap();
    }
    a_while().await;
    // They are under way, and the mail server says nothing.
    for n in 0..5 {
        let email = format!("juf{n}@school.nl");
        world.browser().posts("/inloggen", &[("email", &email)]).await;
        post.mail_to(&email).await;
    }
    assert_eq!(post.count(), 5);
    post.patience.add_permits(PATIENT);
    post.mail_to("a9@school.nl").await;
    assert_eq!(post.count(), 15);
}

#[tokio::test(flavor = "multi_thread")]
async fn link_of_every_kind_lives_from_when_its_mail_leaves() {
    let (post, world) = Post::start(usize::MAX, PATIENT).await;
    world.import(&[row("a", "Robots in de klas")]).await;
    world.state.store.import_schools(&[school()]).await.unwrap();
    world.shows(InitiativeId(1)).await;
    let (browser, anna) = (world.browser(), world.person("anna@deproef.nl").await);
    anna.claims(InitiativeId(1)).await;
    browser.posts("/inloggen", &[("email", "inloggen@school.nl")]).await;
    browser.posts("/plaatsen", &submission(&[("email", "plaatsen@school.nl")])).await;
    browser.posts("/volgen?regio=midden", &[("email", "volgen@school.nl")]).await;
    let question = [("naam", "Juf"), ("email", "vraag@school.nl"), ("vraag", "Hoe?"), ("toestemming", "ja")];
    browser.posts("/initiatieven/1/vraag", &question).await;
    anna.posts("/mijn/1/eigenaars", &[("email", "terug@school.nl"), ("soort", "mede-eigenaar")]).await;
    let offer = value(&anna.page("/mijn/1/mensen", 200).await, "aanbod");
    anna.posts("/mijn/1/eigenaars/terugnemen", &[("aanbod", &offer)]).await;
    anna.posts("/mijn/1/eigenaars", &[("email", "aanbod@school.nl"), ("soort", "mede-eigenaar")]).await;
    eventually("all are refused", async || post.refused() >= 6).await;
    // Nearly two weeks later: much longer than a link to sign in works, and what waits two weeks is nearly over.
    world.clock.pass(13 * DAY);
    let slow = "Mail doet er nu langer over";
    // Twice now; but for what was taken back, which is not tried again.
    eventually("all are refused again", async || post.refused() >= 11).await;
    for page in ["/plaatsen/verzonden", "/volgen/verzonden"] {
        assert!(world.browser().page(page, 200).await.contains(slow), "{page}");
    }
    post.relents();
    world.clock.pass(DAY / 2);
    let mut links = Vec::new();
    for name in ["inloggen", "plaatsen", "volgen", "vraag", "aanbod"] {
        links.push((name, post.mail_to(&format!("{name}@school.nl")).await.link()));
    }
    links.push(("bevestigen", post.mail_to("plaatsen@school.nl").await.confirm_link()));
    for (passes, short, long) in [(0, 200, 200), (9 * 60, 200, 200), (13 * DAY, 410, 200), (DAY, 410, 410)] {
        world.clock.pass(passes);
        for (name, link) in &links {
            let works = if matches!(*name, "inloggen" | "plaatsen") { short } else { long };
            assert_eq!(world.browser().get(link).await.status(), works, "{name} after {passes} seconds more");
        }
    }
    assert!(!world.browser().page("/plaatsen/verzonden", 200).await.contains(slow), "nobody waits any more");
    assert!(post.mails.lock().unwrap().iter().all(|mail| !mail.contains("terug@school.nl")), "what was taken back");
}
