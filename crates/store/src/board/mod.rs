//! Boards of schools. They come with the register (`schools/named_board.rs`); an organiser says which of them carry the
//! Werkplaats.

use std::collections::HashMap;

use domain::{AuditAct, BoardId, Moment, PersonId, board::Carrying};
use jiff::civil::Date;
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
        let day = |day: Option<Date>| day.map(|day| day.to_string());
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

/// Every board by id, without its schools.
async fn stored(connection: &mut Connection) -> Result<Vec<Board>, StoreError> {
    let rows = sql("select id, number, name, carries_since, agreed_on from board order by id");
    rows.fetch_all(connection).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Board, StoreError> {
    let day = |column: &str| match row.get::<Option<String>>(column)? {
        None => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|_| row.wrong(column)),
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
