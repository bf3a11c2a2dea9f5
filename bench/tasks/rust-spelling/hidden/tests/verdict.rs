use spelling::dictionary::Dictionary;
use spelling::suggest::suggest;
use spelling::text::misspelt;

fn check(words: &str, word: &str, limit: usize) -> Vec<String> {
    suggest(&Dictionary::parse(&words.replace(' ', "\n")), word, limit)
        .into_iter()
        .map(str::to_owned)
        .collect()
}

#[test]
fn nearest_first() {
    assert_eq!(
        check("cart cat cut coat dog", "cot", 9),
        ["cat", "coat", "cut", "cart", "dog"]
    );
    assert_eq!(check("cart cat cut coat dog", "cot", 2), ["cat", "coat"]);
    assert_eq!(check("bat ant", "xyz", 9), Vec::<String>::new());
    assert_eq!(check("kitten sitting", "kitting", 9), ["sitting", "kitten"]);
    assert_eq!(check("abcd", "badc", 9), Vec::<String>::new());
}

#[test]
fn known_words_stand_alone() {
    assert_eq!(check("cat cut", "CAT", 9), ["cat"]);
    assert!(check("cat cut", "cat", 0).is_empty());
    assert!(check("cat cut", "cot", 0).is_empty());
}

#[test]
fn characters_count_and_case_does_not() {
    assert_eq!(check("Öl öde", "ol", 9), ["Öl"]);
    assert_eq!(check("Paris Pisa", "PARSI", 9), ["Paris"]);
    assert_eq!(check("äöü", "aou", 9), Vec::<String>::new());
    assert_eq!(check("a ab abc", "", 9), ["a", "ab"]);
}

#[test]
fn the_rest_is_as_it_was() {
    assert_eq!(misspelt("a b", &Dictionary::parse("a"))[0].word, "b");
}
