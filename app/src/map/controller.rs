//! The state of the awake map, and what changes it; shared by search, filters, list and map.

use domain::{
    Camera, LngLat,
    query::{DEFAULT_RADIUS_KM, encode_pairs},
};
use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{HtmlInputElement, HtmlSelectElement, MouseEvent};

use super::{
    View, dom,
    focus::Focus,
    ground::Ground,
    number,
    pairs::{self, Pairs},
    trouble::Trouble,
};

/// What a change does to the browser's history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum History {
    /// A step one can go back from.
    Push,
    /// The same step, moved.
    Replace,
    /// The address already says it.
    Keep,
}

/// The state of the awake map. Copied freely: it holds handles.
#[derive(Debug, Clone, Copy)]
pub(super) struct MapController {
    /// The last answer; it stays while the next is on its way.
    pub(super) view: RwSignal<View>,
    /// What the map looks at.
    pub(super) camera: RwSignal<Camera>,
    /// The map on the page.
    pub(super) section: NodeRef<html::Section>,
    /// The initiative whose marker and card are pointed at.
    pub(super) lit: RwSignal<Option<i64>>,
    /// The initiative that was chosen on the map.
    pub(super) chosen: RwSignal<Option<i64>>,
    /// "Lijst volgt de kaart".
    pub(super) follow: RwSignal<bool>,
    /// The map was moved and the list did not follow.
    pub(super) strayed: RwSignal<bool>,
    /// The next click on the map is the middle of a circle.
    pub(super) picking: RwSignal<bool>,
    /// An answer is on its way.
    pub(super) loading: RwSignal<bool>,
    /// Why the last answer did not come.
    pub(super) trouble: RwSignal<Option<Trouble>>,
    /// When the answer on screen came: "14.05".
    pub(super) as_of: StoredValue<String>,
    /// The list is older than the map.
    pub(super) news: RwSignal<bool>,
    /// The map has changed since the question was asked that is being answered.
    outdated: StoredValue<bool>,
    /// The radius in km while its slider is dragged.
    pub(super) radius: RwSignal<Option<f64>>,
    /// MapLibre, once it is there.
    pub(super) ground: RwSignal<Option<Ground>, LocalStorage>,
    /// The pairs that were asked for last, and which request that was.
    asked: StoredValue<(u32, Pairs)>,
    /// The size of the map when that was asked.
    pub(super) asked_size: RwSignal<(f64, f64)>,
    /// Width and height of the map in CSS pixels, once measured.
    size: StoredValue<Option<(f64, f64)>>,
    /// The last step in the browser's history is a movement of the map; the next movement takes its place.
    moving: StoredValue<bool>,
}

impl MapController {
    pub(super) fn new(view: View) -> Self {
        Self {
            camera: RwSignal::new(view.camera),
            asked: StoredValue::new((0, view.pairs.clone())),
            asked_size: RwSignal::new((0.0, 0.0)),
            size: StoredValue::new(None),
            moving: StoredValue::new(false),
            section: NodeRef::new(),
            lit: RwSignal::new(None),
            chosen: RwSignal::new(None),
            follow: RwSignal::new(pairs::value(&view.pairs, "volgt").is_none()),
            view: RwSignal::new(view),
            strayed: RwSignal::new(false),
            picking: RwSignal::new(false),
            loading: RwSignal::new(false),
            trouble: RwSignal::new(None),
            as_of: StoredValue::new(String::new()),
            news: RwSignal::new(false),
            outdated: StoredValue::new(false),
            radius: RwSignal::new(None),
            ground: RwSignal::new_local(None),
        }
    }

    /// After hydration: listens to back and forward, to the network and to the size of the map.
    pub(super) fn wake(self) {
        self.as_of.set_value(time_of_day());
        let listen = |name: &str, act: Box<dyn Fn()>| {
            let act = Closure::<dyn Fn()>::new(act);
            if let Some(window) = web_sys::window() {
                // Refused only when the window is gone.
                let _ = window.add_event_listener_with_callback(name, act.as_ref().unchecked_ref());
            }
            act.forget();
        };
        listen(
            "popstate",
            Box::new(move || {
                // A link within the page is no other question.
                if here() != self.pairs() {
                    self.chosen.set(None);
                    self.go(here(), History::Keep);
                }
            }),
        );
        listen("online", Box::new(move || self.retry()));
        // Said by start.js: the server has a newer map.
        listen("kaartnieuws", Box::new(move || self.hear_news()));
        self.watch_size();
    }

