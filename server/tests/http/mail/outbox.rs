//! Mail over SMTP, to a server that refuses at first.

use std::sync::{Arc, Mutex};

use server::mail::MailServer;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};

use crate::common::{DAY, World, a_while, eventually};

/// What a mail server was told: how often it refused, and the mails it took.
#[derive(Default)]
struct Told {
    refused: usize,
    mails: Vec<String>,
}

/// One conversation. The first mail of all is refused for now.
async fn converse(stream: TcpStream, told: Arc<Mutex<Told>>) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 post.voorbeeld.nl\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let answer = match line.get(..4).unwrap_or_default() {
            "EHLO" => "250 post.voorbeeld.nl",
            "MAIL" if told.lock().unwrap().refused == 0 => {
                told.lock().unwrap().refused += 1;
                "451 nu even niet"
            }
            "DATA" => {
                write.write_all(b"354 ga uw gang\r\n").await?;
                let mut mail = String::new();
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    mail += &format!("{line}\n");
                }
                told.lock().unwrap().mails.push(mail);
                "250 dank u"
            }
            _ => "250 goed",
        };
        write.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}

fn message_id(mail: &str) -> &str {
    mail.lines().find_map(|line| line.strip_prefix("Message-ID: ")).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_mail_is_sent_later_and_once() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let told = Arc::new(Mutex::new(Told::default()));
    let hears = Arc::clone(&told);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(converse(stream, Arc::clone(&hears)));
        }
    });
    let world = World::with(|config| {
        config.mail = MailServer::parse(&format!("smtp://{address}")).unwrap();
        config.mail_from = "kaart@voorbeeld.nl".to_owned();
    });
    world.browser().post("/inloggen", &[("email", "juf@school.nl")]).await;
    eventually("it is refused", async || told.lock().unwrap().refused == 1).await;
    a_while().await;
    assert!(told.lock().unwrap().mails.is_empty(), "not before a minute has passed");
    let created: String = world.now().chars().filter(char::is_ascii_digit).collect();
    world.clock.pass(60);
    eventually("it is sent", async || told.lock().unwrap().mails.len() == 1).await;
    world.clock.pass(DAY);
    a_while().await;
    let told = told.lock().unwrap();
    assert_eq!((told.refused, told.mails.len()), (1, 1));
    let mail = &told.mails[0];
    assert_eq!(message_id(mail), format!("<{created}.1@voorbeeld.nl>"), "of when it was written, not when it was sent");
    assert!(mail.contains("To: juf@school.nl") && mail.contains("Subject: Inloggen op de InnovatieKaart"), "{mail}");
    assert!(world.mails().is_empty(), "none in the folder");
}
