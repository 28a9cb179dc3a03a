//! `innovatiekaart importeren`.

use std::{fmt::Display, path::PathBuf, process::ExitCode};

use clap::{Args, Subcommand};
use domain::Moment;
use import::{Format, ImportError, Outcome, Settings, Source};
use store::{LeftOutside, Relocation, Store};
use territory::{Located, Territory};

use super::{
    bar::Bar,
    console::{CliError, Console},
    full_export::{self, FullExportArgs},
};
use crate::config::Config;

/// Leest een bestand in: initiatieven, scholen of gemeentegrenzen; of alles, uit een map.
#[derive(Debug, Args)]
pub struct ImportArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Zet initiatieven op de kaart, uit een CSV- of GeoJSON-bestand
    ///
    /// Kolommen (CSV) of eigenschappen (GeoJSON): titel, samenvatting, omschrijving, school, plaats, postcode, lon,
    /// lat, sector, thema, fase, onderdeel, website, leervraag, opbrengst, periode, vestigingscode en sleutel. Verplicht
    /// zijn titel, sector, fase, onderdeel en een positie: lon en lat (in GeoJSON: een Point), of een postcode, of een plaats. Meer
    /// waarden in één veld staan met | ertussen; in GeoJSON mag het ook een lijst zijn. Een CSV-bestand heeft een
    /// kopregel, is UTF-8 en gebruikt komma's, puntkomma's of tabs. Hoofdletters maken niets uit. lon en lat mogen
    /// ook RD zijn (EPSG:28992). Een kolom die er niet in staat, laat staan wat er was; een lege cel maakt leeg.
    ///
    /// Met een sleutel werkt een tweede keer inlezen de initiatieven bij die er al zijn; zonder sleutel komt alles
    /// erbij. Wat niet veranderd is, houdt zijn datum; wat een eigenaar zelf bijhoudt, wordt overgeslagen. Regio, gemeente en plaats volgen uit de positie.
    ///
    /// Is er één rij fout, dan wordt er niets ingelezen. Elke fout staat erbij met regel, kolom en reden.
    #[command(after_help = "Uitkomst: 0 ingelezen; 1 geweigerd, niets ingelezen; 2 verkeerd gebruik.")]
    Initiatieven(InitiativesArgs),
    /// Leest het register van schoolvestigingen van DUO in (CSV of GeoJSON)
    ///
    /// Gebruikte kolommen (CSV) of eigenschappen (GeoJSON): naam, type, straat, huisnummer, huisletter, postcode, plaats,
    /// brin_nummer, vestigingscode, internetadres, bevoegd_gezag_nummer en bevoegd_gezag_naam (of alleen bestuur); in CSV
    /// ook lon en lat. De vestigingscode is de sleutel: een tweede keer inlezen werkt bij. Wat er niet in staat, laat staan
    /// wat er was.
    ///
    /// Vestigingen met hetzelfde bevoegd_gezag_nummer hebben hetzelfde bestuur; zonder nummer telt de naam. Een andere naam
    /// bij hetzelfde nummer geeft het bestuur die naam.
    #[command(after_help = "Uitkomst: 0 ingelezen; 1 geweigerd, niets ingelezen; 2 verkeerd gebruik.")]
    Scholen(SchoolsArgs),
    /// Vervangt de grove gebieden door echte gemeentegrenzen (GeoJSON)
    ///
    /// Een FeatureCollection van Polygon of MultiPolygon in WGS84, met de eigenschappen gemeente en regio (noord,
    /// midden of zuid), bijvoorbeeld gemaakt uit de Wijk- en Buurtkaart van het CBS. Van alles wat al op de kaart
    /// staat of op de redactie wacht, worden regio, gemeente en plaats opnieuw bepaald; wat verandert, wordt gemeld. Een server die draait,
    /// gebruikt de nieuwe grenzen meteen voor wat erop staat.
    #[command(after_help = "Uitkomst: 0 ingelezen; 1 geweigerd, niets veranderd; 2 verkeerd gebruik.")]
    Gebieden(AreasArgs),
    /// Leest een map in die ‘exporteren alles’ heeft gemaakt, in een lege database
    ///
    /// Alles of niets: is er iets mis met de map, dan blijft de database leeg. De map moet van dezelfde versie van het
    /// programma zijn; werk daarna pas bij. Nog eens exporteren geeft precies dezelfde bestanden.
    #[command(after_help = "Uitkomst: 0 ingelezen; 1 geweigerd, niets ingelezen; 2 verkeerd gebruik.")]
    Alles(FullExportArgs),
}

