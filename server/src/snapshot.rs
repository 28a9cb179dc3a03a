//! From the store to the atlas: the first snapshot, and a new one whenever something changed.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use arc_swap::ArcSwap;
use atlas::{Atlas, SchoolSite};
use domain::synonyms;
use store::{School, Store, StoreError};
use territory::{Area, Territory, TerritoryError};
use tokio::{sync::watch, task::JoinError};

use crate::clock;

/// How often the watcher asks for the revision. Imports are another process, so nobody tells us.
const POLL: Duration = Duration::from_millis(500);

/// The atlas that answers. Take it once per request with `load()`, so that one answer sees one snapshot.
pub type Snapshot = Arc<ArcSwap<Atlas>>;

/// Why there is no snapshot.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The database can't be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The shipped data can't be read.
    #[error(transparent)]
    Territory(#[from] TerritoryError),
    /// The builder panicked.
    #[error("het bouwen van de atlas brak af")]
    Aborted(#[from] JoinError),
}

/// Makes atlases.
pub(crate) struct Builder {
    store: Store,
    site_url: Arc<str>,
    /// The last territory and the imported areas it was made with: preparing borders costs more than comparing them.
    territory: Mutex<Option<(Vec<Area>, Arc<Territory>)>>,
}

impl Builder {
    pub(crate) fn new(store: Store, site_url: Arc<str>) -> Self {
        Self { store, site_url, territory: Mutex::default() }
    }

    /// The atlas of what is stored now.
    pub(crate) async fn build(&self) -> Result<Atlas, SnapshotError> {
        // The revision first: a change in between is seen at the next poll, and at worst built twice.
        let revision = self.store.revision().await?;
        let areas = self.store.areas().await?;
        let initiatives = self.store.initiatives().await?;
        let gatherings = self.store.gatherings().await?;
        let faded = self.store.faded_ids().await?;
        let adoptions = self.store.adoptions().await?;
        let published = self.store.first_published().await?;
        let pictures = self.store.first_pictures().await?;
        let schools = self.store.schools().await?;
        let synonyms = synonyms::read(&self.store.synonyms().await?).unwrap_or_default();
        let territory = self.territory(areas).await?;
        let site_url = Arc::clone(&self.site_url);
        let start = Instant::now();
        let build = move || {
            let months = published.iter().filter_map(|(id, instant)| Some((*id, clock::month(instant)?))).collect();
            let site = |school: School| SchoolSite { name: school.name, position: school.position };
            Atlas::build(initiatives, territory, revision, &site_url)
                .with_gatherings(gatherings)
                .with_faded(faded)
                .with_adoptions(&adoptions)
                .with_months(months)
                .with_pictures(pictures)
                .with_schools(schools.into_iter().map(site).collect())
                .with_synonyms(synonyms)
        };
        let atlas = tokio::task::spawn_blocking(build).await?;
        tracing::info!(revision, initiatives = atlas.len(), gatherings = atlas.gatherings().len(), duration = ?start.elapsed(), "atlas");
        Ok(atlas)
    }

    async fn territory(&self, areas: Vec<Area>) -> Result<Arc<Territory>, SnapshotError> {
        let last = self.territory.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((last_areas, territory)) = last
            && same(&last_areas, &areas)
        {
            return Ok(territory);
        }
        let imported = areas.clone();
        let territory = tokio::task::spawn_blocking(move || {
            let shipped = Territory::shipped()?;
            Ok::<_, TerritoryError>(if imported.is_empty() { shipped } else { shipped.with_areas(imported) })
        });
        let territory = Arc::new(territory.await??);
        *self.territory.lock().unwrap_or_else(PoisonError::into_inner) = Some((areas, Arc::clone(&territory)));
        Ok(territory)
    }
}

fn same(a: &[Area], b: &[Area]) -> bool {
    let equal =
        |(a, b): (&Area, &Area)| a.municipality == b.municipality && a.region == b.region && a.geometry == b.geometry;
    a.len() == b.len() && a.iter().zip(b).all(equal)
}

/// Swaps in a new atlas after every change, until the task is aborted. While the database does not answer, the last
/// atlas goes on.
pub(crate) async fn watch(builder: Builder, atlas: Arc<ArcSwap<Atlas>>, tell: watch::Sender<i64>) {
    let mut well = true;
    loop {
        tokio::time::sleep(POLL).await;
        let outcome = refresh(&builder, &atlas, &tell).await;
        // Once is enough: it would be said twice a second.
        match &outcome {
            Err(error) if well => tracing::error!(%error, "no new atlas; the last one stays"),
            Ok(()) if !well => tracing::info!("the database answers again"),
            _ => {}
        }
        well = outcome.is_ok();
    }
}

async fn refresh(builder: &Builder, atlas: &ArcSwap<Atlas>, tell: &watch::Sender<i64>) -> Result<(), SnapshotError> {
    if builder.store.revision().await? != atlas.load().revision() {
        let next = builder.build().await?;
        let revision = next.revision();
        atlas.store(Arc::new(next));
        tell.send_replace(revision);
    }
    Ok(())
}
