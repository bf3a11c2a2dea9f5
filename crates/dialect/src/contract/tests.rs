use insta::assert_snapshot;
use kinglet_domain::action::ActionName;

use super::*;

#[test]
fn every_action_has_a_schema() {
    let whole = schema(&Allowed::of(&ActionName::ALL));
    let lines = whole["anyOf"].as_array().unwrap().iter().chain([&whole["$defs"]]).map(ToString::to_string);
    assert_snapshot!(lines.collect::<Vec<_>>().join("\n"), @r##"
    {"additionalProperties":false,"description":"Shows a file, a symbol of it, or some of its lines.","properties":{"action":{"const":"read","type":"string"},"lines":{"description":"The first and the last line, instead of a symbol.","pattern":"^[1-9][0-9]*-[1-9][0-9]*$","type":"string"},"path":{"description":"The file, relative to the repository's root.","minLength":1,"type":"string"},"symbol":{"description":"A symbol that it defines.","minLength":1,"type":"string"}},"required":["action","path"],"type":"object"}
    {"additionalProperties":false,"description":"Looks for a text.","properties":{"action":{"const":"search","type":"string"},"path":{"description":"The file or folder to search; all without it.","minLength":1,"type":"string"},"pattern":{"description":"A regular expression.","minLength":1,"type":"string"}},"required":["action","pattern"],"type":"object"}
    {"additionalProperties":false,"description":"Shows where a name is defined and used.","properties":{"action":{"const":"symbol","type":"string"},"name":{"description":"The name, qualified or not.","minLength":1,"type":"string"}},"required":["action","name"],"type":"object"}
    {"additionalProperties":false,"description":"Notes something.","properties":{"action":{"const":"record_evidence","type":"string"},"content":{"description":"The rest.","type":"string"},"kind":{"description":"What it is.","enum":["decision","file_read","diagnostic","test_result","edit_applied","shell_output","symbol_lookup"],"type":"string"},"subject":{"description":"What it is about.","minLength":1,"type":"string"},"summary":{"description":"One line.","minLength":1,"type":"string"}},"required":["action","kind","subject","summary","content"],"type":"object"}
    {"additionalProperties":false,"description":"Looks into a narrower claim first.","properties":{"action":{"const":"spawn_child","type":"string"},"hypothesis":{"description":"The claim.","minLength":1,"type":"string"}},"required":["action","hypothesis"],"type":"object"}
    {"additionalProperties":false,"description":"Settles the current claim.","properties":{"action":{"const":"resolve","type":"string"},"cites":{"description":"The evidence for it.","items":{"pattern":"^E[0-9]+$","type":"string"},"minItems":1,"type":"array"},"summary":{"description":"One line.","minLength":1,"type":"string"},"verdict":{"description":"How.","oneOf":[{"const":"holds","description":"It is so.","type":"string"},{"const":"refuted","description":"It is not so.","type":"string"}]}},"required":["action","verdict","cites","summary"],"type":"object"}
    {"additionalProperties":false,"description":"Says in which steps the task is done.","properties":{"action":{"const":"plan","type":"string"},"check":{"description":"The command that succeeds when all is done; the one that is known without it.","minLength":1,"type":"string"},"steps":{"description":"The steps, in order.","items":{"$ref":"#/$defs/Step"},"minItems":1,"type":"array"}},"required":["action","steps"],"type":"object"}
    {"additionalProperties":false,"description":"Changes a file. SEARCH/REPLACE blocks follow, or one fenced block with all of the symbol or the file.","properties":{"action":{"const":"edit","type":"string"},"path":{"description":"The file, relative to the repository's root.","minLength":1,"type":"string"},"symbol":{"description":"The symbol that the fenced block is all of.","minLength":1,"type":"string"}},"required":["action","path"],"type":"object"}
    {"Step":{"additionalProperties":false,"description":"A step of a plan.","properties":{"compile":{"description":"Whether the project has to compile after it.","type":"boolean"},"files":{"description":"The files that it is about.","items":{"minLength":1,"type":"string"},"type":"array"},"title":{"description":"What is to be done.","minLength":1,"type":"string"}},"required":["title","files","compile"],"type":"object"}}
    "##);
}

#[test]
fn a_single_action_is_its_own_schema() {
    assert_snapshot!(schema(&Allowed::of(&[ActionName::Symbol])), @r#"{"additionalProperties":false,"description":"Shows where a name is defined and used.","properties":{"action":{"const":"symbol","type":"string"},"name":{"description":"The name, qualified or not.","minLength":1,"type":"string"}},"required":["action","name"],"type":"object"}"#);
}

#[test]
fn the_forms_that_models_are_shown_keep_to_it() {
    for name in ActionName::ALL {
        let contract: Contract = serde_json::from_str(name.form()).unwrap();
        assert_eq!(serde_json::to_string(&contract).unwrap(), name.form());
    }
}

#[test]
fn it_is_strict() {
    let check = |reply: &str| serde_json::from_str::<Contract>(reply).unwrap_err().to_string();
    assert_snapshot!(check(r#"{"action":"symbol","name":"f","path":"a"}"#), @"unknown field `path`, expected `name`");
    assert_snapshot!(check(r#"{"action":"read"}"#), @"missing field `path`");
    assert_snapshot!(check(r#"{"action":"remove"}"#), @"unknown variant `remove`, expected one of `read`, `search`, `symbol`, `record_evidence`, `spawn_child`, `resolve`, `plan`, `edit` at line 1 column 18");
}
