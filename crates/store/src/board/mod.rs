//! Boards of schools. They come with the register (`schools/`); an organiser says which of them carry the Werkplaats.
//!
//! Two sites have the same board when they name the same number, or give no number and the same name, however it is
//! spelled. A number that comes later for a known name belongs to that board; another name under a known number renames it.

use std::collections::HashMap;

use domain::{
    AuditAct, BoardId, Moment, PersonId,
    board::{Carrying, Day, NamedBoard},
};
use territory::fold;

use crate::{
    School, Store, StoreError, audit, schools,
    sql::{Connection, Row, sql},
};

/// A board with its schools.
#[derive(Debug, Clone, PartialEq)]
pub struct Board {
    /// Never used again.
    pub id: BoardId,
    /// `bevoegd_gezag_nummer`: that of DUO; `None` when the register gave only a name.
    pub number: Option<String>,
    /// What it is called.
    pub name: String,
    /// Since when it carries the Werkplaats; `None` when it does not.
    pub carrying: Option<Carrying>,
    /// Its school sites, by name; none when all of them went to another board.
    pub schools: Vec<School>,
}

impl Board {
    /// Whether it is invented: all of its schools are.
    #[must_use]
    pub fn example(&self) -> bool {
        !self.schools.is_empty() && self.schools.iter().all(|school| school.example)
    }
}

impl Store {
    /// Every board, by id.
    pub async fn boards(&self) -> Result<Vec<Board>, StoreError> {
        let mut transaction = self.read().await?;
        let mut of_board: HashMap<BoardId, Vec<School>> = HashMap::new();
        for school in schools::stored(&mut transaction).await? {
            if let Some(board) = school.board {
                of_board.entry(board).or_default().push(school);
            }
        }
        let mut boards = stored(&mut transaction).await?;
        for board in &mut boards {
            board.schools = of_board.remove(&board.id).unwrap_or_default();
            board.schools.sort_by_cached_key(|school| (fold(&school.name), school.site_code.clone()));
        }
        Ok(boards)
    }

    /// The board with this id.
    pub async fn board(&self, id: BoardId) -> Result<Option<Board>, StoreError> {
        Ok(self.boards().await?.into_iter().find(|board| board.id == id))
    }

    /// Notes since when a board carries the Werkplaats, or that it does not (any more); false when there is no such board.
    /// Nothing is logged when that was known. `by`: nobody for the command line.
    pub async fn set_carrying(
        &self,
        id: BoardId,
        carrying: Option<Carrying>,
        by: Option<PersonId>,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let Some(board) = stored(&mut transaction).await?.into_iter().find(|board| board.id == id) else {
            return Ok(false);
        };
        if board.carrying == carrying {
            return Ok(true);
        }
        let day = |day: Option<Day>| day.map(|day| day.to_string());
        sql("update board set carries_since = $1, agreed_on = $2 where id = $3")
            .bind(day(carrying.map(|carrying| carrying.since)).as_deref())
            .bind(day(carrying.and_then(|carrying| carrying.agreed_on)).as_deref())
            .bind(id)
            .execute(&mut transaction)
            .await?;
        let (act, detail) = match carrying {
            Some(Carrying { since, agreed_on: None }) => {
                (AuditAct::BoardCarries, format!("{}, sinds {since}", board.name))
            }
            Some(Carrying { since, agreed_on: Some(day) }) => {
                (AuditAct::BoardCarries, format!("{}, sinds {since}, getekend op {day}", board.name))
            }
            None => (AuditAct::BoardNoLongerCarries, board.name),
        };
        audit::write(&mut transaction, by, act, None, &detail, now).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

/// The boards during an import of schools.
pub(crate) struct Boards {
    known: Vec<Board>,
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
    fn find(&mut self, number: Option<&String>, name: &str) -> Option<&mut Board> {
        let same = fold(name);
        let at = match number {
            Some(number) => self.known.iter().position(|board| board.number.as_ref() == Some(number)),
            None => None,
        };
        let of_name = |board: &Board| !same.is_empty() && fold(&board.name) == same;
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
        self.known.push(Board { id, number: number.cloned(), name, carrying: None, schools: Vec::new() });
        self.changed = true;
        Ok(id)
    }
}

/// Every board by id, without its schools.
async fn stored(connection: &mut Connection) -> Result<Vec<Board>, StoreError> {
    let rows = sql("select id, number, name, carries_since, agreed_on from board order by id");
    rows.fetch_all(connection).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Board, StoreError> {
    let day = |column: &str| match row.get::<Option<String>>(column)? {
        None => Ok(None),
        Some(text) => Day::parse(&text).map(Some).ok_or_else(|| row.wrong(column)),
    };
    let agreed_on = day("agreed_on")?;
    Ok(Board {
        id: row.get("id")?,
        number: row.get("number")?,
        name: row.get("name")?,
        carrying: day("carries_since")?.map(|since| Carrying { since, agreed_on }),
        schools: Vec::new(),
    })
}
