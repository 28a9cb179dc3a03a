//! Answers a view: walks down from the roots, and only along the edge of the view down to the spots.

use std::sync::OnceLock;

use domain::Bbox;

use super::tree::{Layer, Tally, parts_of};
use super::world::{Frame, position};
use super::{Pyramid, Seen, Spots, Stand, TOP};
use crate::spatial::overlap;

/// A view that is being answered.
struct Sight<'a> {
    spots: Spots<'a>,
    view: Bbox,
    /// Slightly smaller than the view: certainly inside.
    inside: Frame,
    /// Slightly larger than the view.
    touched: Frame,
    zoom: u8,
}

impl Pyramid {
    /// The spots and nodes that are visible in `view` at `zoom`. Their members are exactly the spots inside `view`.
    pub(crate) fn view(&self, spots: Spots<'_>, view: Bbox, zoom: u8) -> Vec<Seen> {
        let sight =
            Sight { spots, view, inside: Frame::of(view, -2), touched: Frame::of(view, 2), zoom: zoom.min(TOP) };
        let mut seen = Vec::new();
        self.roots.iter().for_each(|&root| self.look(&sight, root, &mut seen));
        seen
    }

    /// How a visible node is drawn. `None` for a spot.
    pub(crate) fn stand(&self, id: u32, members: Tally, view: Bbox) -> Option<Stand> {
        let (layer, number) = self.layer_of(id)?;
        let bbox = members.frame.bbox().and_then(|bbox| overlap(bbox, view)).unwrap_or(view);
        let opens = (layer.zoom < TOP).then_some(layer.zoom + 1);
        Some(Stand { position: position(layer.nodes[number].place), bbox, opens })
    }

    /// The feature of a node that is entirely in view, as `draw` wrote it the first time.
    pub(crate) fn drawn(&self, id: u32, draw: impl FnOnce() -> Box<[u8]>) -> &[u8] {
        self.layer_of(id).map_or(&[], |(layer, number)| {
            let all = layer.drawn.get_or_init(|| layer.nodes.iter().map(|_| OnceLock::new()).collect());
            all[number].get_or_init(draw)
        })
    }

    /// The approximate memory use, in bytes.
    pub(crate) fn size(&self) -> usize {
        let layer = |layer: &Layer| size_of_val(layer) + size_of_val(&*layer.nodes) + size_of_val(&*layer.children);
        size_of::<Self>() + self.layers.iter().map(layer).sum::<usize>() + size_of_val(&*self.roots)
    }

    /// The layer of an id and the number in it; `None` when it is a spot.
    fn layer_of(&self, id: u32) -> Option<(&Layer, usize)> {
        let (layer, number) = parts_of(id);
        Some((&self.layers[layer.checked_sub(1)? as usize], number))
    }

    fn look(&self, sight: &Sight<'_>, id: u32, seen: &mut Vec<Seen>) {
        let Some((layer, number)) = self.layer_of(id) else {
            seen.extend(sight.view.contains(sight.spots.points[id as usize]).then_some(Seen::Spot(id)));
            return;
        };
        let frame = layer.nodes[number].members.frame;
        if !frame.meets(sight.touched) {
            return;
        }
        if layer.zoom < sight.zoom {
            layer.children_of(number).iter().for_each(|&child| self.look(sight, child, seen));
            return;
        }
        seen.extend(self.tally(sight, id).map(|members| match members.count {
            1 => Seen::Spot(members.spot),
            _ => Seen::Node { id, members, whole: sight.inside.holds(frame) },
        }));
    }

    /// The members in view.
    fn tally(&self, sight: &Sight<'_>, id: u32) -> Option<Tally> {
        let Some((layer, number)) = self.layer_of(id) else {
            let visible = sight.view.contains(sight.spots.points[id as usize]);
            return visible.then(|| sight.spots.tally(id, sight.spots.world_position(id)));
        };
        let members = layer.nodes[number].members;
        if sight.inside.holds(members.frame) {
            Some(members)
        } else if sight.touched.meets(members.frame) {
            let inside = layer.children_of(number).iter().filter_map(|&child| self.tally(sight, child));
            inside.reduce(Tally::plus)
        } else {
            None
        }
    }
}
