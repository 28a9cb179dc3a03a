//! School sites: what placing an initiative needs to know about them.

mod named_board;

use std::collections::{HashMap, HashSet};

use domain::{BoardId, LngLat, Region, board::NamedBoard};
use named_board::Boards;
use territory::fold;

use crate::{
    Store, StoreError, revision,
    sql::{Connection, Row, Statement, sql},
};

/// Words of a search that are looked at.
const MAX_WORDS: usize = 6;

macro_rules! columns {
    () => {
        "site_code, brin, name, kind, street, postcode, town, website, lon, lat, region, municipality, board, example"
    };
}

/// A school site.
#[derive(Debug, Clone, PartialEq)]
pub struct School {
    /// `vestigingscode`: the BRIN number and the number of the site, `17JB05`. The key.
    pub site_code: String,
    /// `brin_nummer`: the school that the site belongs to.
    pub brin: String,
    /// What it is called.
    pub name: String,
    /// What kind of school, in the words of the register: `Basisschool`, `HAVO/VWO`.
    pub kind: String,
    /// Street and house number.
    pub street: String,
    /// Six characters without a space; empty when not known.
    pub postcode: String,
    /// The town of its address, as registered.
    pub town: String,
    /// http or https.
    pub website: Option<String>,
    /// Where it is.
    pub position: LngLat,
    /// Computed from the position.
    pub region: Region,
    /// Computed from the position: the municipality's name.
    pub municipality: String,
    /// Its board, when the register names one.
    pub board: Option<BoardId>,
    /// Invented, and no part of the register.
    pub example: bool,
}

/// A school site, and what a register says of its board.
#[derive(Debug, Clone, PartialEq)]
pub struct RegisteredSchool {
    /// The site. Which board it has follows from `board`.
    pub school: School,
    /// What is said of its board.
    pub board: StatedBoard,
}

/// What a register says of the board of a site.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum StatedBoard {
    /// Nothing: what is known stays.
    #[default]
    Unsaid,
    /// That it has none.
    None,
    /// Which it has.
    Named(NamedBoard),
}

/// What an import of schools did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SchoolReport {
    /// Not known before.
    pub added: usize,
    /// Different from what was kept.
    pub updated: usize,
    /// The same.
    pub unchanged: usize,
}

impl Store {
    /// Every school site of the register, by code; those that are invented are none.
    pub async fn schools(&self) -> Result<Vec<School>, StoreError> {
        let mut schools = stored(&mut *self.read().await?).await?;
        schools.retain(|school| !school.example);
        Ok(schools)
    }

    /// As [`Self::import_register`], when nothing is said of boards.
    ///
    /// # Errors
    /// When a code comes twice, or the database can't be written.
    pub async fn import_schools(&self, schools: &[School]) -> Result<SchoolReport, StoreError> {
        let unsaid = |school: &School| RegisteredSchool { school: school.clone(), board: StatedBoard::Unsaid };
        self.import_register(&schools.iter().map(unsaid).collect::<Vec<_>>()).await
    }

    /// Keeps school sites and their boards in one transaction; a known code updates, and sites that are not given stay.
    ///
    /// # Errors
    /// When a code comes twice, or the database can't be written.
    pub async fn import_register(&self, schools: &[RegisteredSchool]) -> Result<SchoolReport, StoreError> {
        let mut seen = HashSet::new();
        if let Some(twice) = schools.iter().find(|one| !seen.insert(&*one.school.site_code)) {
            return Err(StoreError::DuplicateKey(twice.school.site_code.clone()));
        }
        let mut transaction = self.write().await?;
        let known: HashMap<String, School> =
            stored(&mut transaction).await?.into_iter().map(|school| (school.site_code.clone(), school)).collect();
        let named = schools.iter().filter_map(|one| match &one.board {
            StatedBoard::Named(named) => Some(named),
            StatedBoard::Unsaid | StatedBoard::None => None,
        });
        let mut boards = Boards::of(&mut transaction, named).await?;
        let mut report = SchoolReport::default();
        for RegisteredSchool { school, board } in schools {
            let stored = known.get(&school.site_code);
            let board = match board {
                StatedBoard::Unsaid => stored.and_then(|stored| stored.board),
                StatedBoard::None => None,
                StatedBoard::Named(named) => Some(boards.settle(&mut transaction, named).await?),
            };
            let school = School { board, ..school.clone() };
            match stored {
                Some(stored) if *stored == school => report.unchanged += 1,
                stored => {
                    keep(&mut transaction, &school).await?;
                    *(if stored.is_some() { &mut report.updated } else { &mut report.added }) += 1;
                }
            }
        }
        let changed = report.added + report.updated > 0 || boards.changed;
        if changed && schools.iter().any(|one| !one.school.example) {
            // The map names them, and so does the list for search engines; neither has those that are invented.
            revision::grow(&mut transaction).await?;
        }
        transaction.commit().await?;
        Ok(report)
    }