#[derive(Debug, Args)]
struct InitiativesArgs {
    /// Het bestand: .csv, .geojson of .json
    #[arg(value_name = "BESTAND")]
    file: PathBuf,
    /// Sla foute rijen over en lees de goede in
    #[arg(long = "sla-over")]
    skip_bad: bool,
    /// Merk alles in dit bestand als verzonnen voorbeeld
    #[arg(long = "voorbeeld")]
    example: bool,
}

#[derive(Debug, Args)]
struct SchoolsArgs {
    /// Het bestand: .csv, .geojson of .json
    #[arg(value_name = "BESTAND")]
    file: PathBuf,
    /// Sla foute rijen over en lees de goede in
    #[arg(long = "sla-over")]
    skip_bad: bool,
}

#[derive(Debug, Args)]
struct AreasArgs {
    /// Het bestand: .geojson of .json
    #[arg(value_name = "BESTAND")]
    file: PathBuf,
}

/// Runs the command.
///
/// # Errors
/// When the file as a whole can't be used, the database can't be written, or nothing can be shown.
pub async fn run(
    args: &ImportArgs,
    config: &Config,
    store: &Store,
    territory: &Territory,
    now: Moment,
    console: &mut Console<'_>,
) -> Result<ExitCode, CliError> {
    match &args.what {
        What::Initiatieven(args) => {
            let source = Source::open(&args.file)?;
            let settings = Settings { skip_bad: args.skip_bad, example: args.example };
            let mut bar = Bar::default();
            let outcome = import::initiatives(&source, settings, store, territory, now, &mut bar).await?;
            drop(bar);
            let summary = outcome.kept.as_ref().map(|kept| {
                let done = kept.added + kept.updated + kept.unchanged;
                let owned = match kept.owned.len() {
                    0 => String::new(),
                    owned => format!("; {owned} overgeslagen, met een eigenaar"),
                };
                format!(
                    "{} ingelezen: {} nieuw, {} bijgewerkt, {} ongewijzigd{owned}",
                    count(done, "initiatief", "initiatieven"),
                    kept.added,
                    kept.updated,
                    kept.unchanged
                )
            });
            report(&outcome, summary, args.skip_bad, console)
        }
        What::Scholen(args) => {
            let source = Source::open(&args.file)?;
            let settings = Settings { skip_bad: args.skip_bad, example: false };
            let mut bar = Bar::default();
            let outcome = import::schools(&source, settings, store, territory, &mut bar).await?;
            drop(bar);
            let summary = outcome.kept.map(|kept| {
                format!(
                    "{} ingelezen: {} nieuw, {} bijgewerkt, {} ongewijzigd",
                    count(outcome.rows - outcome.refused, "school", "scholen"),
                    kept.added,
                    kept.updated,
                    kept.unchanged
                )
            });
            report(&outcome, summary, args.skip_bad, console)
        }
        What::Gebieden(args) => {
            let source = geojson(&args.file)?;
            let relocation = import::areas(&source, store, territory).await?;
            report_areas(&relocation, console)?;
            Ok(ExitCode::SUCCESS)
        }
        What::Alles(args) => full_export::import(args, config, store, console).await,
    }
}

fn geojson(file: &std::path::Path) -> Result<Source, ImportError> {
    let wrong = || ImportError::Extension { path: file.to_owned(), expected: ".geojson" };
    match Format::of(file) {
        Ok(Format::GeoJson) => Source::open(file),
        _ => Err(wrong()),
    }
}

