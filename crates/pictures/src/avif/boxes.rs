//! Reads the boxes of an AVIF file (ISO 14496-12 and 23008-12): the location of the picture, its rotation and its
//! colours.

use std::borrow::Cow;

use image::metadata::Orientation;

/// The maximum number of boxes or items, more than any picture has.
const MOST: usize = 64;

/// A still picture in a file.
pub(super) struct Still<'a> {
    /// The picture as AV1.
    pub(super) data: Cow<'a, [u8]>,
    /// The opacity of each pixel, as AV1.
    pub(super) alpha: Option<Cow<'a, [u8]>>,
    /// The steps that turn it upright, in this order.
    pub(super) turns: Vec<Orientation>,
    /// Width and height according to the file. Decoding checks them.
    pub(super) size: (u32, u32),
    /// An ICC profile.
    pub(super) profile: Option<&'a [u8]>,
    /// The colour space, which overrides the one in the AV1 data.
    pub(super) colour: Option<Colour>,
}

/// A colour space by the code points of ITU-T H.273.
#[derive(Debug, Clone, Copy)]
pub(super) struct Colour {
    pub(super) primaries: u16,
    pub(super) transfer: u16,
    pub(super) matrix: u16,
    /// Full range: values start at 0, not at 16.
    pub(super) full: bool,
}

/// Bytes that are read from the front. Every read fails at the end.
#[derive(Clone, Copy)]
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// A big-endian number of `size` bytes, 0 to 8.
    fn number(&mut self, size: usize) -> Option<u64> {
        Some(self.take(size)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    fn small(&mut self, size: usize) -> Option<usize> {
        usize::try_from(self.number(size)?).ok()
    }

    /// The version of a full box; also skips its flags.
    fn version(&mut self) -> Option<u64> {
        Some(self.number(4)? >> 24)
    }
}

/// The name and the contents of each box.
fn boxes(bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut rest = Bytes(bytes);
    std::iter::from_fn(move || {
        let size = rest.number(4)?;
        let name = rest.take(4)?;
        let length = match size {
            0 => rest.0.len(),
            1 => usize::try_from(rest.number(8)?.checked_sub(16)?).ok()?,
            size => usize::try_from(size.checked_sub(8)?).ok()?,
        };
        Some((name, rest.take(length)?))
    })
}

fn find<'a>(bytes: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    boxes(bytes).find(|(own, _)| *own == name).map(|(_, contents)| contents)
}

/// Whether the first box declares an AVIF.
pub(crate) fn is_avif(file: &[u8]) -> bool {
    let Some((b"ftyp", brands)) = boxes(file).next() else { return false };
    brands.chunks(4).any(|brand| brand == b"avif" || brand == b"avis")
}

/// The primary picture of a file; `None` when there is none in a single piece of AV1.
pub(super) fn read(file: &[u8]) -> Option<Still<'_>> {
    let meta = find(file, b"meta")?.get(4..)?;
    let mut primary = Bytes(find(meta, b"pitm")?);
    let size = if primary.version()? == 0 { 2 } else { 4 };
    let primary = primary.number(size)?;
    let items = items(find(meta, b"iinf")?)?;
    let is_av1 = |id| items.iter().any(|(own, kind)| *own == id && *kind == b"av01");
    if !is_av1(primary) {
        return None;
    }
    let all = find(meta, b"iprp")?;
    let container = find(all, b"ipco")?;
    let properties = |id| properties(find(all, b"ipma")?, container, id);
    let contents = |id| data(file, find(meta, b"idat"), find(meta, b"iloc")?, id);
    let alpha = find(meta, b"iref").and_then(|references| auxiliaries(references, primary)).unwrap_or_default();
    let is_alpha = |id: &u64| {
        let found = properties(*id).unwrap_or_default().into_iter().find(|(name, _)| *name == b"auxC");
        is_av1(*id) && found.is_some_and(|(_, kind)| kind.get(4..).is_some_and(|kind| kind.starts_with(ALPHA)))
    };
    let alpha = alpha.into_iter().find(is_alpha).and_then(contents);
    let mut still =
        Still { data: contents(primary)?, alpha, turns: Vec::new(), size: (0, 0), profile: None, colour: None };
    for (name, value) in properties(primary)? {
        match name {
            b"ispe" => {
                let mut sizes = Bytes(value.get(4..)?);
                let mut side = || u32::try_from(sizes.number(4)?).ok();
                still.size = (side()?, side()?);
            }
            b"irot" => still.turns.push(match value.first()? & 3 {
                1 => Orientation::Rotate270,
                2 => Orientation::Rotate180,
                3 => Orientation::Rotate90,
                _ => Orientation::NoTransforms,
            }),
            b"imir" => still.turns.push(match value.first()? & 1 {
                1 => Orientation::FlipHorizontal,
                _ => Orientation::FlipVertical,
            }),
            b"colr" => match value.split_at_checked(4)? {
                (b"prof" | b"rICC", profile) => still.profile = Some(profile),
                (b"nclx", numbers) => still.colour = colour(Bytes(numbers)),
                _ => {}
            },
            _ => {}
        }
    }
    Some(still)
}

