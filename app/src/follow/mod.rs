//! Following a search by mail.

mod page;

pub use page::{ConfirmFollow, DeadFollow, FollowPage, FollowSent, Following, StopFollowing, Stopped};
