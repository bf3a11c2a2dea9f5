//! A task of twelve steps in a project of thirty files, in a small window, interrupted twice.

use std::fs;

use insta::assert_snapshot;
use kinglet_scripted::{Request, Script, Server};

use crate::model;
use crate::support::{RUN, Scene};

/// The units of the project: each has a file; the first twelve are to be changed.
const UNITS: [&str; 29] = [
    "metre",
    "gram",
    "second",
    "ampere",
    "kelvin",
    "mole",
    "candela",
    "hertz",
    "newton",
    "pascal",
    "joule",
    "watt",
    "volt",
    "ohm",
    "farad",
    "henry",
    "tesla",
    "weber",
    "lumen",
    "lux",
    "siemens",
    "coulomb",
    "sievert",
    "gray",
    "becquerel",
    "katal",
    "radian",
    "litre",
    "hectare",
];
const CHANGED: usize = 12;
const CHECK: &str = "python3 -S -B -m unittest -q test_units.py";

fn before(unit: &str) -> String {
    format!("\"\"\"Amounts in {unit}s.\"\"\"\n\n\ndef to_text(value):\n    return f\"{{value}} {unit}s\"\n")
}

fn after(unit: &str) -> String {
    let body = format!("    return f\"{{round(value, digits)}} {unit}s\"\n");
    format!("\"\"\"Amounts in {unit}s.\"\"\"\n\n\ndef to_text(value, digits=2):\n{body}")
}

/// A project of thirty files, and the tests.
fn scene() -> Scene {
    let scene = Scene::empty("units");
    scene.git(&["init", "--quiet"]);
    fs::create_dir(scene.root().join("units")).unwrap();
    scene.write("units/__init__.py", "\"\"\"Units and how they are written.\"\"\"\n");
    let mut test = "import importlib\nimport unittest\n\n\nclass TestUnits(unittest.TestCase):\n".to_owned();
    for (at, unit) in UNITS.iter().enumerate() {
        scene.write(format!("units/{unit}.py"), &before(unit));
        if at < CHANGED {
            let case = format!(
                "    def test_{unit}(self):\n        module = importlib.import_module('units.{unit}')\n        \
                 self.assertEqual(module.to_text(1.23456, digits=3), '1.235 {unit}s')\n\n"
            );
            test.push_str(&case);
        }
    }
    scene.write("test_units.py", &test);
    scene
}

fn task() -> String {
    let point = |unit: &&str| {
        format!("- `to_text` in units/{unit}.py takes `digits`, 2 if none are given, and rounds to so many\n")
    };
    let points: String = UNITS.iter().take(CHANGED).map(point).collect();
    format!("Amounts are to be rounded when they are written:\n{points}")
}

/// A model that goes on from the beginning of the file that it is asked about.
fn helpful() -> Script {
    Script::new(|request: &Request| {
        let prompt = model::prompt(request);
        let about = |unit: &&&str| prompt.contains(&format!("`units/{unit}.py`, in units/{unit}.py, is now"));
        let unit = UNITS.iter().find(about).unwrap();
        model::continued(&after(unit), request)
    })
    .llama(8192)
}

#[test]
fn twelve_steps_are_done_through_two_interruptions() {
    let scene = scene();
    let server = Server::start(helpful());
    let task = task();
    let begin = ["run", &task, "--check", CHECK, "--endpoint", server.url(), "--json"];
    for (arguments, files) in [(&begin[..], 4), (&["resume", "--json"][..], 4)] {
        let mut running = scene.start_kinglet(arguments);
        for _ in 0..files {
            running.until("edit_applied");
        }
        running.kill();
    }
    let said = scene.kinglet(&["resume"]).expect(0);
    assert_snapshot!(said.last_lines(2), @"
    done: `python3 -S -B -m unittest -q test_units.py` succeeds after the last edit (12 attempts)
    `kinglet show R1` tells the whole story, `kinglet undo R1` takes the change back.
    ");
    for (at, unit) in UNITS.iter().enumerate() {
        let expected = if at < CHANGED { after(unit) } else { before(unit) };
        assert_eq!(scene.read(&format!("units/{unit}.py")), expected);
    }
    let ledger = scene.ledger();
    assert_eq!(ledger.resumptions(RUN).unwrap().len(), 2);
    let episodes = ledger.episodes(RUN).unwrap();
    assert_eq!(episodes.len(), CHANGED, "each file was asked about once");
    let mut sizes = Vec::new();
    for (number, row) in (1..).zip(&episodes) {
        let prompt = ledger.episode(RUN, row.number).unwrap().prompt;
        assert!(prompt.contains(task.trim()), "the task is in each question");
        let is_followed = prompt.contains(&format!("\n{number}. (now) `to_text` in units/"));
        let is_remembered =
            number == 1 || prompt.contains(&format!("\n{}. (done) `to_text` in units/", number - 1));
        assert!(is_followed && is_remembered, "so is the plan: {prompt}");
        sizes.push(row.sections.iter().map(|section| section.tokens.0).sum::<u32>());
    }
    let (least, most) = (sizes.iter().min().unwrap(), sizes.iter().max().unwrap());
    assert_snapshot!(format!("{least} to {most} tokens"), @"671 to 727 tokens");
    let plan = scene.kinglet(&["show", "--plan"]).expect(0).out;
    assert_eq!(plan.matches(" resolved: `to_text`").count(), CHANGED, "{plan}");
}
