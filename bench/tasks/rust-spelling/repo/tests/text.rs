use spelling::dictionary::Dictionary;
use spelling::text::misspelt;

#[test]
fn unknown_words_are_found() {
    let dictionary = Dictionary::parse("the\ncat\nParis\n");
    let found = misspelt("The cat,\nthe catt", &dictionary);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].line, found[0].word), (2, "catt"));
}
