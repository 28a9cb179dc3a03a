//! Letting somebody in at the desk, with the mail that tells them.

use domain::Email;

use crate::{Mail, Membership, Person, Store, StoreError, accounts::person, mail};

impl Store {
    /// Lets somebody do something, and writes the mail that says so, in one transaction; the person is made when not
    /// known.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn invite_member(
        &self,
        email: &Email,
        as_: &Membership,
        letter: &Mail,
        now: &str,
    ) -> Result<Person, StoreError> {
        let mut transaction = self.write().await?;
        let person = person::known_or_new(&mut transaction, email, now).await?;
        person::enrol(&mut transaction, person.id, as_).await?;
        mail::write(&mut transaction, letter, now).await?;
        transaction.commit().await?;
        Ok(person)
    }
}