fn report<R>(
    outcome: &Outcome<R>,
    summary: Option<String>,
    skip_bad: bool,
    console: &mut Console<'_>,
) -> Result<ExitCode, CliError> {
    for problem in &outcome.problems {
        writeln!(console.err, "{problem}")?;
    }
    for warning in &outcome.warnings {
        writeln!(console.err, "let op: {warning}")?;
    }
    let refused = format!("{} van de {} rijen geweigerd", outcome.refused, outcome.rows);
    match summary {
        Some(summary) => {
            writeln!(console.out, "{summary}")?;
            if outcome.refused > 0 {
                writeln!(console.out, "{refused} en overgeslagen")?;
            }
            Ok(ExitCode::SUCCESS)
        }
        None if skip_bad => {
            writeln!(console.err, "{refused}: er is niets ingelezen")?;
            Ok(ExitCode::FAILURE)
        }
        None => {
            writeln!(
                console.err,
                "{refused}: er is niets ingelezen. Verbeter het bestand, of lees de goede rijen in met --sla-over."
            )?;
            Ok(ExitCode::FAILURE)
        }
    }
}

fn report_areas(relocation: &Relocation, console: &mut Console<'_>) -> Result<(), CliError> {
    for moved in &relocation.moved {
        writeln!(console.out, "{}: {} -> {}", moved.title, place(&moved.from), place(&moved.to))?;
    }
    let outside: [(&str, &[LeftOutside]); 2] =
        [("initiatief", &relocation.initiatives_outside), ("school", &relocation.schools_outside)];
    for (what, left) in outside {
        for LeftOutside { name, outside } in left {
            writeln!(
                console.err,
                "let op: {what} ‘{name}’ {outside}; regio, gemeente en plaats blijven zoals ze waren"
            )?;
        }
    }
    let borders = if relocation.borders_changed { "nieuwe grenzen" } else { "dezelfde grenzen als eerst" };
    if relocation.versions_moved > 0 {
        let places = count(relocation.versions_moved, "plek", "plekken");
        writeln!(console.out, "ook in wat wacht en in de geschiedenis: {places} opnieuw bepaald")?;
    }
    let regions = relocation.moved.iter().filter(|moved| moved.from.region != moved.to.region).count();
    writeln!(
        console.out,
        "{borders}: {} van de {} veranderd ({} van regio), {} van de {}",
        relocation.moved.len(),
        count(relocation.initiatives, "initiatief", "initiatieven"),
        regions,
        relocation.schools_moved,
        count(relocation.schools, "school", "scholen"),
    )?;
    Ok(())
}

fn place(located: &Located) -> impl Display {
    format!("{}, gemeente {} ({})", located.town, located.municipality, located.region.label())
}