const ALPHA: &[u8] = b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";

fn colour(mut numbers: Bytes<'_>) -> Option<Colour> {
    let mut number = |size| u16::try_from(numbers.number(size)?).ok();
    Some(Colour { primaries: number(2)?, transfer: number(2)?, matrix: number(2)?, full: number(1)? >= 0x80 })
}

/// The id and type of each item.
fn items(iinf: &[u8]) -> Option<Vec<(u64, &[u8])>> {
    let mut rest = Bytes(iinf);
    let size = if rest.version()? == 0 { 2 } else { 4 };
    rest.take(size)?;
    let item = |(_, contents)| {
        let mut item = Bytes(contents);
        let size = match item.version()? {
            2 => 2,
            3 => 4,
            _ => return None,
        };
        let id = item.number(size)?;
        item.take(2)?;
        Some((id, item.take(4)?))
    };
    Some(boxes(rest.0).take(MOST).filter_map(item).collect())
}

/// The items that refer to this one.
fn auxiliaries(iref: &[u8], of: u64) -> Option<Vec<u64>> {
    let mut rest = Bytes(iref);
    let size = if rest.version()? == 0 { 2 } else { 4 };
    let from = |(_, contents)| {
        let mut reference = Bytes(contents);
        let from = reference.number(size)?;
        let count = reference.small(2)?.min(MOST);
        (0..count).any(|_| reference.number(size) == Some(of)).then_some(from)
    };
    Some(boxes(rest.0).take(MOST).filter(|(name, _)| *name == b"auxl").filter_map(from).collect())
}

/// The properties of an item, in order.
fn properties<'a>(ipma: &[u8], container: &'a [u8], of: u64) -> Option<Vec<(&'a [u8], &'a [u8])>> {
    let all: Vec<_> = boxes(container).take(4 * MOST).collect();
    let mut rest = Bytes(ipma);
    let start = rest.number(4)?;
    let (id_size, wide) = (if start >> 24 == 0 { 2 } else { 4 }, start & 1 == 1);
    let entries = rest.small(4)?.min(MOST);
    let mut found = Vec::new();
    for _ in 0..entries {
        let id = rest.number(id_size)?;
        for _ in 0..rest.number(1)? {
            // The highest bit marks an essential property.
            let index = if wide { rest.small(2)? & 0x7fff } else { rest.small(1)? & 0x7f };
            if id == of
                && let Some(property) = index.checked_sub(1).and_then(|index| all.get(index))
            {
                found.push(*property);
            }
        }
    }
    Some(found)
}

/// The contents of an item, from the file or from the box for small items.
fn data<'a>(file: &'a [u8], idat: Option<&'a [u8]>, iloc: &[u8], of: u64) -> Option<Cow<'a, [u8]>> {
    let mut rest = Bytes(iloc);
    let version = rest.version()?;
    let sizes = rest.small(2)?;
    let [offset_size, length_size, base_size, index_size] = [12, 8, 4, 0].map(|shift| sizes >> shift & 0xf);
    let index_size = if version == 0 { 0 } else { index_size };
    if [offset_size, length_size, base_size, index_size].iter().any(|size| *size > 8) {
        return None;
    }
    let id_size = if version < 2 { 2 } else { 4 };
    let items = rest.small(id_size)?.min(MOST);
    for _ in 0..items {
        let id = rest.number(id_size)?;
        let method = if version == 0 { 0 } else { rest.number(2)? & 0xf };
        rest.take(2)?;
        let base = rest.small(base_size)?;
        let extents = rest.small(2)?;
        let source = match method {
            0 => Some(file),
            1 => idat,
            _ => None,
        };
        let mut parts = Vec::new();
        for _ in 0..extents {
            rest.take(index_size)?;
            let (offset, length) = (rest.small(offset_size)?, rest.small(length_size)?);
            if id == of {
                if parts.len() == MOST {
                    return None;
                }
                let start = base.checked_add(offset)?;
                let source = source?.get(start..)?;
                parts.push(if length == 0 { source } else { source.get(..length)? });
            }
        }
        if id == of {
            return match *parts {
                [] => None,
                [one] => Some(Cow::Borrowed(one)),
                _ if parts.iter().map(|part| part.len()).sum::<usize>() > file.len() => None,
                _ => Some(Cow::Owned(parts.concat())),
            };
        }
    }
    None
}
