//! The log of the program: lines for people or JSON for programs, on stderr. What goes wrong again and again, such as a full
//! disk or a database that does not answer, is written once; after that how often, once a minute.

use std::{
    collections::HashMap,
    fmt::{Debug, Write as _},
    io::{self, IsTerminal as _},
    mem,
    sync::{LazyLock, Mutex, PoisonError},
    thread,
    time::Duration,
};

use tracing::{
    Event, Level, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{
    EnvFilter, Layer,
    layer::{Context, SubscriberExt as _},
    util::SubscriberInitExt as _,
};

use super::serve::LogFormat;

/// How often to say how often.
const PERIOD: Duration = Duration::from_secs(60);

/// More different troubles than this at a time are written as they come.
const MOST: usize = 1000;

static REPEATS: LazyLock<Repeats> = LazyLock::new(Repeats::default);

/// Starts the log of this process.
pub(super) fn start(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::registry().with(filter).with(Once);
    let lines = tracing_subscriber::fmt::layer().with_writer(io::stderr);
    // Only a second subscriber in the same process would be refused.
    let _ = match format {
        LogFormat::Json => log.with(lines.json()).try_init(),
        LogFormat::Tekst => log.with(lines.compact().with_ansi(io::stderr().is_terminal())).try_init(),
    };
    // For as long as the process lives: it holds nothing, and says nothing when nothing is repeated.
    thread::spawn(|| {
        loop {
            thread::sleep(PERIOD);
            for (trouble, times) in REPEATS.period() {
                tracing::warn!(trouble, times, "again");
            }
        }
    });
}

/// Lets a trouble through the first time.
struct Once;

impl<S: Subscriber> Layer<S> for Once {
    fn event_enabled(&self, event: &Event<'_>, _: Context<'_, S>) -> bool {
        let about = event.metadata();
        if *about.level() > Level::WARN || about.target() == module_path!() {
            return true;
        }
        let mut words = Words::default();
        event.record(&mut words);
        REPEATS.is_first(words.0)
    }
}

/// What an event says, without numbers and durations: those differ every time.
#[derive(Default)]
struct Words(String);

impl Visit for Words {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if !matches!(field.name(), "duration" | "after") {
            let space = if self.0.is_empty() { "" } else { " " };
            // Writing to a text never fails.
            _ = write!(self.0, "{space}{value:?}");
        }
    }

    fn record_i64(&mut self, _: &Field, _: i64) {}

    fn record_u64(&mut self, _: &Field, _: u64) {}
}

/// Each trouble of this period or the one before, and how often it came again.
#[derive(Default)]
struct Repeats(Mutex<HashMap<String, u64>>);

impl Repeats {
    fn is_first(&self, trouble: String) -> bool {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(times) = known.get_mut(&trouble) {
            *times += 1;
            return false;
        }
        if known.len() < MOST {
            known.insert(trouble, 0);
        }
        true
    }

    /// A period is over: gives what came again in it, and forgets what did not.
    fn period(&self) -> Vec<(String, u64)> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, times| *times > 0);
        known.iter_mut().map(|(trouble, times)| (trouble.clone(), mem::take(times))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trouble_is_first_once_and_counted_each_period() {
        let repeats = Repeats::default();
        let trouble = || "store: de schijf is vol".to_owned();
        assert!(repeats.is_first(trouble()) && repeats.is_first("iets anders".to_owned()));
        assert!(!repeats.is_first(trouble()) && !repeats.is_first(trouble()));
        assert_eq!(repeats.period(), [(trouble(), 2)]);
        assert!(!repeats.is_first(trouble()), "still going on");
        assert_eq!(repeats.period(), [(trouble(), 1)]);
        assert_eq!(repeats.period(), []);
        assert!(repeats.is_first(trouble()), "it was over, and is back");
    }

    #[test]
    fn troubles_that_are_too_many_are_all_written() {
        let repeats = Repeats::default();
        assert!((0..2 * MOST).all(|n| repeats.is_first(n.to_string())));
        assert!(!repeats.is_first("0".to_owned()));
        assert!(repeats.0.lock().unwrap_or_else(PoisonError::into_inner).len() <= MOST);
    }
}