fn count(number: usize, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use clap::Parser;
    use store::DatabaseUrl;
    use tempfile::TempDir;

    use super::*;

    fn now() -> Moment {
        Moment::parse("2026-11-21T20:00:00Z").unwrap()
    }

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        args: ImportArgs,
    }

    /// Runs `importeren` on a file with this text: the outcome, standard output and standard error.
    async fn importeren(folder: &TempDir, name: &str, text: &str, option: &str) -> (String, String, String) {
        let file = folder.path().join(name);
        std::fs::write(&file, text).unwrap();
        let mut line = vec!["importeren", "initiatieven", file.to_str().unwrap()];
        line.extend((!option.is_empty()).then_some(option));
        let args = Line::try_parse_from(line).unwrap().args;
        let store = Store::open(&DatabaseUrl::in_data_dir(folder.path())).await.unwrap();
        let territory = Territory::shipped().unwrap();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut console = Console { out: &mut out, err: &mut err };
        let config = Config::new(folder.path());
        let code = match run(&args, &config, &store, &territory, now(), &mut console).await {
            Ok(code) => format!("{code:?}"),
            Err(error) => format!("{} {error}", error.exit_code()),
        };
        (code, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
    }

    const FILE: &str = "sleutel;titel;plaats;sector;fase;onderdeel;kleur\n\
                        a;Robots;Venlo;po;lopend;vrijplaats;rood\n\
                        b;Hei;Mook;po;lopnd;vrijplaats;groen\n";

    #[tokio::test]
    async fn import_refuses_skips_and_updates() {
        let folder = TempDir::new().unwrap();
        let problem = "regel 3, kolom fase: ‘lopnd’ bestaat niet; kies uit idee, in-ontwikkeling, lopend, afgerond\n\
                       let op: deze kolommen gebruiken we niet: kleur\n";
        let (code, out, err) = importeren(&folder, "a.csv", FILE, "").await;
        assert_eq!(code, format!("{:?}", ExitCode::FAILURE));
        assert_eq!(out, "");
        assert_eq!(
            err,
            format!(
                "{problem}1 van de 2 rijen geweigerd: er is niets ingelezen. \
                 Verbeter het bestand, of lees de goede rijen in met --sla-over.\n"
            )
        );
        let (code, out, err) = importeren(&folder, "a.csv", FILE, "--sla-over").await;
        assert_eq!(code, format!("{:?}", ExitCode::SUCCESS));
        assert_eq!(
            out,
            "1 initiatief ingelezen: 1 nieuw, 0 bijgewerkt, 0 ongewijzigd\n1 van de 2 rijen geweigerd en overgeslagen\n"
        );
        assert_eq!(err, problem);
        let (_, out, _) =
            importeren(&folder, "a.csv", &FILE.replace("lopnd", "lopend").replace("Robots", "Robot"), "").await;
        assert_eq!(out, "2 initiatieven ingelezen: 1 nieuw, 1 bijgewerkt, 0 ongewijzigd\n");
    }

    #[tokio::test]
    async fn import_skips_and_names_what_owners_keep() {
        let folder = TempDir::new().unwrap();
        let file = FILE.replace("lopnd", "lopend").replace("kleur", "school");
        importeren(&folder, "a.csv", &file, "").await;
        let store = Store::open(&DatabaseUrl::in_data_dir(folder.path())).await.unwrap();
        let school = store::School {
            site_code: "17JB00".into(),
            brin: "17JB".into(),
            name: "Rood".into(),
            kind: String::new(),
            street: String::new(),
            postcode: String::new(),
            town: "Venlo".into(),
            website: Some("https://deproef.nl".into()),
            position: domain::LngLat::new(6.17, 51.37).unwrap(),
            region: domain::Region::North,
            municipality: "Venlo".into(),
            board: None,
            example: false,
        };
        store.import_schools(&[school]).await.unwrap();
        let role = store::Membership { role: domain::Role::Organiser, scope: domain::Scope::Everywhere, until: None };
        let email = domain::Email::parse("anna@deproef.nl").unwrap();
        let anna = store.appoint(&email, &role, now()).await.unwrap();
        let claimed = store.claim(domain::InitiativeId(1), &anna, "", "c", &|_| store::Mail::default(), now()).await;
        assert!(claimed.unwrap());
        let (_, out, err) = importeren(&folder, "a.csv", &file.replace("Robots", "Robot"), "").await;
        assert_eq!(
            out,
            "1 initiatief ingelezen: 0 nieuw, 0 bijgewerkt, 1 ongewijzigd; 1 overgeslagen, met een eigenaar\n"
        );
        assert!(err.contains("deze initiatieven houdt een eigenaar zelf bij en zijn overgeslagen: a"), "{err}");
    }

    #[tokio::test]
    async fn import_of_another_kind_of_file_is_misuse() {
        let folder = TempDir::new().unwrap();
        let (code, _, _) = importeren(&folder, "a.xlsx", "", "").await;
        assert!(code.starts_with("2 ") && code.ends_with("eindigt op .csv of .geojson"), "{code}");
    }
}
