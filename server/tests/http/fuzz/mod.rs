//! Odd requests to every address, as everybody. What comes in may be refused, but the server goes on, answers in whole
//! answers, and gives nothing back that others would run.
//!
//! The same seed gives the same requests, but for secrets. `INNOVATIEKAART_FUZZ` is how many, `INNOVATIEKAART_FUZZ_SEED` the
//! seed. Half of them go to every address of `routes.rs` as every role in turn, half to what the answers so far offered:
//! links, and forms as a page filled them in.

mod answer;
mod asking;
mod chance;
mod known;
mod odd;
mod roles;

use std::{
    collections::BTreeMap,
    env,
    sync::{Arc, Mutex},
    thread,
};

use self::{
    answer::Answer,
    asking::{Asking, Sender},
    chance::Chance,
    known::Known,
    roles::Roles,
};
use crate::common::{DAY, World, routes};

/// Enough for every address as every role, and as many again.
const REQUESTS: usize = 2000;
/// After how many requests everybody comes in again: some are signed out on the way.
const SESSIONS: usize = 50;
/// After how many requests a day begins, with new initiatives to ask about.
const ROUND: usize = 500;
/// Seconds between two requests, so that limits of so many an hour hide little.
const PAUSE: i64 = 60;

fn setting(name: &str, otherwise: usize) -> usize {
    env::var(name).map_or(otherwise, |text| text.parse().expect(name))
}

/// Collects the panics of threads with the name of this one: the server that a test starts has such threads.
fn panics() -> Arc<Mutex<Vec<String>>> {
    let (panics, name) = (Arc::<Mutex<Vec<String>>>::default(), thread::current().name().map(str::to_owned));
    let (seen, before) = (Arc::clone(&panics), std::panic::take_hook());
    std::panic::set_hook(Box::new(move |panic| {
        if thread::current().name() == name.as_deref() {
            seen.lock().unwrap().push(panic.to_string());
        }
        before(panic);
    }));
    panics
}

#[tokio::test(flavor = "multi_thread")]
async fn no_request_breaks_the_server_or_comes_back_alive() {
    let (requests, seed) = (setting("INNOVATIEKAART_FUZZ", REQUESTS), setting("INNOVATIEKAART_FUZZ_SEED", 1));
    let panics = panics();
    let world = World::with(|config| config.behind_proxy = true);
    let routes = routes::all();
    assert!(routes.len() > 120, "{routes:?}");
    let each: Vec<(&str, &str)> =
        routes.iter().flat_map(|(path, methods)| methods.iter().map(move |method| (*method, &**path))).collect();
    // What belongs to one person, which no cache may keep.
    let personal: Vec<String> =
        ["personal", "by_mail"].iter().flat_map(|part| routes::of(part)).map(|(path, _)| path).collect();
    let (mut chance, mut known, mut roles) = (Chance::new(seed), Known::new(&routes), Roles::default());
    let mut statuses = BTreeMap::<u16, usize>::new();
    let mut wrong = Vec::new();
    for number in 0..requests {
        if number % ROUND == 0 {
            world.clock.pass(DAY);
            roles::set_the_stage(&world, number / ROUND).await;
            world.mails().iter().for_each(|mail| known.learn_from_mail(mail, &world.url));
        }
        if number % SESSIONS == 0 {
            roles = Roles::come_in(&world).await;
        }
        world.clock.pass(PAUSE);
        let turn = number / 2;
        let in_turn = number % 2 == 0;
        let role = if in_turn { turn % roles.len() } else { chance.below(roles.len()) };
        let (method, path) = each[turn / roles.len() % each.len()];
        let is_private = in_turn && personal.iter().any(|personal| personal == path);
        let from = Sender { host: world.url.trim_start_matches("http://"), cookies: roles.cookies(role) };
        let asking = if in_turn {
            Asking::of_route(&mut chance, &known, method, path, &from)
        } else {
            Asking::of_what_is_known(&mut chance, &known, &from)
        };
        let answer = world.answer_to(&asking.bytes, asking.breaks_off);
        let faults = match Answer::read(&answer, asking.is_head) {
            // Who hangs up halfway may hear nothing, or no more than that it may go on.
            Err(_) if asking.breaks_off && [&b""[..], b"HTTP/1.1 100 Continue\r\n\r\n"].contains(&&*answer) => {
                Vec::new()
            }
            Ok(answer) => {
                *statuses.entry(answer.status).or_default() += 1;
                known.learn(&answer);
                roles.keep(role, &answer);
                answer.faults(&world.url, is_private)
            }
            Err(fault) => vec![fault],
        };
        for fault in faults {
            wrong.push(format!("request {number}, seed {seed}: {fault}\n{}", asking.shown()));
        }
    }
    eprintln!("{requests} requests, seed {seed}, {} addresses, {} forms: {statuses:?}", each.len(), known.forms());
    // What nobody heard, because they hung up.
    let metrics = world.text("/metrics").await;
    let failed = metrics.lines().filter(|line| line.contains("status=\"500\""));
    wrong.extend(failed.map(str::to_owned));
    wrong.extend(panics.lock().unwrap().drain(..));
    let first: Vec<_> = wrong.iter().take(20).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), first.join("\n\n"));
}