    /// Keeps the size of the map, so that nobody has to measure it while something else waits to be drawn.
    fn watch_size(self) {
        let Some(section) = self.section.get_untracked() else { return };
        let act = Closure::<dyn Fn()>::new(move || self.resized());
        if let Ok(observer) = web_sys::ResizeObserver::new(act.as_ref().unchecked_ref()) {
            observer.observe(&section);
        }
        act.forget();
    }

    /// The map has another size: the first time, or because the window has.
    fn resized(self) {
        let Some(section) = self.section.get_untracked() else { return };
        let first = self.size.get_value().is_none();
        self.size.set_value(Some((f64::from(section.client_width()), f64::from(section.client_height()))));
        let (width, height) = self.size();
        let (last_width, last_height) = self.asked_size.get_untracked();
        if first && self.asked.with_value(|(number, _)| *number == 0) {
            self.fit();
        } else if width > last_width * 1.2 || height > last_height * 1.2 {
            // There is more to show.
            self.ask_again(|map, view| map.view.set(view));
        }
    }

    /// Asks the same question again. An answer that is on its way comes first: it may bring the map elsewhere.
    fn ask_again(self, then: impl FnOnce(Self, View) + 'static) {
        if self.loading.get_untracked() {
            self.outdated.set_value(true);
        } else if self.trouble.get_untracked().is_some() {
            self.retry();
        } else {
            self.ask_quietly(self.pairs(), then);
        }
    }

    /// The map has changed. The list stays as it is for visitors who are reading it: the map is new, the list waits for a click.
    fn hear_news(self) {
        self.ask_again(|map, view| {
            let reads = dom::by_id("lijst").is_some_and(|list| {
                list.scroll_top() > 0 || list.query_selector(":scope .cards :focus").ok().flatten().is_some()
            });
            if !reads {
                return map.view.set(view);
            }
            map.view.update(|shown| {
                let (list, spots, status) = (shown.list.clone(), shown.spots.clone(), shown.status.clone());
                *shown = View { list, spots, status, ..view };
            });
            map.news.set(true);
        });
    }

    /// Brings the list up to date with the map.
    pub(super) fn show_news(self) {
        self.ask(self.pairs(), |map, view| map.view.set(view));
    }

    /// The server had to guess the size of this screen: keeps its map where the guess was good.
    fn fit(self) {
        let fitted = self.view.with_untracked(|v| v.fitted);
        let guess = self.camera.get_untracked().zoom;
        self.ask(self.pairs(), move |map, view| {
            let far_off = fitted && (view.camera.zoom - guess).abs() > 0.25;
            if far_off {
                map.camera.set(view.camera);
            }
            let (width, height) = map.size();
            if far_off || width > 1100.0 || height > 800.0 {
                map.view.set(view);
            }
        });
    }

    /// The state of the page as asked for last.
    pub(super) fn pairs(self) -> Pairs {
        self.asked.with_value(|(_, pairs)| pairs.clone())
    }

    /// Asks for another state of the page. The camera goes where the answer says.
    pub(super) fn go(self, pairs: Pairs, history: History) {
        let pairs = self.with_switch(pairs);
        write_address(&pairs, history);
        self.moving.set_value(false);
        self.strayed.set(false);
        self.ask(pairs, |map, view| {
            let camera = view.camera;
            map.view.set(view);
            map.fly(camera, false);
        });
    }

    /// "Lijst volgt de kaart", on or off.
    pub(super) fn set_follow(self, on: bool) {
        self.follow.set(on);
        let pairs = self.with_switch(self.pairs());
        write_address(&pairs, History::Replace);
        self.asked.update_value(|asked| asked.1 = pairs);
        if on && self.strayed.get_untracked() {
            self.search_here();
        }
    }

    /// The pairs, with whether the list follows as the switch says it.
    fn with_switch(self, pairs: Pairs) -> Pairs {
        pairs::set(pairs, "volgt", if self.follow.get_untracked() { "" } else { "nee" })
    }

    /// Asks again what did not come.
    pub(super) fn retry(self) {
        if self.trouble.get_untracked().is_some() {
            self.go(self.pairs(), History::Keep);
        }
    }

    fn ask(self, pairs: Pairs, then: impl FnOnce(Self, View) + 'static) {
        self.news.set(false);
        self.loading.set(true);
        self.ask_quietly(pairs, then);
    }

