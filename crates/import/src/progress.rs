//! Whoever wants to see how far an import is.

/// Hears how an import goes. `()` doesn't listen.
pub trait Progress: Send {
    /// A stretch of work begins.
    fn begin(&mut self, what: &'static str, total: usize);
    /// So much of it is done.
    fn reach(&mut self, done: usize);
}

impl Progress for () {
    fn begin(&mut self, _: &'static str, _: usize) {}
    fn reach(&mut self, _: usize) {}
}
