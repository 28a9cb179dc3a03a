//! Reporting what is wrong with an initiative, and the editors' list of reports.

mod desk;
mod report;

pub(crate) use desk::DESK_TAB;
pub use desk::{ReportLine, ReportsPage};
pub use report::ReportPage;
