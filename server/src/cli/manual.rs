//! Help that reads like a manual page, in Dutch: headings and usage lines for all commands alike.

use clap::Command;

const TEMPLATE: &str = "{about-with-newline}\nGebruik: {usage}\n\n{all-args}{after-help}\n";

/// The command and everything under it, with Dutch headings.
pub(super) fn in_dutch(command: Command) -> Command {
    let name = command.get_name().to_owned();
    translate(command, &name)
}

fn translate(command: Command, path: &str) -> Command {
    let mut usage = format!("{path} [opties]");
    for value in command.get_positionals().filter_map(|arg| arg.get_value_names()?.first()) {
        usage.push(' ');
        usage.push_str(value);
    }
    if command.has_subcommands() {
        usage.push_str(" OPDRACHT");
    }
    command
        .help_template(TEMPLATE)
        .override_usage(usage)
        .subcommand_help_heading("Opdrachten")
        .subcommand_value_name("OPDRACHT")
        .mut_args(|arg| {
            let heading = if arg.is_positional() { "Argumenten" } else { "Opties" };
            // The texts say which variable, default and choices there are.
            let valued = arg.get_action().takes_values();
            arg.help_heading(heading).hide_env(true).hide_default_value(valued).hide_possible_values(valued)
        })
        .mut_subcommands(|inner| {
            let path = format!("{path} {}", inner.get_name());
            translate(inner, &path)
        })
}
