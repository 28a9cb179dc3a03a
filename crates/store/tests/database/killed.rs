//! A process that is killed during an import leaves all of it or nothing.

use std::{
    env,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use store::{DatabaseUrl, Store};
use tempfile::TempDir;

use crate::common::{NOW, many, row};

const FOLDER: &str = "STORE_TEST_FOLDER";
const ROWS: usize = 20_000;

/// Run by the test below in a process of its own; on its own it does nothing.
#[tokio::test]
async fn child() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let store = Store::open(&DatabaseUrl::in_data_dir(folder.as_ref())).await.unwrap();
    store.import(&many(ROWS), NOW).await.unwrap();
    std::process::exit(0);
}

#[tokio::test]
async fn killed_during_an_import() {
    let mut seen_half_way = 0;
    for wait in [60, 150, 300, 450, 700, 1000] {
        let folder = TempDir::new().unwrap();
        let url = DatabaseUrl::in_data_dir(folder.path());
        let store = Store::open(&url).await.unwrap();
        store.import(&[row("eerder", "Was er al")], NOW).await.unwrap();
        store.close().await;

        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "killed::child", "--nocapture"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(wait));
        // SIGKILL: nothing in the child gets to tidy up.
        let running = child.try_wait().unwrap().is_none();
        child.kill().unwrap();
        child.wait().unwrap();
        seen_half_way += usize::from(running);

        let store = Store::open(&url).await.unwrap();
        let count = store.initiatives().await.unwrap().len();
        assert!(count == 1 || count == 1 + ROWS, "{count} after {wait} ms");
        // And it goes on as if nothing had happened.
        store.import(&many(ROWS), NOW).await.unwrap();
        assert_eq!(store.initiatives().await.unwrap().len(), 1 + ROWS);
    }
    assert!(seen_half_way > 0);
}
