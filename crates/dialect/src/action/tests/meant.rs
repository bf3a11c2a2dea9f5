//! What is read is what was meant: no opposite, nothing that was limited, nothing that was denied.

use insta::assert_snapshot;

use super::*;

#[test]
fn a_verdict_is_never_read_as_the_other_one() {
    let verdict = |fields: &str| {
        let read = ended(&format!(r#"{{"action":"resolve",{fields},"cites":["E4"],"summary":"x"}}"#));
        let refuted = read.contains(r#""verdict":"refuted""#);
        let holds = read.contains(r#""verdict":"holds""#);
        if refuted {
            "refuted"
        } else if holds {
            "holds"
        } else {
            "refused"
        }
    };
    for fields in [
        r#""holds":false"#,
        r#""holds":"no""#,
        r#""refuted":true"#,
        r#""result":"no""#,
        r#""resolved":false"#,
        r#""supported": false"#,
        r#""is_true":"False""#,
        r#""verdict":null,"confirmed":false"#,
        r#""verdict":"does not hold""#,
        r#""verdict":"not supported","holds":false"#,
    ] {
        assert_eq!(verdict(fields), "refuted", "{fields}");
    }
    for fields in [r#""holds":true"#, r#""refuted":false"#, r#""status":"yes""#, r#""valid":true"#] {
        assert_eq!(verdict(fields), "holds", "{fields}");
    }
    for fields in [
        r#""holds":"perhaps""#,
        r#""verdict":"holds","refuted":true"#,
        r#""verdict":"holds","unless":"E5 is wrong""#,
        r#""truth":false"#,
        r#""answer":"no""#,
    ] {
        assert_eq!(verdict(fields), "refused", "{fields}");
    }
    assert_snapshot!(ended(r#"{"action":"resolve","answer":"no","cites":["E4"]}"#), @r#"error: `resolve` needs "verdict""#);
    assert_snapshot!(ended(r#"{"action":"resolve","verdict":null,"cites":["E4"],"summary":"x","thought":"y"}"#), @r#"
    {"action":"resolve","verdict":"holds","cites":["E4"],"summary":"x"}
    (took the verdict for `holds`)
    "#);
}

#[test]
fn an_edit_is_refused_if_it_says_more_than_an_edit_can() {
    for field in [
        r#""start_line":3,"end_line":5"#,
        r#""lines":"3-5""#,
        r#""mode":"append""#,
        r#""insert_after":"x = 1""#,
        r#""insert_before":3"#,
        r#""position":"end""#,
        r#""dry_run":true"#,
        r#""delete":true"#,
        r#""append":true"#,
    ] {
        let read = ended(&format!("{{\"action\":\"edit\",\"path\":\"a.py\",{field}}}\n```\nx = 1\n```\n"));
        assert!(read.starts_with("error: `edit` has no"), "{field}: {read}");
    }
    assert_snapshot!(only(ActionName::Edit, r#"{"action":"edit","path":"a.py","lines":"3-5","content":"x"}"#), @r#"
    error: the reply ends before its action is complete; answer with this line: {"action":"edit","path":"FILE"}
    and then SEARCH/REPLACE blocks, or one fenced block with all of it
    "#);
    assert_snapshot!(ended(r#"{"action":"edit","path":"a.py","content":"x","explanation":"so","lines":null}"#), @r#"
    {"action":"edit","path":"a.py"}
    ```
    x
    ```
    (took what is changed out of the first line)
    (left out `explanation`, `lines`)
    "#);
}

#[test]
fn an_action_that_the_text_around_it_denies_is_not_taken() {
    let resolve = r#"{"action":"resolve","verdict":"holds","cites":["E4"],"summary":"x"}"#;
    let edit = "{\"action\":\"edit\",\"path\":\"a.py\"}\n```\nx = 1\n```\n";
    for reply in [
        format!("Do NOT do this: {edit}"),
        format!("Do NOT do this:\n{edit}"),
        format!("**Don’t write this:**\n\n```json\n{resolve}\n```\n"),
        "You must never answer this:\na.py\n```\nx = 1\n```\n".to_owned(),
        format!("You could answer {resolve} but that would be wrong."),
        format!("I found it. You could answer `{resolve}`."),
        format!("For example: {resolve}"),
        format!("Write an object, e.g. {resolve}"),
        format!("The format is {resolve}"),
        format!("Instead of {resolve} I go on."),
        format!("{resolve} is wrong."),
        format!("{resolve}, but it isn't proven."),
        format!("I shouldn't call it: <tool_call>{resolve}</tool_call>"),
    ] {
        let read = ended(&reply);
        assert!(read.starts_with("error: the text around the action says `"), "{reply}: {read}");
    }
    for reply in [
        format!("The padding is not stripped. I am sure: {resolve}"),
        format!("It is not stripped.\n{resolve}\nBut I am not sure."),
        format!("As it does not exist yet, here it is:\n{resolve}"),
        format!("Here is the action in the format you want: {resolve}"),
        format!("I would like to end here: {resolve}"),
        format!("{resolve} is the answer, instead of reading on."),
    ] {
        assert!(ended(&reply).starts_with(resolve), "{reply}: {}", ended(&reply));
    }
}
