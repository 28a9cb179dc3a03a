//! One field of a form: its label, what helps to fill it in, what is wrong with it, and its control.

use std::borrow::Cow;

use domain::escape;
use leptos::prelude::*;

use super::{Clash, Inert as _};

/// One of several answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// As it is sent.
    pub slug: String,
    /// As it reads.
    pub label: String,
}

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Control {
    /// One line: its `type` and `autocomplete`; either may be empty.
    Line(&'static str, &'static str),
    /// This many lines.
    Lines(u8),
    /// A box to tick; ticked it sends `ja`.
    Tick,
    /// One of these, in a list that opens.
    One(Vec<Choice>),
    /// One of these, all in sight.
    Radio(Vec<Choice>),
    /// Some of these; the value has their slugs with `|` between.
    Some(Vec<Choice>),
    /// Several controls that the page draws itself.
    Group,
}

/// Whether a field may stay empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Need {
    /// It may, or that depends; its label says nothing about it.
    #[default]
    Unsaid,
    /// It may, and its label says so.
    Optional,
    /// It may not.
    Required,
}

/// One field with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its public name.
    pub name: &'static str,
    /// Its id, to which a list of mistakes links; empty for its name.
    pub id: Cow<'static, str>,
    /// Its label.
    pub label: Cow<'static, str>,
    /// What helps to fill it in; may be empty.
    pub hint: Cow<'static, str>,
    /// How it is filled in.
    pub control: Control,
    /// Whether it may stay empty.
    pub need: Need,
    /// Its value.
    pub value: String,
    /// What is wrong with it, as a sentence; empty for nothing.
    pub error: String,
    /// What somebody else made of it meanwhile.
    pub clash: Option<Clash>,
    /// No list of mistakes stands above it: screen readers say at once what is wrong.
    pub alert: bool,
    /// It takes the keyboard when the page opens.
    pub autofocus: bool,
    /// `inputmode`; empty for that of its type.
    pub inputmode: &'static str,
    /// The most characters that it takes.
    pub maxlength: Option<u16>,
    /// The most characters that it should have; a script counts them, and more can be typed.
    pub counted: Option<usize>,
}

impl Default for Field {
    fn default() -> Self {
        Self {
            name: "",
            id: "".into(),
            label: "".into(),
            hint: "".into(),
            control: Control::Line("", ""),
            need: Need::Unsaid,
            value: String::new(),
            error: String::new(),
            clash: None,
            alert: false,
            autofocus: false,
            inputmode: "",
            maxlength: None,
            counted: None,
        }
    }
}

