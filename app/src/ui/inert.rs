//! HTML that never wakes: what only the server draws.
//!
//! A view by itself is also compiled to be waited for, built in a browser and changed there. A page needs none of that,
//! and it is most of what there is to compile.

use leptos::{
    children::{ChildrenOptContainer, ToChildren},
    prelude::*,
    tachys::html::InertElement,
};

/// A view as HTML.
pub(crate) trait Inert {
    /// The same for views of different types.
    fn inert(self) -> AnyView;
}

impl<V: RenderHtml> Inert for V {
    fn inert(self) -> AnyView {
        InertElement::new(self.to_html()).into_any()
    }
}

/// What stands within a component, as HTML.
pub struct InertChildren(Box<dyn FnOnce() -> String + Send>);

impl InertChildren {
    pub(crate) fn view(self) -> AnyView {
        InertElement::new((self.0)()).into_any()
    }
}

impl<F: FnOnce() -> V + Send + 'static, V: RenderHtml> ToChildren<F> for InertChildren {
    fn to_children(children: F) -> Self {
        Self(Box::new(move || children().to_html()))
    }
}

impl<V: RenderHtml + Send + 'static> ToChildren<ChildrenOptContainer<V>> for InertChildren {
    fn to_children(ChildrenOptContainer(view): ChildrenOptContainer<V>) -> Self {
        Self(Box::new(move || view.to_html()))
    }
}
