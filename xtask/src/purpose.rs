//! What the browser files are built for, and what their build is called on the screen.

/// What progress messages call this build.
pub(crate) const JOB: &str = "browser files";

/// What the browser files are for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To work on: neither made small by wasm-opt nor compressed, which takes longer than it saves.
    Try,
    /// To measure, to test and to send to people.
    Ship,
}