    /// School sites for a half-typed search in name, town, postcode and code, at most `limit`. Every word must be
    /// found; sites where a word starts like the search come first, then by name.
    pub async fn find_schools(&self, text: &str, limit: usize) -> Result<Vec<School>, StoreError> {
        let folded = fold(text);
        let words = words(&folded);
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = having(concat!("select ", columns!(), " from school where example = 0"), &words);
        query.push(" order by case when search like ");
        query.push_bind(format!(" {folded}%"));
        query.push(" then 0 when search like ");
        query.push_bind(format!("% {folded}%"));
        query.push(" then 1 when search like ");
        query.push_bind(format!("% {}%", words.join("% ")));
        query.push(" then 2 else 3 end, name, site_code limit ");
        query.push_bind(i64::try_from(limit).unwrap_or(i64::MAX));
        query.fetch_all(&self.reader).await?.iter().map(read).collect()
    }

    /// How many school sites [`Store::find_schools`] would find without a limit.
    pub async fn count_schools(&self, text: &str) -> Result<usize, StoreError> {
        let folded = fold(text);
        let words = words(&folded);
        if words.is_empty() {
            return Ok(0);
        }
        let count: i64 =
            having("select count(*) from school where example = 0", &words).scalar(&mut *self.read().await?).await?;
        Ok(usize::try_from(count).unwrap_or_default())
    }
}

/// The words of a search.
fn words(folded: &str) -> Vec<&str> {
    folded.split(' ').filter(|word| !word.is_empty()).take(MAX_WORDS).collect()
}

/// A statement about the sites in which every word is found, behind a first condition.
fn having(select: &'static str, words: &[&str]) -> Statement {
    let mut query = sql(select);
    for word in words {
        query.push(" and search like ");
        // Folded text has letters, digits and spaces only: nothing to escape in a pattern.
        query.push_bind(format!("%{word}%"));
    }
    query
}

/// Every school site, invented ones too, by code, within a transaction.
pub(crate) async fn stored(connection: &mut Connection) -> Result<Vec<School>, StoreError> {
    let rows = sql(concat!("select ", columns!(), " from school order by site_code"));
    rows.fetch_all(connection).await?.iter().map(read).collect()
}

async fn keep(connection: &mut Connection, school: &School) -> Result<(), StoreError> {
    // A space before every word, also the first: "a word starts with" is then `% text%`.
    let search = [&school.name, &school.town, &school.postcode, &school.site_code]
        .iter()
        .map(|part| format!(" {}", fold(part)))
        .collect::<String>();
    sql(concat!(
        "insert into school (",
        columns!(),
        ", search) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) \
         on conflict (site_code) do update set brin = excluded.brin, name = excluded.name, kind = excluded.kind, \
         street = excluded.street, postcode = excluded.postcode, town = excluded.town, website = excluded.website, \
         lon = excluded.lon, lat = excluded.lat, region = excluded.region, municipality = excluded.municipality, \
         board = excluded.board, example = excluded.example, search = excluded.search"
    ))
    .bind(&*school.site_code)
    .bind(&*school.brin)
    .bind(&*school.name)
    .bind(&*school.kind)
    .bind(&*school.street)
    .bind(&*school.postcode)
    .bind(&*school.town)
    .bind(school.website.as_deref())
    .bind(school.position.lon())
    .bind(school.position.lat())
    .bind(school.region.slug())
    .bind(&*school.municipality)
    .bind(school.board)
    .bind(i64::from(school.example))
    .bind(search)
    .execute(connection)
    .await?;
    Ok(())
}

fn read(row: &Row) -> Result<School, StoreError> {
    Ok(School {
        site_code: row.get("site_code")?,
        brin: row.get("brin")?,
        name: row.get("name")?,
        kind: row.get("kind")?,
        street: row.get("street")?,
        postcode: row.get("postcode")?,
        town: row.get("town")?,
        website: row.get("website")?,
        position: row.position()?,
        region: row.parse("region", Region::parse)?,
        municipality: row.get("municipality")?,
        board: row.get("board")?,
        example: row.flag("example")?,
    })
}
