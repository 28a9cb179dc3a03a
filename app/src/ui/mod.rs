//! Parts used by several nouns. This module knows none of them.

mod card;
mod chips;
mod header_footer;
mod icon;
mod notices;
mod success_notice;

#[cfg(feature = "ssr")]
mod clash;
#[cfg(feature = "ssr")]
mod dead_link;
#[cfg(feature = "ssr")]
mod desk_page;
#[cfg(feature = "ssr")]
mod error_notice;
#[cfg(feature = "ssr")]
mod error_page;
#[cfg(feature = "ssr")]
mod field;
#[cfg(feature = "ssr")]
mod fold;
#[cfg(feature = "ssr")]
mod form;
#[cfg(feature = "ssr")]
mod form_number;
#[cfg(feature = "ssr")]
mod gathering_card;
#[cfg(feature = "ssr")]
mod inert;
#[cfg(feature = "ssr")]
mod leave_page;
#[cfg(feature = "ssr")]
mod nothing_yet;
#[cfg(feature = "ssr")]
mod picture_fields;
#[cfg(feature = "ssr")]
mod script;
#[cfg(feature = "ssr")]
mod sentence;
#[cfg(feature = "ssr")]
mod sign_out;
#[cfg(feature = "ssr")]
mod slow_mail;
#[cfg(feature = "ssr")]
mod subject;
#[cfg(feature = "ssr")]
mod table;
#[cfg(feature = "ssr")]
mod text_page;
#[cfg(feature = "ssr")]
pub(crate) mod unsent;

pub use card::{Card, CardItem, Distance, FadedWord, Heading, StageBlocks, Themes, schools};
pub use chips::{Chips, Link};
pub use header_footer::{Brand, Footer, Header, HeaderTools, Reader};
pub use icon::{Icon, LIMBURG, Sign};
pub use notices::{Notices, SearchTop};
pub use success_notice::SuccessNotice;

#[cfg(feature = "ssr")]
pub use {
    clash::Clash,
    dead_link::{DeadLink, MAP, MINE},
    desk_page::{DeskPage, DeskTab, DeskTabs},
    error_notice::ErrorNotice,
    error_page::{ErrorPage, WayIn},
    field::{Choice, Control, Field, Need},
    form::ShortForm,
    form_number::FORM_NUMBER,
    gathering_card::{GatheringCard, GatheringCardItem, GatheringSign},
    inert::InertChildren,
    leave_page::LeavePage,
    nothing_yet::NothingYet,
    picture_fields::{Described, PictureFields, PictureSet},
    script::Script,
    sentence::sentence,
    sign_out::SignOut,
    slow_mail::SlowMail,
    subject::{Back, DonePage, Subject},
    table::{Scrolling, Table},
    text_page::{TextPage, wide_page},
    unsent::Unsent,
};

#[cfg(feature = "ssr")]
pub(crate) use {
    field::{error_line, option_id},
    fold::Fold,
    form_number::FormNumber,
    inert::Inert,
};
