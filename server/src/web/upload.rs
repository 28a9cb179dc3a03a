//! A form with a picture in it, read as it comes in: of the file never more is kept than a picture may have.

use std::sync::Arc;

use axum::{
    extract::{FromRef, FromRequest, FromRequestParts as _, Multipart, Request},
    http::{StatusCode, header},
};
use pictures::Pictures;
use tokio::sync::OwnedSemaphorePermit;

use crate::{
    Config,
    web::{
        body::unread,
        form::{Fields, is_form},
        problem::Problem,
        rate::{Kind, Rates},
        shares::{Share, Underway},
        visitor::Visitor,
    },
};
use domain::{query::encode_pairs, text::clean};

/// The field of the file.
pub(crate) const FILE: &str = "bestand";

/// What was chosen.
#[derive(Debug)]
pub(crate) enum Chosen {
    /// Nothing.
    Nothing,
    /// A file, of at most [`crate::config::Limits::picture`] bytes.
    File(Vec<u8>),
    /// A larger one, which is not kept.
    TooLarge,
}

/// The fields of a form, and the file.
#[derive(Debug)]
pub(crate) struct Upload {
    pub(crate) form: Fields,
    pub(crate) chosen: Chosen,
    /// A place among the uploads, until the picture has been made.
    _place: (Share, OwnedSemaphorePermit),
}

impl Upload {
    /// A problem with what was typed: it goes along.
    pub(crate) fn refused(&self, problem: Problem) -> Problem {
        Problem { typed: Some(encode_pairs(self.form.pairs())), ..problem }
    }
}

impl<S: Send + Sync> FromRequest<S> for Upload
where
    Arc<Config>: FromRef<S>,
    Arc<Rates>: FromRef<S>,
    Arc<Pictures>: FromRef<S>,
    Underway: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let plain = is_form(&parts.headers);
        let length = parts.headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
        let Ok(visitor) = Visitor::from_request_parts(&mut parts, state).await;
        Arc::<Rates>::from_ref(state).visitor(Kind::Picture, visitor)?;
        let share = Underway::from_ref(state).uploads.take(visitor)?;
        let place = Arc::<Pictures>::from_ref(state).receiving.clone().try_acquire_owned();
        let place =
            place.map_err(|_| Problem::busy("Er komen nu veel foto’s tegelijk binnen. Probeer het zo nog eens."))?;
        let place = (share, place);
        let request = Request::from_parts(parts, body);
        if plain {
            // Sent after all from `/getypt`, where a file can't be kept.
            let form = Fields::from_request(request, state).await?;
            return Ok(Self { form, chosen: Chosen::Nothing, _place: place });
        }
        let form = Multipart::from_request(request, state).await;
        let mut form = form.map_err(|_| Problem::of_status(StatusCode::UNSUPPORTED_MEDIA_TYPE))?;
        let limits = &Arc::<Config>::from_ref(state).limits;
        let (mut pairs, mut room, mut chosen) = (Vec::new(), limits.body, Chosen::Nothing);
        while let Some(mut field) = form.next_field().await.map_err(|error| unread(&error))? {
            let name = field.name().unwrap_or_default().to_owned();
            let is_file = name == FILE;
            let most = if is_file { limits.picture } else { room };
            // At once what it may need: growing would need it twice.
            let mut value = Vec::with_capacity(if is_file { most.min(length.unwrap_or(0)) } else { 0 });
            let mut fits = true;
            // What does not fit is read to its end all the same: the browser hears no answer before it has sent all.
            while let Some(chunk) = field.chunk().await.map_err(|error| unread(&error))? {
                fits &= value.len() + chunk.len() <= most;
                if fits {
                    value.extend_from_slice(&chunk);
                } else {
                    value = Vec::new();
                }
            }
            match (is_file, fits) {
                (true, true) if value.is_empty() => {}
                (true, true) => chosen = Chosen::File(value),
                (true, false) => chosen = Chosen::TooLarge,
                (false, true) => {
                    room = room.saturating_sub(value.len() + name.len());
                    let value = String::from_utf8(value).map_err(|_| Problem::of_status(StatusCode::BAD_REQUEST))?;
                    pairs.push((name, clean(&value)));
                }
                (false, false) => return Err(Problem::of_status(StatusCode::PAYLOAD_TOO_LARGE)),
            }
        }
        Ok(Self { form: Fields::from_pairs(pairs), chosen, _place: place })
    }
}
