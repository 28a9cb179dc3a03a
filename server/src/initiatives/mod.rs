//! Initiatives: their public page, their history, and changing them.

pub(crate) mod edit;
pub(crate) mod edit_form;
pub(crate) mod history;
pub(crate) mod leave;
pub(crate) mod linked_data;
pub(crate) mod page;
pub(crate) mod picture_files;
pub(crate) mod picture_form;
