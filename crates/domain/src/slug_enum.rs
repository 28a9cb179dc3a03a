//! Closed vocabularies: an enum whose variants each have a slug (for programs) and a label (for people).

/// A word that is not in its vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("‘{value}’ bestaat niet; kies uit {choices}")]
pub struct UnknownTerm {
    /// What was given.
    pub value: String,
    /// What would have been right, separated by commas.
    pub choices: String,
}

/// Whether text means a word of a vocabulary: its slug, its label, or the label without what is in brackets behind it, in any
/// case.
#[must_use]
pub fn means(text: &str, slug: &str, label: &str) -> bool {
    let same = |word: &str| word.eq_ignore_ascii_case(text);
    same(slug) || same(label) || label.split_once(" (").is_some_and(|(short, _)| same(short))
}

/// Defines an enum with a slug and a Dutch label per variant, in the order in which people meet them. Without a label the
/// slug is what people read.
///
/// It has `ALL`, `slug()`, `label()` and `parse()`, which reads a slug or a label and names the choices when it knows neither.
#[macro_export]
macro_rules! slug_enum {
    (@label $slug:literal) => { $slug };
    (@label $slug:literal, $label:literal) => { $label };
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $slug:literal $(, $label:literal)?;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// Every variant, in the order in which people meet them.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The word in addresses, JSON, CSV and the database.
            #[must_use]
            pub fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug,)+ }
            }

            /// The word on a page.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $crate::slug_enum!(@label $slug $(, $label)?),)+ }
            }

            /// Reads [`Self::slug`] or [`Self::label`], in any case.
            ///
            /// # Errors
            /// When no variant is meant.
            pub fn parse(text: &str) -> Result<Self, $crate::UnknownTerm> {
                match text {
                    $($slug => Ok(Self::$variant),)+
                    _ => Self::ALL.iter().copied().find(|one| $crate::means(text, one.slug(), one.label())).ok_or_else(
                        || $crate::UnknownTerm { value: text.to_owned(), choices: [$($slug),+].join(", ") },
                    ),
                }
            }
        }
    };
}
