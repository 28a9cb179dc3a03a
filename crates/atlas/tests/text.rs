//! The results of a text search and their order.
#![allow(clippy::unwrap_used, missing_docs)]

mod sample;

use atlas::Atlas;
use domain::{Initiative, LngLat, Query, Sort};
use rstest::rstest;

fn initiative(id: i64, title: &str, summary: &str, description: &str) -> Initiative {
    let mut one = sample::initiative(id, LngLat::new(5.7, 51.2).unwrap(), &mut sample::Chance(7));
    one.content.title = title.to_owned();
    one.content.summary = summary.to_owned();
    one.content.description = description.to_owned();
    one.content.school = "Sint-Jozefschool".to_owned();
    one.content.themes = vec!["drop-outs".to_owned()];
    one.town = "Weert".to_owned();
    one
}

fn small() -> Atlas {
    sample::atlas(vec![
        initiative(1, "Robots in de klas", "Leerlingen programmeren samen", "Over techniek"),
        initiative(2, "De doorlopende leerlijn", "Eén leerlijn van po naar vo", "Met een robot erbij"),
        initiative(3, "Café Ontdekking", "Leerlingen koken foto's", "Van 10 tot 14 jaar"),
    ])
}

fn ids(text: &str) -> Vec<i64> {
    let (atlas, query) = (small(), Query { text: Some(text.to_owned()), ..Query::default() });
    let matches = atlas.matches(&query);
    atlas.ranked(&query, &matches, Sort::Auto).into_iter().map(|index| atlas.at(index).id.0).collect()
}

#[rstest]
#[case::a_title_counts_more_than_a_description("robot", &[1, 2])]
#[case::another_form_of_the_word("leerlijnen", &[2])]
#[case::the_other_way_round("leerling", &[3, 1])]
#[case::case_and_accents_make_no_difference("CAFE", &[3])]
#[case::accents_in_the_query("ontdèkking", &[3])]
#[case::the_beginning_of_a_word("progr", &[1])]
#[case::a_letter_wrong("leerlujn", &[2])]
#[case::a_letter_too_many("techhniek", &[1])]
#[case::a_letter_too_few("tecniek", &[1])]
#[case::two_letters_swapped("techinek", &[1])]
#[case::two_errors_are_too_many("tehcinek", &[])]
#[case::short_words_must_be_right("po", &[2])]
#[case::all_words_must_be_there("robot leerlijn", &[2])]
#[case::stop_words_do_not_count("de robot in het café", &[])]
#[case::stop_words_do_not_count_beside_others("robot van het", &[1, 2])]
#[case::stop_words_alone_do("naar", &[2])]
#[case::a_theme_by_its_label("uitval klas", &[1])]
#[case::a_theme_by_its_slug_in_one_piece("dropouts cafe", &[3])]
#[case::school_and_town("jozefschool weert programmeren", &[1])]
#[case::an_apostrophe_is_part_of_its_word("fotos", &[3])]
#[case::a_typographic_apostrophe_too("foto’s", &[3])]
#[case::only_signs("?!", &[])]
fn a_text_finds(#[case] text: &str, #[case] expected: &[i64]) {
    assert_eq!(ids(text), expected);
}

#[test]
fn a_typing_error_that_is_another_word_is_forgiven() {
    let atlas = sample::atlas(vec![initiative(1, "Robot in Weert", "", ""), initiative(2, "Geen wert", "", "")]);
    let query = Query { text: Some("robot wert".to_owned()), ..Query::default() };
    assert_eq!(atlas.matches(&query).iter().collect::<Vec<_>>(), [0]);
}

#[rstest]
#[case::mistyped("robto", &[("robto", "robot")])]
#[case::two_of_them("robto techinek", &[("robto", "robot"), ("techinek", "techniek")])]
#[case::beside_a_word_that_exists("robto leerlijn", &[("robto", "robot")])]
#[case::spelled_correctly("robot", &[])]
#[case::the_beginning_of_a_word("progr", &[])]
#[case::nothing_looks_like_it("xyzzy", &[])]
fn a_correction_is_told(#[case] text: &str, #[case] expected: &[(&str, &str)]) {
    let told = small().corrections(text);
    assert_eq!(told.iter().map(|(typed, taken)| (&**typed, &**taken)).collect::<Vec<_>>(), expected);
}
