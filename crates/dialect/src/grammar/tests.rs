use insta::assert_snapshot;
use kinglet_domain::action::{ActionName, Allowed};
use kinglet_domain::evidence::EvidenceId;
use kinglet_domain::form::Form;
use kinglet_domain::path::RelPath;

use super::*;

fn paths(names: &[&str]) -> Vec<RelPath> {
    names.iter().map(|name| RelPath::parse(name).unwrap()).collect()
}

fn form(names: &[ActionName], existing: &Existing<'_>) -> Form {
    decision(&Allowed::of(names), existing, Begun::Nothing)
}

#[test]
fn a_decision_names_what_exists() {
    let existing = Existing {
        paths: &paths(&["src/a.py", "src/b.py", "setup.py"]),
        symbols: &["Cart.total".to_owned()],
        evidence: &[EvidenceId(1), EvidenceId(12)],
    };
    let Form { grammar, schema } = form(
        &[ActionName::Read, ActionName::Search, ActionName::Resolve, ActionName::RecordEvidence],
        &existing,
    );
    assert_snapshot!(grammar, @r#"
    root ::= "{\"action\":\"" (read | search | record-evidence | resolve)
    evidence ::= "\"E1" ("\"" | "2\"")
    first ::= [!#-\x5B\x5D-~\u00A1-\u167F\u3001-\U0010FFFF] | "\\" ["\\/]
    maybe-text ::= "\"" next{0,320} "\""
    next ::= [^"\\\t\x00-\x08\x0A-\x1F\x7F] | "\\" ["\\/nrt]
    path ::= "\"s" ("etup.py\"" | "rc/" ("a.py\"" | "b.py\""))
    place ::= "\"s" ("etup.py\"" | "rc" ("\"" | "/" ("a.py\"" | "b.py\"")))
    read ::= "read\",\"path\":" path (",\"symbol\":" symbol-name | ",\"lines\":" "\"" [1-9] [0-9]{0,4} "-" [1-9] [0-9]{0,4} "\"")? "}"
    record-evidence ::= "record_evidence\",\"kind\":" "\"decision\"" ",\"subject\":" text-80 ",\"summary\":" text-160 ",\"content\":" maybe-text "}"
    resolve ::= "resolve\",\"verdict\":" ("\"holds\"" | "\"refuted\"") ",\"cites\":" "[" evidence ("," evidence){0,7} "]" ",\"summary\":" text-160 "}"
    search ::= "search\",\"pattern\":" text-160 (",\"path\":" place)? "}"
    symbol-name ::= "\"Cart.total\""
    text-160 ::= "\"" first next{0,159} "\""
    text-80 ::= "\"" first next{0,79} "\""
    "#);
    assert_snapshot!(schema.unwrap(), @r#"{"anyOf":[{"additionalProperties":false,"description":"Shows a file, a symbol of it, or some of its lines.","properties":{"action":{"const":"read","type":"string"},"lines":{"description":"The first and the last line, instead of a symbol.","pattern":"^[1-9][0-9]*-[1-9][0-9]*$","type":"string"},"path":{"enum":["src/a.py","src/b.py","setup.py"],"type":"string"},"symbol":{"enum":["Cart.total"],"type":"string"}},"required":["action","path"],"type":"object"},{"additionalProperties":false,"description":"Looks for a text.","properties":{"action":{"const":"search","type":"string"},"path":{"enum":["setup.py","src","src/a.py","src/b.py"],"type":"string"},"pattern":{"description":"A regular expression.","minLength":1,"type":"string"}},"required":["action","pattern"],"type":"object"},{"additionalProperties":false,"description":"Notes something.","properties":{"action":{"const":"record_evidence","type":"string"},"content":{"description":"The rest.","type":"string"},"kind":{"enum":["decision"],"type":"string"},"subject":{"description":"What it is about.","minLength":1,"type":"string"},"summary":{"description":"One line.","minLength":1,"type":"string"}},"required":["action","kind","subject","summary","content"],"type":"object"},{"additionalProperties":false,"description":"Settles the current claim.","properties":{"action":{"const":"resolve","type":"string"},"cites":{"description":"The evidence for it.","items":{"enum":["E1","E12"],"type":"string"},"minItems":1,"type":"array"},"summary":{"description":"One line.","minLength":1,"type":"string"},"verdict":{"description":"How.","oneOf":[{"const":"holds","description":"It is so.","type":"string"},{"const":"refuted","description":"It is not so.","type":"string"}]}},"required":["action","verdict","cites","summary"],"type":"object"}]}"#);
}

#[test]
fn a_choice_is_one_name() {
    let Form { grammar, schema } = choice(&Allowed::explorer());
    assert_snapshot!(grammar, @r#"root ::= "re" ("ad" | "cord_evidence" | "solve") | "s" ("earch" | "pawn_child" | "ymbol")"#);
    assert_snapshot!(schema.unwrap(), @r#"{"additionalProperties":false,"properties":{"action":{"enum":["read","search","symbol","record_evidence","spawn_child","resolve"],"type":"string"}},"required":["action"],"type":"object"}"#);
}

#[test]
fn any_name_will_do_where_none_are_known_or_too_many() {
    let many: Vec<RelPath> = (0..401).map(|n| RelPath::parse(&format!("{n}.py")).unwrap()).collect();
    let known = Existing { paths: &many, ..Existing::default() };
    let unknown = form(&[ActionName::Read, ActionName::Search], &Existing::default());
    assert_eq!(form(&[ActionName::Read, ActionName::Search], &known), unknown);
    assert_snapshot!(unknown.grammar, @r#"
    root ::= "{\"action\":\"" (read | search)
    first ::= [!#-\x5B\x5D-~\u00A1-\u167F\u3001-\U0010FFFF] | "\\" ["\\/]
    next ::= [^"\\\t\x00-\x08\x0A-\x1F\x7F] | "\\" ["\\/nrt]
    path ::= "\"" "."? [A-Za-z0-9_@+\u00A1-\u167F] [A-Za-z0-9_@+.()\u00A1-\u167F -]{0,40} ("/" "."? [A-Za-z0-9_@+\u00A1-\u167F] [A-Za-z0-9_@+.()\u00A1-\u167F -]{0,40}){0,9} "\""
    place ::= "\"" "."? [A-Za-z0-9_@+\u00A1-\u167F] [A-Za-z0-9_@+.()\u00A1-\u167F -]{0,40} ("/" "."? [A-Za-z0-9_@+\u00A1-\u167F] [A-Za-z0-9_@+.()\u00A1-\u167F -]{0,40}){0,9} "\""
    read ::= "read\",\"path\":" path (",\"symbol\":" symbol-name | ",\"lines\":" "\"" [1-9] [0-9]{0,4} "-" [1-9] [0-9]{0,4} "\"")? "}"
    search ::= "search\",\"pattern\":" text-160 (",\"path\":" place)? "}"
    symbol-name ::= text-80
    text-160 ::= "\"" first next{0,159} "\""
    text-80 ::= "\"" first next{0,79} "\""
    "#);
    let less = Existing { paths: many.get(..400).unwrap(), ..Existing::default() };
    let listed = form(&[ActionName::Read], &less);
    assert!(listed.grammar.len() < 8 * 1024, "{}", listed.grammar.len());
}

#[test]
fn a_beginning_is_left_out_and_an_edit_is_no_json() {
    let begun = decision(&Allowed::of(&[ActionName::Symbol]), &Existing::default(), Begun::Beginning);
    assert_snapshot!(begun.grammar.lines().next().unwrap(), @"root ::= symbol");
    let edit = form(&[ActionName::Edit], &Existing::default());
    assert_eq!(edit.schema, None);
    assert_snapshot!(edit.grammar.lines().filter(|line| line.starts_with(['c', 'e'])).collect::<Vec<_>>().join("\n"), @r#"
    code ::= code-line "\n" (code-line "\n")* "```"
    code-line ::= [ \t]* ([^ \t`\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]* | "`" ([^`\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]*)? | "``" ([^`\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]*)?)?
    edit ::= "edit\",\"path\":" path (",\"symbol\":" symbol-name)? "}" "\n```\n" code
    "#);
}

#[test]
fn a_frame_surrounds_free_code() {
    let frame = rewrite(Opening::Thought, "```python\ndef f(a):\n");
    assert_snapshot!(frame.grammar, @r#"
    root ::= [A-Za-z] [^\x00-\x08\x0A-\x1F\x7F]{0,240} "\n" "```python\ndef f(a):\n" code
    code ::= code-line "\n" (code-line "\n")* "```"
    code-line ::= [ \t]* ([^ \t`\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]* | "`" ([^`\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]*)? | "``" ([^`\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]*)?)?
    "#);
}

#[test]
fn code_that_nothing_begins_is_no_heading() {
    assert_snapshot!(follows("```python\n").unwrap().grammar, @r##"
    root ::= first-line "\n" (code-line "\n")* "```"
    code-line ::= [ \t]* ([^ \t`\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]* | "`" ([^`\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]*)? | "``" ([^`\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]*)?)?
    first-line ::= "#" [^ #\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]* | [ \t]* ([^ \t`#\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]* | "`" ([^`\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]*)? | "``" ([^`\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]*)?)
    "##);
    assert_eq!((follows("```python\ndef f("), follows("")), (None, None));
    assert_snapshot!(follows("```python\ndef f():\n").unwrap().grammar.lines().next().unwrap(), @r#"root ::= ([ \t]* "\n")* [ \t]* [^ \t`#\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]* "\n" (code-line "\n")* "```""#);
}

#[test]
fn what_is_searched_for_stands_once_in_the_file() {
    let file = "def f(a):\n    x = 1\n    return x\n\ndef g(a):\n    x = 1\n    return a\n=======\n";
    assert_snapshot!(grounded(file).grammar, @r#"
    root ::= block{1,4}
    block ::= "<<<<<<< SEARCH\n" search "=======\n" line* ">>>>>>> REPLACE\n"
    line ::= [ \t]* ([^ \t<=>\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]* | "<" ([^<\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]*)? | "<<" ([^<\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]*)? | "<<<" ([^<\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]*)? | "<<<<" ([^<\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]*)? | "=" ([^=\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]*)? | "==" ([^=\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]*)? | "===" ([^=\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]*)? | "====" ([^=\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]*)? | ">" ([^>\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]*)? | ">>" ([^>\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]*)? | ">>>" ([^>\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]*)? | ">>>>" ([^>\x00-\x08\x0A-\x1F\x7F] [^\x00-\x08\x0A-\x1F\x7F]*)?)? "\n"
    line-0 ::= "def f(a):\n" line-1?
    line-1 ::= "    x = 1\n" line-2?
    line-2 ::= "    return x\n" line-3?
    line-3 ::= "\n" line-4?
    line-4 ::= "def g(a):\n" line-5?
    line-5 ::= "    x = 1\n" line-6?
    line-6 ::= "    return a\n"
    search ::= "def f(a):\n" line-1? | "    x = 1\n    return x\n" line-3? | "    return x\n" line-3? | "def g(a):\n" line-5? | "    x = 1\n    return a\n" | "    return a\n"
    "#);
}

#[test]
fn of_a_big_file_any_text_may_be_searched_for() {
    let file = |lines: usize| (0..lines).map(|n| format!("line {n}\n")).collect::<Vec<_>>().concat();
    let search = |file: &str| {
        let grammar = grounded(file).grammar;
        grammar.lines().find(|line| line.starts_with("search")).unwrap().chars().take(60).collect::<String>()
    };
    assert_snapshot!(search(&file(400)), @r#"search ::= "line 0\n" line-1? | "line 1\n" line-2? | "line 2"#);
    assert_snapshot!(search(&file(401)), @"search ::= line+");
    // Nothing in it can be told from the rest.
    assert_snapshot!(search(&"x\n".repeat(20)), @"search ::= line+");
    let repeated = "a\nb\n".repeat(150) + &file(100);
    let grammar = grounded(&repeated).grammar;
    assert!(grammar.len() < 16 * repeated.len(), "{} of {}", grammar.len(), repeated.len());
}

#[test]
fn a_replacement_is_one_object_about_one_file() {
    let Form { grammar, schema } = replacement(&paths(&["src/a.py"])[0]);
    assert_snapshot!(grammar, @r#"
    root ::= "{\"action\":\"edit\",\"path\":\"src/a.py\",\"search\":" text ",\"replace\":" text "}"
    next ::= [^"\\\t\x00-\x08\x0A-\x1F\x7F] | "\\" ["\\/nrt]
    text ::= "\"" next* "\""
    "#);
    assert_snapshot!(schema.unwrap(), @r#"{"additionalProperties":false,"properties":{"action":{"const":"edit"},"path":{"const":"src/a.py"},"replace":{"type":"string"},"search":{"type":"string"}},"required":["action","path","search","replace"],"type":"object"}"#);
}
