//! A board with what its schools do.

use std::collections::HashMap;

use atlas::Atlas;
use domain::{BoardId, Region, paths};
use store::{Board, StoreError};

use crate::state::AppState;

/// A board, and the initiatives of its schools.
pub(crate) struct Overview {
    pub(crate) board: Board,
    /// By their place in the atlas.
    pub(crate) initiatives: Vec<u32>,
}

impl Overview {
    /// The regions in which it has schools.
    pub(crate) fn regions(&self) -> Vec<Region> {
        let has = |region: &Region| self.board.schools.iter().any(|school| school.region == *region);
        Region::ALL.iter().copied().filter(has).collect()
    }
}

/// Where the page of a board is.
pub(crate) fn path_of(board: &Board) -> String {
    format!("{}/{}", paths::board(board.id), Atlas::slug_of(&board.name))
}

/// Every board that has schools, by id.
pub(crate) async fn all(state: &AppState, atlas: &Atlas) -> Result<Vec<Overview>, StoreError> {
    let mut boards = state.store.boards().await?;
    boards.retain(|board| !board.schools.is_empty());
    Ok(with_initiatives(atlas, boards))
}

/// The board with this id, also when it has no schools left.
pub(crate) async fn one(state: &AppState, atlas: &Atlas, id: BoardId) -> Result<Option<Overview>, StoreError> {
    let board = state.store.board(id).await?;
    Ok(with_initiatives(atlas, board.into_iter().collect()).pop())
}

fn with_initiatives(atlas: &Atlas, boards: Vec<Board>) -> Vec<Overview> {
    let mut of_code: HashMap<&str, Vec<u32>> = HashMap::new();
    for index in 0..u32::try_from(atlas.len()).unwrap_or(u32::MAX) {
        if let Some(code) = atlas.at(index).content.site_code.as_deref() {
            of_code.entry(code).or_default().push(index);
        }
    }
    let overview = |board: Board| {
        let codes = board.schools.iter().filter_map(|school| of_code.get(&*school.site_code));
        let mut initiatives: Vec<u32> = codes.flatten().copied().collect();
        initiatives.sort_unstable();
        Overview { board, initiatives }
    };
    boards.into_iter().map(overview).collect()
}