impl Field {
    pub(crate) fn id(&self) -> Cow<'static, str> {
        if self.id.is_empty() { self.name.into() } else { self.id.clone() }
    }

    /// For `aria-invalid`.
    pub(crate) fn invalid(&self) -> Option<&'static str> {
        (!self.error.is_empty()).then_some("true")
    }

    /// For `aria-describedby`: the ids of its hint and of what is wrong with it.
    pub(crate) fn described(&self) -> Option<String> {
        let id = self.id();
        let hint = (!self.hint.is_empty()).then(|| format!("{id}-hulp"));
        let error = (!self.error.is_empty()).then(|| format!("{id}-fout"));
        let ids: Vec<_> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// The field.
    pub fn view(self) -> AnyView {
        let control = self.control();
        self.around(control)
    }

    /// The field around a control that the page draws itself.
    pub(crate) fn around(self, control: AnyView) -> AnyView {
        let (id, invalid) = (self.id(), self.invalid());
        let optional =
            (self.need == Need::Optional).then(|| view! { <span class="field__optional">" (mag leeg)"</span> });
        let label = view! { {self.label} {optional} };
        let hint = (!self.hint.is_empty()).then(|| {
            view! {
                <div class="field__hint" id=format!("{id}-hulp")>
                    {self.hint}
                </div>
            }
        });
        let error = error_line(&id, self.error, self.alert);
        let control = view! { {self.clash.map(Clash::view)} {control} };
        match self.control {
            Control::Tick => view! {
                <div class="field">
                    <label class="option">{control} <span>{label}</span></label>
                    {hint}
                    {error}
                </div>
            }
            .inert(),
            Control::Radio(_) | Control::Some(_) | Control::Group => {
                let radio = matches!(self.control, Control::Radio(_));
                view! {
                    <fieldset
                        class="field"
                        role=radio.then_some("radiogroup")
                        aria-required=(radio && self.need == Need::Required).then_some("true")
                        aria-invalid=invalid.filter(|_| radio)
                    >
                        <legend class="field__label">{label}</legend>
                        {hint}
                        {error}
                        {control}
                    </fieldset>
                }
                .inert()
            }
            Control::Line(..) | Control::Lines(_) | Control::One(_) => view! {
                <div class="field">
                    <label class="field__label" for=id.clone()>
                        {label}
                    </label>
                    {hint}
                    {error}
                    {control}
                    {self
                        .counted
                        .map(|_| view! { <p class="field__counter js-only" data-voor=id aria-hidden="true"></p> })}
                </div>
            }
            .inert(),
        }
    }

    /// Its control alone.
    pub(crate) fn control(&self) -> AnyView {
        let Self { name, autofocus, maxlength, counted, .. } = *self;
        let (id, value, invalid, described) = (self.id(), self.value.clone(), self.invalid(), self.described());
        let required = self.need == Need::Required;
        match &self.control {
            Control::Line(kind, autocomplete) => view! {
                <input
                    class="input"
                    id=id
                    name=name
                    type=filled(kind)
                    value=value
                    autocomplete=filled(autocomplete)
                    inputmode=filled(self.inputmode)
                    maxlength=maxlength
                    required=required
                    aria-invalid=invalid
                    aria-describedby=described
                    data-hooguit=counted
                    autofocus=autofocus
                />
            }
            .inert(),
            // Leptos escapes nothing inside a text area. A browser drops its first line break.
            Control::Lines(rows) => view! {
                <textarea
                    class="input"
                    id=id
                    name=name
                    rows=*rows
                    maxlength=maxlength
                    required=required
                    aria-invalid=invalid
                    aria-describedby=described
                    data-hooguit=counted
                    autofocus=autofocus
                    inner_html=format!("\n{}", escape(&value))
                ></textarea>
            }
            .inert(),
            Control::Tick => view! {
                <input
                    type="checkbox"
                    id=id
                    name=name
                    value="ja"
                    checked=value == "ja"
                    required=required
                    aria-invalid=invalid
                    aria-describedby=described
                />
            }
            .inert(),
            Control::One(choices) => {
                let options: Vec<_> = choices
                    .iter()
                    .map(|Choice { slug, label }| {
                        view! { <option value=slug.clone() selected=*slug == value>{label.clone()}</option> }
                    })
                    .collect();
                view! {
                    <select class="input" id=id name=name aria-invalid=invalid aria-describedby=described>
                        {options}
                    </select>
                }
                .inert()
            }
            Control::Radio(choices) => self.options("radio", choices),
            Control::Some(choices) => self.options("checkbox", choices),
            Control::Group => ().inert(),
        }
    }

    /// Circles or boxes. The first has the id of the field; that circles are wrong, their group says.
    fn options(&self, kind: &'static str, choices: &[Choice]) -> AnyView {
        let (id, name, described) = (self.id(), self.name, self.described());
        let invalid = self.invalid().filter(|_| kind == "checkbox");
        let options: Vec<_> = choices
            .iter()
            .enumerate()
            .map(|(index, Choice { slug, label })| {
                let checked = self.value.split('|').any(|chosen| chosen == slug);
                view! {
                    <label class="option">
                        <input
                            type=kind
                            id=option_id(&id, index)
                            name=name
                            value=slug.clone()
                            checked=checked
                            aria-invalid=invalid
                            aria-describedby=described.clone()
                        />
                        <span>{label.clone()}</span>
                    </label>
                }
            })
            .collect();
        view! { <div class="field__options">{options}</div> }.inert()
    }
}

/// The id of one of several controls: the first has that of the field.
pub(crate) fn option_id(id: &str, index: usize) -> String {
    if index == 0 { id.to_owned() } else { format!("{id}-{index}") }
}

/// What is wrong with the field with this id; nothing for an empty text.
pub(crate) fn error_line(id: &str, text: String, alert: bool) -> Option<AnyView> {
    (!text.is_empty()).then(|| {
        // `fout` is a public word, as names of fields are: programs that read pages look for it.
        view! {
            <p class="field__error fout" id=format!("{id}-fout") role=alert.then_some("alert")>
                {text}
            </p>
        }
        .inert()
    })
}

fn filled(text: &'static str) -> Option<&'static str> {
    (!text.is_empty()).then_some(text)
}
