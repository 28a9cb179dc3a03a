//! What people may do beyond their own initiatives.

use crate::slug_enum;

slug_enum! {
    /// What somebody may do beyond their own initiatives.
    Role {
        /// Checks what comes in.
        Editor = "redacteur", "redacteur";
        /// Exports, runs meetings and rounds.
        Organiser = "organisator", "organisator";
        /// Runs the site: everything, and who may do what.
        Admin = "beheerder", "beheerder";
    }
}