    /// Without showing that an answer is awaited.
    fn ask_quietly(self, pairs: Pairs, then: impl FnOnce(Self, View) + 'static) {
        let focus = Focus::now();
        let (width, height) = self.size();
        let mut asked = pairs.clone();
        self.asked_size.set((width, height));
        asked.push(("breedte".to_owned(), number::text(width.round())));
        asked.push(("hoogte".to_owned(), number::text(height.round())));
        let query = encode_pairs(&asked);
        let number = self.asked.with_value(|(n, _)| n + 1);
        self.asked.set_value((number, pairs));
        spawn_local(async move {
            let answer = super::view(query).await;
            // Only the last question counts.
            if self.asked.try_with_value(|(n, _)| *n) != Some(number) {
                return;
            }
            self.loading.set(false);
            self.trouble.set(answer.as_ref().err().copied());
            if let Ok(view) = answer {
                self.as_of.set_value(time_of_day());
                self.radius.set(None);
                set_title(&view.status);
                then(self, view);
                // Once the new list stands in the page.
                leptos::task::tick().await;
                focus.restore();
            }
            if self.outdated.get_value() {
                self.outdated.set_value(false);
                self.hear_news();
            }
        });
    }

    /// Width and height of the map in CSS pixels.
    pub(super) fn size(self) -> (f64, f64) {
        self.size.get_value().filter(|(w, h)| *w > 0.0 && *h > 0.0).unwrap_or((1000.0, 700.0))
    }

    /// Moves the map; `user` says that a person asked for it, and so the list may follow.
    pub(super) fn fly(self, camera: Camera, user: bool) {
        let camera = camera.kept(self.deepest());
        match self.ground.get_untracked() {
            Some(ground) => ground.fly(camera, user),
            None => {
                self.camera.set(camera);
                self.moved(camera, true, user);
            }
        }
    }

    /// Zooms by a number of levels, around the middle.
    pub(super) fn zoom_by(self, levels: f64) {
        let camera = self.camera.get_untracked();
        self.fly(camera.zoomed((camera.zoom + levels).min(self.deepest()), 0.0, 0.0), true);
    }

    /// The deepest zoom of the ground.
    pub(super) fn deepest(self) -> f64 {
        self.view.with_untracked(|view| view.deepest)
    }

    /// Pans by shares of the map's size, to the right and down.
    pub(super) fn pan_by(self, right: f64, down: f64) {
        let (width, height) = self.size();
        self.fly(self.camera.get_untracked().moved(right * width, down * height), true);
    }

    /// The map has moved.
    pub(super) fn moved(self, camera: Camera, done: bool, user: bool) {
        if self.camera.get_untracked() != camera {
            self.camera.set(camera);
        }
        if !(done && user) {
            return;
        }
        let mut pairs = pairs::without(self.pairs(), &["c", "z", "pagina"]);
        if self.follow.get_untracked() {
            pairs = pairs::set(pairs, "bbox", &self.bounds());
        } else {
            self.strayed.set(true);
        }
        pairs.extend(camera_pairs(camera));
        write_address(&pairs, if self.moving.get_value() { History::Replace } else { History::Push });
        self.moving.set_value(true);
        self.ask(pairs, |map, view| map.view.set(view));
    }

    /// "Zoek in dit gebied".
    pub(super) fn search_here(self) {
        self.strayed.set(false);
        let pairs = pairs::set(pairs::without(self.pairs(), &["c", "z", "pagina"]), "bbox", &self.bounds());
        let pairs = pairs.into_iter().chain(camera_pairs(self.camera.get_untracked())).collect();
        write_address(&pairs, History::Push);
        self.ask(pairs, |map, view| map.view.set(view));
    }

    /// What the map shows, as a `bbox`.
    fn bounds(self) -> String {
        let (width, height) = self.size();
        let bounds: [f64; 4] = self.camera.get_untracked().bounds(width, height).into();
        bounds.map(|v| rounded(v, 5)).join(",")
    }

    /// The radius that a circle gets, in km: the one it has, or the one in the field.
    pub(super) fn km(self) -> String {
        let pairs = self.pairs();
        let km = pairs::value(&pairs, "straal").map(str::to_owned).unwrap_or_else(|| dom::text_of("straal"));
        if km.is_empty() { number::text(DEFAULT_RADIUS_KM) } else { km }
    }

    /// Asks for a circle around a point: as large as the one that was there, or the usual one.
    pub(super) fn circle(self, centre: LngLat) {
        let km = self.km();
        let centre = [rounded(centre.lon(), 4), rounded(centre.lat(), 4)].join(",");
        let pairs = pairs::without(self.pairs(), &["c", "z", "bbox", "pagina"]);
        self.go(pairs::set(pairs::set(pairs, "bij", &centre), "straal", &km), History::Push);
    }

