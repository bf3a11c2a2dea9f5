//! Well-known mistakes are mended before any model is asked.

use insta::assert_snapshot;
use kinglet_scripted::Server;

use crate::model;
use crate::support::{Said, Scene};

const BOOK: &str = "def add(entry, book={}):\n    book[entry] = True\n    return book\n";
const TEST: &str = "import unittest

from book import add


class Books(unittest.TestCase):
    def test_two_books(self):
        add('a')
        self.assertEqual(add('b'), {'b': True})


unittest.main()
";
const CHECK: &str = "python3 -S -B test_book.py";

/// What was told of known mistakes.
fn bugs(said: &Said) -> Vec<&str> {
    said.out.lines().filter(|line| line.starts_with("  bug")).collect()
}

fn scene() -> Scene {
    let scene = Scene::empty("book");
    scene.git(&["init", "--quiet"]);
    scene.write("book.py", BOOK);
    scene.write("test_book.py", TEST);
    scene
}

#[test]
fn a_default_that_all_calls_share_is_mended_without_a_question() {
    let scene = scene();
    let server = Server::start(model::by_attempt(|_| model::code(BOOK)));
    let run = ["run", "Fix the test", "--check", CHECK, "--endpoint", server.url()];
    let said = scene.kinglet(&run).expect(0);
    assert_snapshot!(bugs(&said).join("\n"), @"  bug    1 of 40: add in book.py, line 1: the default of `book` is made once, and shared by all calls");
    assert_snapshot!(said.last_lines(2), @"
    done: `python3 -S -B test_book.py` succeeds after the last edit (1 attempt)
    `kinglet show R1` tells the whole story, `kinglet undo R1` takes the change back.
    ");
    assert_snapshot!(scene.read("book.py"), @"
    def add(entry, book=None):
        if book is None:
            book = {}
        book[entry] = True
        return book
    ");
    let asked = server.requests().into_iter().filter(|request| request.body["messages"].is_array());
    assert_eq!(asked.count(), 0);
}

#[test]
fn what_does_not_help_is_taken_back_and_left_out_on_request() {
    let scene = scene();
    scene.write("test_book.py", &TEST.replace("{'b': True}", "{'b': 1.5}"));
    let server = Server::start(model::by_attempt(|_| model::code(BOOK)));
    let run = ["run", "Fix the test", "--check", CHECK, "--attempts", "8", "--endpoint", server.url()];
    let said = scene.kinglet(&run).expect(1);
    assert_eq!(bugs(&said).len(), 1);
    assert_eq!(scene.read("book.py"), BOOK);
    let said = scene.kinglet(&[&run[..], &["--without", "patterns"]].concat()).expect(1);
    assert!(bugs(&said).is_empty());
}

#[test]
fn nothing_is_mended_beyond_the_budget() {
    let scene = scene();
    let server = Server::start(model::by_attempt(|_| model::code(BOOK)));
    let run = ["run", "Fix the test", "--check", CHECK, "--max-steps", "0", "--endpoint", server.url()];
    let said = scene.kinglet(&run).expect(1);
    assert!(said.out.contains("(--max-steps) is used up"), "{}", said.out);
    assert_eq!(scene.read("book.py"), BOOK);
}

#[test]
fn two_places_with_the_same_mistake_are_two() {
    let scene = scene();
    scene.write("book.py", &(BOOK.replace("add", "note") + "\n\n" + BOOK));
    let server = Server::start(model::by_attempt(|_| model::code(BOOK)));
    let run = ["run", "Fix the test", "--check", CHECK, "--endpoint", server.url()];
    let said = scene.kinglet(&run).expect(0);
    assert!(!bugs(&said).is_empty());
    assert!(scene.read("book.py").contains("def add(entry, book=None)"));
}

#[test]
fn of_few_attempts_none_is_taken() {
    let scene = scene();
    let server = Server::start(model::by_attempt(|_| model::code(BOOK)));
    let run = ["run", "Fix the test", "--check", CHECK, "--attempts", "1", "--endpoint", server.url()];
    let said = scene.kinglet(&run).expect(1);
    assert!(bugs(&said).is_empty(), "{}", said.out);
    assert!(server.requests().iter().any(|request| request.body["messages"].is_array()));
}

#[test]
fn what_a_model_writes_is_held_against_them_too() {
    let scene = scene();
    scene.write("test_book.py", &TEST.replace("add('a')", "pass"));
    let more = format!(
        "{BOOK}\n\ndef drop(items, gone):\n    for i in range(len(items)):\n        if items[i] == gone:\n            del items[i]\n"
    );
    let server = Server::start(model::always(&model::code(&more)));
    let task = "Add a function `drop(items, gone)` to book.py, which takes out all that are gone.";
    let run = ["run", task, "--check", CHECK, "--endpoint", server.url()];
    scene.kinglet(&run).expect(1);
    assert_snapshot!(scene.read("book.py"), @"
    def add(entry, book={}):
        book[entry] = True
        return book


    def drop(items, gone):
        for i in reversed(range(len(items))):
            if items[i] == gone:
                del items[i]
    ");
    let recorded = scene.kinglet(&["export"]).expect(0).out;
    assert!(
        recorded.contains("`items` gets shorter while it is gone through by number; mended"),
        "{recorded}"
    );
    scene.kinglet(&["undo"]).expect(0);
    scene.kinglet(&[&run[..], &["--without", "patterns"]].concat()).expect(1);
    assert_eq!(scene.read("book.py"), more);
}

#[test]
fn a_described_mistake_that_is_next_to_never_right_is_mended_without_a_question() {
    let scene = scene();
    let queue = "def cancel(jobs, owner):\n    count = 0\n    for i in range(len(jobs)):\n        if jobs[i].owner == owner:\n            del jobs[i]\n            count += 1\n    return count\n";
    scene.write("book.py", &format!("{}\n\n{queue}", BOOK.replace("={}", "")));
    scene.write("test_book.py", &TEST.replace("add('a')", "pass").replace("add('b')", "add('b', {})"));
    let server = Server::start(model::by_attempt(|_| model::code(BOOK)));
    let task = "If somebody cancels all jobs of an owner, some are printed although they should be gone. Please repair that.";
    let run = ["run", task, "--check", CHECK, "--endpoint", server.url()];
    let said = scene.kinglet(&run).expect(1);
    assert_snapshot!(bugs(&said).join("\n"), @"  bug    1 of 40: cancel in book.py, line 8: `jobs` gets shorter while it is gone through by number");
    assert!(scene.read("book.py").contains("for i in reversed(range(len(jobs))):"), "{}", said.out);
    assert_eq!(server.chats().len(), 0);
}
