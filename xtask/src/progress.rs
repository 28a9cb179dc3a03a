//! Builds side by side, and one line that tells what they are doing and how far they are.

use std::{
    io::{BufReader, IsTerminal as _, Read, stderr},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};
use xshell::Cmd;

/// How often a log, which keeps every line, gets a new one.
const LOG_INTERVAL: Duration = Duration::from_secs(20);

/// What cargo says about crates that go well; the line has it already.
const ROUTINE: [&str; 9] =
    ["Compiling", "Checking", "Downloaded", "Downloading", "Finished", "Fresh", "Locking", "Updating", "Adding"];

/// What is going on. On a terminal it is one line that changes; in a log a line now and then.
#[derive(Clone)]
pub(crate) struct Progress(Arc<Mutex<State>>);

struct State {
    start: Instant,
    terminal: bool,
    jobs: Vec<(&'static str, String)>,
    printed: Instant,
}

impl Progress {
    pub(crate) fn new() -> Self {
        let start = Instant::now();
        Self(Arc::new(Mutex::new(State { start, terminal: stderr().is_terminal(), jobs: Vec::new(), printed: start })))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells what `job` is doing now.
    pub(crate) fn set(&self, job: &'static str, doing: &str) {
        let mut state = self.state();
        match state.jobs.iter_mut().find(|(name, _)| *name == job) {
            Some((_, before)) => doing.clone_into(before),
            None => state.jobs.push((job, doing.to_owned())),
        }
        state.show();
    }

    /// `job` is over.
    pub(crate) fn done(&self, job: &'static str) {
        let mut state = self.state();
        state.clear();
        state.jobs.retain(|(name, _)| *name != job);
    }

    /// Prints a line that stays.
    pub(crate) fn say(&self, line: &str) {
        let mut state = self.state();
        state.clear();
        eprintln!("{line}");
        state.show();
    }

    /// Starts cargo, which then builds in the background.
    pub(crate) fn start(&self, job: &'static str, cargo: Cmd<'_>) -> Result<Build> {
        let mut command = Command::from(cargo);
        command.env("CARGO_TERM_PROGRESS_WHEN", "always").env("CARGO_TERM_PROGRESS_WIDTH", "120");
        if self.state().terminal {
            command.env("CARGO_TERM_COLOR", "always");
        }
        self.set(job, "starting");
        let mut child = command.stderr(Stdio::piped()).spawn().context("cargo can't be started")?;
        let output = child.stderr.take().context("cargo has no output")?;
        let progress = self.clone();
        let reader = thread::spawn(move || progress.follow(job, output));
        Ok(Build { job, child, reader: Some(reader), progress: self.clone() })
    }

    /// Runs cargo.
    pub(crate) fn run(&self, job: &'static str, cargo: Cmd<'_>) -> Result<()> {
        self.start(job, cargo)?.wait()
    }

    /// Reads what cargo says until it stops.
    fn follow(&self, job: &'static str, output: impl Read) {
        let mut line = Vec::new();
        for byte in BufReader::new(output).bytes().map_while(Result::ok) {
            if byte == b'\n' || byte == b'\r' {
                self.hear(job, &String::from_utf8_lossy(&line));
                line.clear();
            } else {
                line.push(byte);
            }
        }
        self.hear(job, &String::from_utf8_lossy(&line));
    }

    fn hear(&self, job: &'static str, line: &str) {
        match meaning(&plain(line)) {
            Meaning::Doing(doing) => self.set(job, &doing),
            Meaning::Routine => {}
            Meaning::Message => self.say(line),
        }
    }
}

impl State {
    fn show(&mut self) {
        let jobs: Vec<_> = self.jobs.iter().map(|(name, doing)| format!("{name} {doing}")).collect();
        if jobs.is_empty() {
            return;
        }
        let seconds = self.start.elapsed().as_secs();
        let line = format!("  {}:{:02}  {}", seconds / 60, seconds % 60, jobs.join(" | "));
        if self.terminal {
            // Back to the first column, this line without wrapping, and nothing after it.
            eprint!("\r\x1b[?7l{line}\x1b[K\x1b[?7h");
        } else if self.printed.elapsed() >= LOG_INTERVAL {
            eprintln!("{line}");
            self.printed = Instant::now();
        }
    }

    fn clear(&self) {
        if self.terminal {
            eprint!("\r\x1b[K");
        }
    }
}

/// A cargo that builds in the background. Dropped before it is done, it is stopped.
pub(crate) struct Build {
    job: &'static str,
    child: Child,
    reader: Option<JoinHandle<()>>,
    progress: Progress,
}

impl Build {
    /// Waits until it is done.
    pub(crate) fn wait(mut self) -> Result<()> {
        if let Some(reader) = self.reader.take() {
            reader.join().ok().context("a thread stopped")?;
        }
        let status = self.child.wait()?;
        self.progress.done(self.job);
        if !status.success() {
            bail!("cargo could not build the {} ({status}), see above", self.job);
        }
        Ok(())
    }
}

impl Drop for Build {
    fn drop(&mut self) {
        // An error means that it has stopped by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a line of cargo is to whoever watches.
#[derive(Debug, PartialEq, Eq)]
enum Meaning {
    /// What goes on now.
    Doing(String),
    /// Nothing new.
    Routine,
    /// A warning or an error.
    Message,
}

fn meaning(line: &str) -> Meaning {
    let line = line.trim();
    let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
    match verb {
        "" => Meaning::Routine,
        // `Building [====>   ] 12/345: syn, tokio`
        "Building" => rest.split_once("] ").map_or(Meaning::Routine, |(_, far)| Meaning::Doing(far.to_owned())),
        "Blocking" => Meaning::Doing("waits for another build".to_owned()),
        "Downloading" => Meaning::Doing("fetches crates".to_owned()),
        _ if ROUTINE.contains(&verb) => Meaning::Routine,
        _ => Meaning::Message,
    }
}

/// The line without the colours.
fn plain(line: &str) -> String {
    let mut parts = line.split('\x1b');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        // `[32;1m`, then text.
        plain.push_str(part.split_once(|c: char| c.is_ascii_alphabetic()).map_or("", |(_, text)| text));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_cargo_is() {
        let line = "\x1b[1m\x1b[96m    Building\x1b[0m [====>      ] 12/345: syn, tokio(build)    ";
        assert_eq!(meaning(&plain(line)), Meaning::Doing("12/345: syn, tokio(build)".to_owned()));
    }

    #[test]
    fn warnings_and_errors_are_passed_on() {
        for line in ["error[E0425]: cannot find value", "  --> app/src/lib.rs:1:1", "   |", "warning: unused import"] {
            assert_eq!(meaning(line), Meaning::Message, "{line}");
        }
        for line in ["   Compiling syn v3.0.9", "    Finished `dev` profile in 2s", ""] {
            assert_eq!(meaning(line), Meaning::Routine, "{line}");
        }
    }
}
