//! Imports a file of initiatives.

use domain::Moment;
use store::{ImportReport, Store};
use territory::Territory;

use super::{
    check, csv,
    error::ImportError,
    geojson,
    progress::Progress,
    settings::{Outcome, Settings},
    source::{Format, Source},
};

/// Reads, checks and stores the initiatives of a file, in one transaction.
///
/// # Errors
/// When the file as a whole can't be used, or the database can't be written.
pub async fn initiatives(
    source: &Source,
    settings: Settings,
    store: &Store,
    territory: &Territory,
    now: Moment,
    progress: &mut dyn Progress,
) -> Result<Outcome<ImportReport>, ImportError> {
    let read = match source.format() {
        Format::Csv => csv::read(source.text()),
        Format::GeoJson => geojson::read(source.text()),
    }?;
    let mut warnings = read.warnings;
    if !read.unknown.is_empty() {
        warnings.push(format!("deze kolommen gebruiken we niet: {}", read.unknown.join(", ")));
    }
    let rows = read.rows.len();
    progress.begin("Nakijken", rows);
    let checked = check::check(read.rows, territory, settings.example, progress);
    progress.reach(rows);

    let keyless = checked.good.iter().filter(|row| row.key.is_none()).count();
    if keyless > 0 {
        warnings.push(format!(
            "{keyless} van de {rows} rijen hebben geen sleutel; leest u ze nog eens in, dan komen ze er dubbel in"
        ));
    }
    let kept = if checked.refused > 0 && (!settings.skip_bad || checked.good.is_empty()) {
        None
    } else {
        progress.begin("Opslaan", checked.good.len());
        let report = store.import_watched(&checked.good, now, &mut |done| progress.reach(done)).await?;
        if !report.emptied.is_empty() {
            let fields: Vec<String> =
                report.emptied.iter().map(|(field, times)| format!("{field} ({times}×)")).collect();
            warnings.push(format!("leeg in het bestand en daarom leeggemaakt: {}", fields.join(", ")));
        }
        if !report.withdrawn.is_empty() {
            warnings
                .push(format!("deze initiatieven zijn ingetrokken en blijven dat: {}", report.withdrawn.join(", ")));
        }
        if !report.owned.is_empty() {
            warnings.push(format!(
                "deze initiatieven houdt een eigenaar zelf bij en zijn overgeslagen: {}",
                report.owned.join(", ")
            ));
        }
        Some(report)
    };
    Ok(Outcome { rows, refused: checked.refused, problems: checked.problems, warnings, kept })
}
