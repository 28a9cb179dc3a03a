//! Borders and schools.

use domain::{InitiativeId, LngLat, Region, VersionState};
use store::{ImportRow, Mail, School, SchoolReport, Submission};
use territory::{Area, Territory};

use crate::common::{NOW, On, On::*, at, row};
use rstest::rstest;

/// The shipped areas, called exact, with Weert counted to the south.
fn changed_borders() -> Territory {
    let shipped = Territory::shipped().unwrap();
    let areas: Vec<Area> = shipped
        .areas()
        .iter()
        .cloned()
        .map(|mut area| {
            if area.municipality == "Weert" {
                area.municipality = "Weert-Zuid".to_owned();
                area.region = Region::South;
            }
            area
        })
        .collect();
    shipped.with_areas(areas)
}

fn school(site_code: &str, name: &str, town: &str, postcode: &str) -> School {
    School {
        site_code: site_code.to_owned(),
        brin: site_code[..4].to_owned(),
        name: name.to_owned(),
        kind: "basisschool".to_owned(),
        street: "Dorpsstraat 1".to_owned(),
        postcode: postcode.to_owned(),
        town: town.to_owned(),
        website: None,
        position: LngLat::new(5.7064, 51.2518).unwrap(),
        region: Region::Mid,
        municipality: "Weert".to_owned(),
        board: None,
        example: false,
    }
}

#[rstest]
#[tokio::test]
async fn new_borders_count_everything_again(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let mut far = row("b", "Ver weg");
    far.position = LngLat::new(4.9, 52.37).unwrap();
    store.import(&[row("a", "In Weert"), far, row("c", "Ingetrokken")], NOW).await.unwrap();
    store.withdraw(InitiativeId(3), NOW).await.unwrap();
    store.import_schools(&[school("01AA00", "De Bongerd", "Weert", "6001AA")]).await.unwrap();
    assert!(store.areas().await.unwrap().is_empty());
    let revision = store.revision().await.unwrap();

    let territory = changed_borders();
    let report = store.replace_areas(&territory).await.unwrap();
    assert!(report.borders_changed);
    let titles: Vec<&str> = report.moved.iter().map(|moved| moved.title.as_str()).collect();
    assert_eq!(titles, ["In Weert", "Ingetrokken"]);
    assert_eq!((report.moved[0].from.region, report.moved[0].to.region), (Region::Mid, Region::South));
    assert_eq!(report.initiatives_outside.len(), 1);
    assert_eq!(report.initiatives_outside[0].name, "Ver weg");
    assert_eq!((report.initiatives, report.schools, report.schools_moved), (3, 1, 1));

    let read = store.initiatives().await.unwrap();
    assert_eq!((read[0].region, &*read[0].municipality, read[0].changed), (Region::South, "Weert-Zuid", NOW));
    assert_eq!((read[1].region, &*read[1].municipality), (Region::Mid, "Weert"));
    assert_eq!(store.schools().await.unwrap()[0].region, Region::South);
    assert_eq!(store.areas().await.unwrap(), territory.areas());
    assert_eq!(store.revision().await.unwrap(), revision + 1);

    let again = store.replace_areas(&territory).await.unwrap();
    assert!(!again.borders_changed && again.moved.is_empty() && again.schools_moved == 0);
    assert_eq!(store.revision().await.unwrap(), revision + 1);
}