    /// A field of the filter form changed.
    pub(super) fn field_changed(self, event: &web_sys::Event) {
        let Some(target) = event.target() else { return };
        let pairs = self.pairs();
        let (name, pairs) = if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
            let (name, value) = (input.name(), input.value());
            match input.type_().as_str() {
                "checkbox" => (name.clone(), pairs::toggle(pairs, &name, &value, input.checked())),
                "range" | "number" => (name.clone(), pairs::set(pairs, &name, &value)),
                // Text waits for Enter.
                _ => return,
            }
        } else if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
            (select.name(), pairs::set(pairs, &select.name(), &select.value()))
        } else {
            return;
        };
        // A distance means nothing without a point.
        if name.is_empty() || name == "straal" && pairs::value(&pairs, "bij").is_none() {
            return;
        }
        // Another place is another map; another theme is seen on this one.
        let place = matches!(name.as_str(), "regio" | "gemeente" | "straal");
        let dropped: &[&str] = if place { &["bbox", "c", "z", "pagina"] } else { &["pagina"] };
        self.go(pairs::without(pairs, dropped), History::Push);
    }

    /// A value that is written anew after every answer, and when none came: the visitor may have changed the field.
    pub(super) fn shown_now<T>(self, value: T) -> T {
        self.view.track();
        self.trouble.track();
        value
    }

    /// Lights up on one side what is pointed at on the other.
    pub(super) fn light(self, event: &web_sys::Event) {
        let id = dom::initiative(event.target());
        if self.lit.get_untracked() != id {
            self.lit.set(id);
        }
    }

    /// Asks for the text of the search field, everywhere.
    pub(super) fn search_text(self) {
        let dropped = ["bbox", "c", "z", "pagina"];
        let pairs = pairs::set(pairs::without(self.pairs(), &dropped), "q", &dom::text_of("q"));
        self.go(pairs, History::Push);
    }

    /// A click on one of the page's own links is answered in place; any other goes its own way.
    pub(super) fn follow_link(self, event: &MouseEvent) {
        if event.default_prevented()
            || event.button() != 0
            || event.ctrl_key()
            || event.meta_key()
            || event.shift_key()
            || event.alt_key()
        {
            return;
        }
        let Some(link) = dom::closest(event.target(), "a[href]") else { return };
        let href = link.get_attribute("href").unwrap_or_default();
        if href == "/" || href.starts_with("/?") {
            event.prevent_default();
            self.chosen.set(None);
            let mut pairs = pairs::of_address(&href);
            if href.ends_with("#lijst") {
                // Looking closer shows no more.
                pairs.extend(camera_pairs(self.camera.get_untracked()));
            }
            self.go(pairs, History::Push);
        } else if let Some(id) = link.get_attribute("data-id").and_then(|id| id.parse().ok()) {
            // A pin: first show what it is; its signboard leads on. With the keyboard (no clicks counted), go.
            if event.detail() > 0
                && link.closest(".markers").ok().flatten().is_some()
                && self.chosen.get_untracked() != Some(id)
            {
                event.prevent_default();
                self.chosen.set(Some(id));
                show_card(id);
            }
        }
    }
}

/// Brings the card of an initiative into view.
fn show_card(id: i64) {
    if let Some(card) = dom::card(&id.to_string()) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        card.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// The time on the clock of this browser: "14.05".
fn time_of_day() -> String {
    let now = js_sys::Date::new_0();
    format!("{}.{:02}", now.get_hours(), now.get_minutes())
}

fn set_title(status: &str) {
    if let Some(document) = dom::document() {
        document.set_title(&[status, " · InnovatieKaart Limburg"].concat());
    }
}

fn camera_pairs(camera: Camera) -> [(String, String); 2] {
    let centre = [rounded(camera.centre.lon(), 5), rounded(camera.centre.lat(), 5)].join(",");
    [("c".to_owned(), centre), ("z".to_owned(), rounded(camera.zoom, 2))]
}

fn rounded(value: f64, decimals: i32) -> String {
    number::text(domain::geo::round(value, decimals))
}

/// The pairs of the address in the browser's bar.
fn here() -> Pairs {
    let search = web_sys::window().and_then(|w| w.location().search().ok()).unwrap_or_default();
    pairs::of_address(&search)
}

fn write_address(pairs: &Pairs, history: History) {
    let Some(browser) = web_sys::window().and_then(|w| w.history().ok()) else { return };
    let (state, address) = (wasm_bindgen::JsValue::NULL, pairs::address("/", pairs));
    // A browser may refuse when it is asked too often; then the address is a step behind and nothing else.
    let _ = match history {
        History::Push => browser.push_state_with_url(&state, "", Some(&address)),
        History::Replace => browser.replace_state_with_url(&state, "", Some(&address)),
        History::Keep => Ok(()),
    };
}
