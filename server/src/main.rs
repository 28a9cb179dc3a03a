//! The program `innovatiekaart`.

use std::{env, process::ExitCode};

/// A fifth of a small answer's time went to the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Everything this program writes is for its own user: the database, mails with links, pictures, archives.
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    server::cli::main(env::args_os())
}
