//! Connections and transactions of either database.

use std::ops::{Deref, DerefMut};

use sqlx::{PgPool, Postgres, Sqlite, SqlitePool};

use super::{migrations, postgres, sqlite};
use crate::{DatabaseUrl, StoreError, url::Location};

/// The database, open: one connection that writes, and a few that read. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Database {
    pub(crate) reader: Pool,
    writer: Pool,
}

/// Connections to one of both databases.
#[derive(Debug, Clone)]
pub(crate) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// A connection within a transaction.
#[derive(Debug)]
pub(crate) enum Connection {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// A transaction; dropped before [`Transaction::commit`] it has changed nothing.
#[derive(Debug)]
pub(crate) struct Transaction(Connection);

impl Database {
    /// Opens the database and brings its schema up to date.
    pub(crate) async fn open(url: &DatabaseUrl) -> Result<Self, StoreError> {
        let (writer, reader) = match url.location() {
            Location::File(path) => sqlite::open(path).await?,
            Location::Server(address) => postgres::open(address).await?,
        };
        let database = Self { reader, writer };
        migrations::run(&database.writer).await?;
        Ok(database)
    }

    /// The one write transaction at a time; takes the lock at once, so that nobody changes what it reads.
    pub(crate) async fn write(&self) -> Result<Transaction, StoreError> {
        match &self.writer {
            Pool::Sqlite(pool) => Ok(Transaction(Connection::Sqlite(pool.begin_with("begin immediate").await?))),
            Pool::Postgres(pool) => {
                let mut transaction = pool.begin().await?;
                sqlx::query(postgres::LOCK).execute(&mut *transaction).await?;
                Ok(Transaction(Connection::Postgres(transaction)))
            }
        }
    }

    /// A transaction that reads the database as it is at one moment.
    pub(crate) async fn read(&self) -> Result<Transaction, StoreError> {
        Ok(Transaction(match &self.reader {
            Pool::Sqlite(pool) => Connection::Sqlite(pool.begin().await?),
            Pool::Postgres(pool) => Connection::Postgres(pool.begin_with(postgres::SNAPSHOT).await?),
        }))
    }

    /// Clears away what deleted rows leave behind, so that their text is gone from the file as well. A reader may keep
    /// that from happening; then the next call does it.
    pub(crate) async fn settle(&self) {
        match &self.writer {
            Pool::Sqlite(pool) => _ = sqlx::query(sqlite::SETTLE).fetch_all(pool).await,
            Pool::Postgres(pool) => _ = sqlx::query(postgres::SETTLE).execute(pool).await,
        }
    }

    /// Closes every connection.
    pub(crate) async fn close(&self) {
        for pool in [&self.reader, &self.writer] {
            match pool {
                Pool::Sqlite(pool) => pool.close().await,
                Pool::Postgres(pool) => pool.close().await,
            }
        }
    }
}

impl Transaction {
    /// Keeps what was done.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        match self.0 {
            Connection::Sqlite(transaction) => transaction.commit().await?,
            Connection::Postgres(transaction) => transaction.commit().await?,
        }
        Ok(())
    }
}

impl Deref for Transaction {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.0
    }
}

impl DerefMut for Transaction {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.0
    }
}
