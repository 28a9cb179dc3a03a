//! Moves the drawn map by hand, as long as MapLibre is not there: dragging, and pinching with two fingers.

use domain::Camera;
use leptos::prelude::*;
use web_sys::{MouseEvent, PointerEvent};

use super::{controller::MapController, dom};

/// The pointers that hold the map.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fingers {
    map: MapController,
    grip: StoredValue<Option<Grip>>,
}

/// What the fingers hold: the camera at the moment their number changed.
#[derive(Debug, Clone)]
struct Grip {
    camera: Camera,
    /// The camera when the first finger came down.
    start: Camera,
    fingers: Vec<Finger>,
}

/// A pointer, where it was when the grip began, and where it is: CSS pixels from the middle of the map.
#[derive(Debug, Clone, Copy)]
struct Finger {
    id: i32,
    from: (f64, f64),
    to: (f64, f64),
}

impl Grip {
    /// The camera under the fingers; `None` when it is no more than a click.
    fn camera(&self) -> Option<Camera> {
        let apart = |at: fn(&Finger) -> (f64, f64)| match &*self.fingers {
            [a, b, ..] => (at(a).0 - at(b).0).hypot(at(a).1 - at(b).1).max(1.0),
            _ => 1.0,
        };
        let middle = |at: fn(&Finger) -> (f64, f64)| {
            let [x, y] = self.fingers.iter().map(at).fold([0.0, 0.0], |[x, y], (dx, dy)| [x + dx, y + dy]);
            let count = self.fingers.len().max(1) as f64;
            (x / count, y / count)
        };
        let ((x0, y0), (x, y)) = (middle(|f| f.from), middle(|f| f.to));
        let levels = (apart(|f| f.to) / apart(|f| f.from)).log2();
        let still = (x - x0).hypot(y - y0) < 6.0 && levels.abs() < 0.02;
        (!still).then(|| self.camera.moved(x0 - x, y0 - y).zoomed(self.camera.zoom + levels, x, y))
    }

    /// Begins anew from where the fingers are, because their number changes.
    fn restart(&mut self) {
        self.camera = self.camera().unwrap_or(self.camera);
        self.fingers.iter_mut().for_each(|finger| finger.from = finger.to);
    }
}

impl Fingers {
    pub(super) fn new(map: MapController) -> Self {
        Self { map, grip: StoredValue::new(None) }
    }

    pub(super) fn down(self, event: &PointerEvent) {
        if event.button() != 0 || self.map.ground.with_untracked(Option::is_some) {
            return;
        }
        if event.is_primary() {
            // The first finger: an earlier one went without an event.
            self.release();
        }
        let (at, camera) = (from_middle(self.map, event), self.map.camera.get_untracked());
        self.grip.update_value(|grip| {
            let grip = grip.get_or_insert(Grip { camera, start: camera, fingers: Vec::new() });
            grip.restart();
            grip.fingers.retain(|finger| finger.id != event.pointer_id());
            grip.fingers.push(Finger { id: event.pointer_id(), from: at, to: at });
        });
    }

    pub(super) fn drag(self, event: &PointerEvent) {
        if event.buttons() == 0 {
            // Let go outside the map.
            self.release();
        }
        if let Some(camera) = self.followed(event) {
            self.map.camera.set(camera.kept(self.map.deepest()));
        }
    }

    pub(super) fn up(self, event: &PointerEvent) {
        self.followed(event);
        let done = self.grip.try_update_value(|grip| {
            let held = grip.as_mut()?;
            held.restart();
            held.fingers.retain(|finger| finger.id != event.pointer_id());
            if held.fingers.is_empty() { grip.take() } else { None }
        });
        if let Some(Grip { camera, .. }) = done.flatten().filter(|grip| grip.camera != grip.start) {
            self.map.moved(camera.kept(self.map.deepest()), true, true);
        }
    }

    fn release(self) {
        self.grip.set_value(None);
    }

    /// The camera after the movement so far.
    fn followed(self, event: &PointerEvent) -> Option<Camera> {
        let at = from_middle(self.map, event);
        self.grip.try_update_value(|grip| {
            let grip = grip.as_mut()?;
            grip.fingers.iter_mut().filter(|finger| finger.id == event.pointer_id()).for_each(|finger| finger.to = at);
            grip.camera()
        })?
    }
}

/// Where a pointer is: CSS pixels from the middle of the map.
pub(super) fn from_middle(map: MapController, event: &MouseEvent) -> (f64, f64) {
    let Some(section) = map.section.get_untracked() else { return (0.0, 0.0) };
    let rect = section.get_bounding_client_rect();
    (
        f64::from(event.client_x()) - rect.left() - rect.width() / 2.0,
        f64::from(event.client_y()) - rect.top() - rect.height() / 2.0,
    )
}

/// Whether a pointer is on the map itself, not on a marker.
pub(super) fn on_ground(event: &MouseEvent) -> bool {
    event.target().is_some() && dom::closest(event.target(), "a").is_none()
}
