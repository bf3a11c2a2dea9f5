use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;

fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => (*value).into(),
        Value::Number(number) => serde_json::from_str(number).unwrap_or_else(|_| number.as_str().into()),
        Value::Text(text) => text.as_str().into(),
        Value::List(values) => values.iter().map(json).collect(),
        Value::Object(fields) => object(fields),
    }
}

fn object(fields: &Fields) -> serde_json::Value {
    fields.iter().map(|(key, value)| (key.clone(), json(value))).collect::<serde_json::Map<_, _>>().into()
}

/// The only code here that names the API under test.
fn check(text: &str) -> String {
    match read(text, 0) {
        Ok(parsed) => {
            let rest = text.get(parsed.end..).unwrap_or("not at a character");
            let open = if parsed.open { " (open)" } else { "" };
            let shown = format!("{}{open}{rest}", object(&parsed.fields));
            parsed.repairs.iter().fold(shown, |shown, repair| format!("{shown}\n({repair})"))
        }
        Err(failed) => format!("{:?} at {} after {:?}", failed.fault, failed.at, failed.keys),
    }
}

#[test]
fn reads_json() {
    assert_snapshot!(check(r#"{"a":[1,-2.5e3,true,false,null,{}],"b":{"c":"\"\\\/\n\u00e9\ud83d\ude00"}} x"#), @r#"{"a":[1,-2500.0,true,false,null,{}],"b":{"c":"\"\\/\né😀"}} x"#);
    assert_snapshot!(check("{}"), @"{}");
}

#[test]
fn mends_what_is_taken_for_json() {
    assert_snapshot!(check("{'a': 'it\\'s', // why\n b: [x1, None,], /* so */ \"c\": True, # end\n}"), @r#"
    {"a":"it's","b":["x1",null],"c":true}
    (read other quotes as double ones)
    (left out a needless backslash)
    (left out a comment)
    (put quotes in)
    (read a literal of Python)
    (left out a trailing comma)
    "#);
    assert_snapshot!(check("{“a”: “b”\n \"c\": \"\\d+\\.\n\tx\"}"), @r#"
    {"a":"b","c":"\\d+\\.\n\tx"}
    (read other quotes as double ones)
    (put a missing comma in)
    (doubled a backslash)
    (escaped a line break or a tab in a text)
    "#);
    assert_snapshot!(check(r#"{"a":"b","c":{"d":"e""#), @r#"
    {"a":"b","c":{"d":"e"}} (open)
    (closed what was left open)
    "#);
}

#[test]
fn does_not_guess_where_something_ends() {
    assert_snapshot!(check(r#"{"a":"b"#), @r#"Cut at 7 after ["a"]"#);
    assert_snapshot!(check(r#"{"a":["b""#), @r#"Cut at 9 after ["a"]"#);
    assert_snapshot!(check(r#"{"a":1"#), @r#"Cut at 5 after ["a"]"#);
    assert_snapshot!(check(r#"{"a":tru"#), @r#"Cut at 8 after ["a"]"#);
    assert_snapshot!(check(r#"{"a":"b","#), @r#"Cut at 9 after ["a"]"#);
    assert_snapshot!(check(r#"{"a":"b" /* and"#), @r#"Cut at 15 after ["a"]"#);
    assert_snapshot!(check(r#"{"a":"he said "no" to it"}"#), @r#"Broken("`,` or `}` is missing after a value; a quote within a text needs a backslash before it") at 15 after ["a"]"#);
    assert_snapshot!(check(r#"{"a":["b"}"#), @r#"Broken("`,` or `]` is missing after a value of a list") at 9 after ["a"]"#);
    assert_snapshot!(check(r#"{"a":1e999}"#), @r#"Broken("a number is none, or is out of range") at 5 after ["a"]"#);
    assert_snapshot!(check("{\"a\":\"b\\u0000\"}"), @r#"Broken("a text holds a NUL character") at 13 after ["a"]"#);
    assert_snapshot!(check(r#"{"a":"\ud800x"}"#), @r#"Broken("half of a surrogate pair is missing") at 12 after ["a"]"#);
    assert_snapshot!(check(r#"{"a":1,"a":2}"#), @r#"Twice("a") at 12 after ["a", "a"]"#);
    assert_snapshot!(check("{ return x }"), @r#"Broken("`:` is missing after the name of a field") at 9 after []"#);
}

#[test]
fn refuses_what_is_too_deep() {
    assert_snapshot!(check(&"{\"a\":".repeat(100_000)), @r#"Deep at 160 after ["a"]"#);
    assert_snapshot!(check(&format!("{{\"a\":{}", "[".repeat(100_000))), @r#"Deep at 36 after ["a"]"#);
}

#[test]
fn reads_the_arguments_of_a_call() {
    let check = |text: &str| match arguments(text, 0) {
        Ok(found) => format!("{} {}", json(&Value::List(found.positional)), object(&found.fields)),
        Err(failed) => format!("{:?}", failed.fault),
    };
    assert_snapshot!(check("('a.py', 3, lines = '1-2', name: x)"), @r#"["a.py",3] {"lines":"1-2","name":"x"}"#);
    assert_snapshot!(check("()"), @"[] {}");
    assert_snapshot!(check("('a.py'"), @"Cut");
    assert_snapshot!(check("(a.py and b.py)"), @r#"Broken("`,` or `)` is missing after an argument")"#);
}

fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        "[^\0]{0,12}".prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
            prop::collection::btree_map("[^\0]{0,6}", inner, 0..4)
                .prop_map(|fields| fields.into_iter().collect::<serde_json::Map<_, _>>().into()),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_json_is_read_as_json(value in prop::collection::btree_map("[^\0]{0,6}", any_json(), 0..4)) {
        let whole = serde_json::Value::from(value.into_iter().collect::<serde_json::Map<_, _>>());
        for text in [whole.to_string(), serde_json::to_string_pretty(&whole).unwrap()] {
            let parsed = read(&text, 0).unwrap();
            prop_assert_eq!(object(&parsed.fields), whole.clone());
            prop_assert_eq!((parsed.open, parsed.end, parsed.repairs), (false, text.len(), vec![]));
        }
    }

    #[test]
    fn never_panics(text in r#"\{([{}\[\]:,"'\\/*#]|null|1e9|\n|a|"a":|“|\PC){0,40}"#) {
        check(&text);
    }
}