#[rstest]
#[tokio::test]
async fn new_borders_count_what_waits_again(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let email = domain::Email::parse("anna@school.nl").unwrap();
    let role = store::Membership { role: domain::Role::Organiser, scope: domain::Scope::Everywhere, until: None };
    let anna = store.appoint(&email, &role, NOW).await.unwrap().id;
    let ImportRow { content, position, located, .. } = row("", "Wacht");
    let sending = Submission { content, position, located, pictures: None };
    let id = store.send_in_known(&sending, anna, &Mail::default(), NOW, NOW).await.unwrap();
    let report = store.replace_areas(&changed_borders()).await.unwrap();
    assert_eq!((report.moved.len(), report.versions_moved), (1, 1));
    let waiting = store.version(id, 1).await.unwrap().unwrap();
    assert_eq!((waiting.state, waiting.initiative.region), (VersionState::Submitted, Region::South));
    assert_eq!((&*waiting.initiative.municipality, &*waiting.initiative.town), ("Weert-Zuid", "Weert"));
    assert_eq!(store.queue(Some(Region::South)).await.unwrap().len(), 1);
    assert!(store.queue(Some(Region::Mid)).await.unwrap().is_empty());

    // Published, it stands where it waited; and undoing leaves nothing of the old borders.
    let editor = store.appoint(&domain::Email::parse("r@kaart.nl").unwrap(), &role, NOW).await.unwrap().id;
    store.decide(id, 1, editor, &domain::Decision::Publish, None, NOW).await.unwrap();
    assert_eq!(store.initiatives().await.unwrap()[0].region, Region::South);
    store.replace_areas(&Territory::shipped().unwrap()).await.unwrap();
    assert_eq!(store.initiatives().await.unwrap()[0].region, Region::Mid);
    store.undo(id, 1, editor, at("2026-11-21T00:00:00Z"), NOW).await.unwrap();
    assert_eq!(store.initiative_with_status(id).await.unwrap().unwrap().1.region, Region::Mid);
    assert_eq!(store.version(id, 1).await.unwrap().unwrap().initiative.region, Region::Mid);
}

#[rstest]
#[tokio::test]
async fn schools_update_by_their_code(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let first = [school("01AA00", "De Bongerd", "Weert", "6001AA"), school("01AA01", "De Höve", "Stramproy", "6039AB")];
    let report = store.import_schools(&first).await.unwrap();
    assert_eq!(report, SchoolReport { added: 2, updated: 0, unchanged: 0 });
    assert_eq!(store.schools().await.unwrap(), first);
    let second = [first[0].clone(), school("01AA01", "De Nieuwe Höve", "Stramproy", "6039AB")];
    let report = store.import_schools(&second).await.unwrap();
    assert_eq!(report, SchoolReport { added: 0, updated: 1, unchanged: 1 });
    assert_eq!(store.schools().await.unwrap(), second);
    assert!(store.import_schools(&[first[0].clone(), first[0].clone()]).await.is_err());
}

#[rstest]
#[tokio::test]
async fn schools_are_found_by_name_town_postcode_and_code(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let schools = [
        school("01AA00", "Basisschool De Bongerd", "Weert", "6001AA"),
        school("01AA01", "De Höve", "Stramproy", "6039AB"),
        school("02BB00", "Bongerdschool", "Echt", "6101CD"),
        school("03CC00", "100% ‘School’_x", "Weert", "6002EF"),
    ];
    store.import_schools(&schools).await.unwrap();
    let found = async |text: &str| {
        let schools = store.find_schools(text, 10).await.unwrap();
        schools.into_iter().map(|school| school.site_code).collect::<Vec<_>>()
    };
    assert_eq!(found("bongerd").await, ["02BB00", "01AA00"]);
    assert_eq!(found("hove").await, ["01AA01"]);
    assert_eq!(found("HÖVE stram").await, ["01AA01"]);
    assert_eq!(found("weert").await, ["03CC00", "01AA00"]);
    assert_eq!(found("6039ab").await, ["01AA01"]);
    assert_eq!(found("6039 AB").await, ["01AA01"]);
    assert_eq!(found("02bb").await, ["02BB00"]);
    assert_eq!(found("ongerd").await.len(), 2);
    assert_eq!(found("100%").await, ["03CC00"]);
    assert!(found("%").await.is_empty() && found("").await.is_empty() && found("xyz").await.is_empty());
    assert_eq!(store.find_schools("e", 2).await.unwrap().len(), 2);
}
