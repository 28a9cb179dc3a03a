//! Which board a register means.
//!
//! Two sites have the same board when they name the same number, or give no number and the same name, however it is
//! spelled. A number that comes later for a known name belongs to that board; another name under a known number renames it.

use std::collections::HashMap;

use domain::{BoardId, board::NamedBoard};
use territory::fold;

use crate::{
    StoreError,
    sql::{Connection, Row, sql},
};

/// A board, as far as a register can mean it.
struct Known {
    id: BoardId,
    number: Option<String>,
    name: String,
}

/// The boards during an import of schools.
pub(crate) struct Boards {
    known: Vec<Known>,
    /// The last name that the import gives for each number.
    names: HashMap<String, String>,
    /// Something about them changed.
    pub(crate) changed: bool,
}

impl Boards {
    /// `named`: all boards that the import names, in its order.
    pub(crate) async fn of<'a>(
        connection: &mut Connection,
        named: impl Iterator<Item = &'a NamedBoard>,
    ) -> Result<Self, StoreError> {
        let names = named.filter(|named| !named.name.is_empty());
        let names = names.filter_map(|named| Some((named.number.clone()?, named.name.clone()))).collect();
        Ok(Self { known: stored(connection).await?, names, changed: false })
    }

    /// The board that is meant, which gets the number and the name that are said; a new one when it is not known.
    pub(crate) async fn settle(
        &mut self,
        connection: &mut Connection,
        named: &NamedBoard,
    ) -> Result<BoardId, StoreError> {
        let number = named.number.as_ref();
        let said = number.and_then(|number| self.names.get(number)).unwrap_or(&named.name).clone();
        let Some(board) = self.find(number, &said) else { return self.add(connection, number, said).await };
        let name = if number.is_some() && !said.is_empty() { said } else { board.name.clone() };
        if board.name != name || board.number.as_ref() != number && number.is_some() {
            board.name = name;
            board.number = number.cloned().or(board.number.take());
            let (id, name, number) = (board.id, board.name.clone(), board.number.clone());
            self.changed = true;
            sql("update board set number = $1, name = $2 where id = $3")
                .bind(number.as_deref())
                .bind(&*name)
                .bind(id)
                .execute(connection)
                .await?;
            return Ok(id);
        }
        Ok(board.id)
    }

    /// By its number; else by its name, a board without a number first.
    fn find(&mut self, number: Option<&String>, name: &str) -> Option<&mut Known> {
        let same = fold(name);
        let at = match number {
            Some(number) => self.known.iter().position(|board| board.number.as_ref() == Some(number)),
            None => None,
        };
        let of_name = |board: &Known| !same.is_empty() && fold(&board.name) == same;
        let at = at
            .or_else(|| self.known.iter().position(|board| board.number.is_none() && of_name(board)))
            .or_else(|| self.known.iter().position(|board| number.is_none() && of_name(board)))?;
        self.known.get_mut(at)
    }

    async fn add(
        &mut self,
        connection: &mut Connection,
        number: Option<&String>,
        name: String,
    ) -> Result<BoardId, StoreError> {
        // Rows stay, so the number of one is never that of another.
        let id = BoardId(self.known.iter().map(|board| board.id.0).max().unwrap_or(0) + 1);
        let name = match number {
            Some(number) if name.is_empty() => format!("Bestuur {number}"),
            _ => name,
        };
        sql("insert into board (id, number, name) values ($1, $2, $3)")
            .bind(id)
            .bind(number.map(|number| &**number))
            .bind(&*name)
            .execute(connection)
            .await?;
        self.known.push(Known { id, number: number.cloned(), name });
        self.changed = true;
        Ok(id)
    }
}

async fn stored(connection: &mut Connection) -> Result<Vec<Known>, StoreError> {
    let rows = sql("select id, number, name from board order by id").fetch_all(connection).await?;
    let known = |row: &Row| Ok(Known { id: row.get("id")?, number: row.get("number")?, name: row.get("name")? });
    rows.iter().map(known).collect()
}
