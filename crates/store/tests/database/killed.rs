//! A process that is killed during an import leaves all of it or nothing.

use std::{
    env,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use store::Store;

use crate::common::{NOW, On, On::*, many, row};
use rstest::rstest;

const ADDRESS: &str = "STORE_TEST_DATABASE";
const ROWS: usize = 20_000;

/// Run by the test below in a process of its own; on its own it does nothing.
#[tokio::test]
async fn child() {
    let Ok(address) = env::var(ADDRESS) else { return };
    let store = Store::open(&address.parse().unwrap()).await.unwrap();
    store.import(&many(ROWS), NOW).await.unwrap();
    std::process::exit(0);
}

#[rstest]
#[tokio::test]
async fn killed_during_an_import(#[values(Sqlite, Postgres)] on: On) {
    let mut seen_half_way = 0;
    for wait in [60, 150, 300, 450, 700, 1000] {
        let (store, place) = on.store().await;
        store.import(&[row("eerder", "Was er al")], NOW).await.unwrap();
        store.close().await;

        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "killed::child", "--nocapture"])
            .env(ADDRESS, place.address())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(wait));
        // SIGKILL: nothing in the child gets to tidy up.
        let running = child.try_wait().unwrap().is_none();
        child.kill().unwrap();
        child.wait().unwrap();
        seen_half_way += usize::from(running);

        let store = Store::open(&place.url).await.unwrap();
        let count = store.initiatives().await.unwrap().len();
        assert!(count == 1 || count == 1 + ROWS, "{count} after {wait} ms");
        // And it goes on as if nothing had happened.
        store.import(&many(ROWS), NOW).await.unwrap();
        assert_eq!(store.initiatives().await.unwrap().len(), 1 + ROWS);
    }
    assert!(seen_half_way > 0);
}
