//! A progress bar on standard error; hidden when that is not a terminal.

use indicatif::{ProgressBar, ProgressStyle};

use import::Progress;

/// Shows how an import goes, and clears itself when dropped.
#[derive(Debug, Default)]
pub(super) struct Bar(Option<ProgressBar>);

impl Progress for Bar {
    fn begin(&mut self, what: &'static str, total: usize) {
        self.clear();
        let bar = ProgressBar::new(total as u64).with_message(what);
        // The template is constant; if it could not be read, the default style is as good.
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}") {
            bar.set_style(style);
        }
        self.0 = Some(bar);
    }

    fn reach(&mut self, done: usize) {
        if let Some(bar) = &self.0 {
            bar.set_position(done as u64);
        }
    }
}

impl Bar {
    fn clear(&mut self) {
        if let Some(bar) = self.0.take() {
            bar.finish_and_clear();
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.clear();
    }
}
