//! What this process uses: in a test that is the only one of its kind, that is what the server uses.

use std::fs;

pub const MB: usize = 1024 * 1024;

/// A line of what the system knows of this process, in bytes.
fn line(name: &str) -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() * 1024
}

/// The most memory that was used at once while this ran, above what was used before, in bytes; and what it gives.
pub fn grown<T>(run: impl FnOnce() -> T) -> (usize, T) {
    let idle = line("VmRSS:");
    // From here on the peak counts anew.
    fs::write("/proc/self/clear_refs", "5").unwrap();
    let done = run();
    (line("VmHWM:").saturating_sub(idle), done)
}
