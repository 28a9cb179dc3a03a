//! Progress of an import.

/// Receives the progress of an import. `()` ignores it.
pub trait Progress: Send {
    /// A step begins, with a total number of items.
    fn begin(&mut self, what: &'static str, total: usize);
    /// This many items of the step are done.
    fn reach(&mut self, done: usize);
}

impl Progress for () {
    fn begin(&mut self, _: &'static str, _: usize) {}
    fn reach(&mut self, _: usize) {}
}
