//! `kinglet apply`: the edits of a reply that comes from anywhere.

use std::fs;

use insta::assert_snapshot;

use crate::support::Scene;

const REPLY: &str = "Two changes in `cart.py`:\n```python\n<<<<<<< SEARCH\nfirst = 1\n=======\nfirst = 10\n>>>>>>> REPLACE\n```\n\n`new/more.py`\n```python\nX = 1\n```\n";

fn scene(text: &str) -> Scene {
    let scene = Scene::empty("folder");
    scene.git(&["init", "--quiet"]);
    scene.write("cart.py", text);
    scene
}

/// What a reply leads to: exit code, standard output and standard error.
fn applied(scene: &Scene, reply: &str, arguments: &[&str]) -> String {
    let file = scene.beside("reply.txt");
    fs::write(&file, reply).unwrap();
    let said = scene.kinglet(&[&["apply", file.to_str().unwrap()], arguments].concat());
    scene.masked(format!("{}\n{}{}", said.code, said.out, said.err).trim_end())
}

#[test]
fn a_reply_is_applied_and_taken_back() {
    let scene = scene("first = 1  \r\nlast = 2\r\n");
    let before = scene.tree();
    assert_snapshot!(applied(&scene, REPLY, &["--dry-run"]), @"
    0
    --- a/cart.py
    +++ b/cart.py
    @@ -1,2 +1,2 @@
    -first = 1  ␍
    +first = 10␍
     last = 2␍
    --- /dev/null
    +++ b/new/more.py
    @@ -0,0 +1 @@
    +X = 1
    mended:
    - cart.py: line 1: matched but for white space at the ends of lines
    Nothing was changed: --dry-run.
    ");
    assert_eq!(scene.tree(), before);
    assert_snapshot!(applied(&scene, REPLY, &[]), @"
    0
    --- a/cart.py
    +++ b/cart.py
    @@ -1,2 +1,2 @@
    -first = 1  ␍
    +first = 10␍
     last = 2␍
    --- /dev/null
    +++ b/new/more.py
    @@ -0,0 +1 @@
    +X = 1
    mended:
    - cart.py: line 1: matched but for white space at the ends of lines
    Applied as R1; `kinglet undo R1` takes it back.
    ");
    assert_eq!(scene.read("cart.py"), "first = 10\r\nlast = 2\r\n");
    assert_snapshot!(scene.kinglet(&["undo"]).expect(0).out, @"
    new/more.py is as it was before R1.
    cart.py is as it was before R1.
    ");
    assert_eq!(scene.tree(), before);
    assert_snapshot!(scene.kinglet(&["ledger", "verify"]).expect(0).out.rsplit(" is ").next().unwrap(), @"sound: 1 run");
}

#[test]
fn standard_input_and_json_are_for_programs() {
    let scene = scene("first = 1\n");
    fs::write(scene.beside("reply.txt"), REPLY).unwrap();
    let said = scene.kinglet_from(&scene.beside("reply.txt"), &["apply", "--json"]);
    assert_snapshot!(said.expect(0).out, @r#"{"applied":true,"diff":"--- a/cart.py\n+++ b/cart.py\n@@ -1 +1 @@\n-first = 1\n+first = 10\n--- /dev/null\n+++ b/new/more.py\n@@ -0,0 +1 @@\n+X = 1\n","paths":["cart.py","new/more.py"],"repairs":[],"run":"R1"}"#);
    assert_eq!(scene.read("new/more.py"), "X = 1\n");
    assert_snapshot!(applied(&scene, REPLY, &["--json"]), @r#"
    1
    {"applied":false,"message":"cart.py: the SEARCH text is not in the file; the closest lines are:\n1| first = 10","reason":"unfit"}
    "#);
}

#[test]
fn what_is_not_clear_changes_nothing() {
    let scene = scene("first = 1\nfirst = 1\n");
    let before = scene.tree();
    assert_snapshot!(applied(&scene, REPLY, &[]), @"
    1
    kinglet: nothing was changed: cart.py: the SEARCH text matches at lines 1 and 2; add neighbouring lines to tell them apart
    ");
    assert_snapshot!(applied(&scene, &REPLY.replace("first = 1\n", "fist = 12\n"), &[]), @"
    1
    kinglet: nothing was changed: cart.py: the SEARCH text is not in the file; the closest lines are:
    1| first = 1
    2| first = 1
    ");
    assert_snapshot!(applied(&scene, "cart.py\n<<<<<<< SEARCH\nfirst = 1\nfirst = 1\n=======\nfirst = (\n>>>>>>> REPLACE\n", &[]), @"
    1
    kinglet: nothing was changed: the new code has a syntax error
    cart.py: line 1: unbalanced `(`: what it opens here is never closed
      first = (
              ^
    ");
    assert_snapshot!(applied(&scene, "I would not change anything.", &[]), @"
    1
    kinglet: nothing was changed: the reply holds no edit of a named file; name the file before each block of code
    ");
    assert_eq!(scene.tree(), before);
    assert_snapshot!(scene.kinglet(&["apply", "nowhere.txt"]).refusal(&scene), @"2: kinglet: cannot read the reply from nowhere.txt: No such file or directory (os error 2)");
}

#[test]
fn a_folder_need_not_be_a_repository() {
    let scene = Scene::empty("folder");
    scene.write("cart.py", "first = 1\n");
    let before = scene.tree();
    applied(&scene, REPLY, &[]);
    assert_eq!(scene.read("cart.py"), "first = 10\n");
    scene.kinglet(&["undo"]).expect(0);
    assert_eq!(scene.tree(), before);
}

#[test]
fn another_edit_of_the_user_is_not_taken_back() {
    let scene = scene("first = 1\n\n\n\nlast = 2\n");
    applied(&scene, REPLY, &[]);
    scene.write("cart.py", "first = 10\n\n\n\nlast = 3\n");
    let before = scene.tree();
    scene.kinglet(&["undo"]).expect(1);
    assert_eq!(scene.tree(), before);
    // Of a step, what lies elsewhere in the file may stay.
    assert_snapshot!(scene.kinglet(&["undo", "--step", "2"]).expect(0).out, @"
    cart.py is without what step 2 of R1 changed.
    new/more.py is without what step 2 of R1 changed.
    ");
    assert_eq!(scene.read("cart.py"), "first = 1\n\n\n\nlast = 3\n");
    assert_snapshot!(scene.kinglet(&["undo", "--node", "N1"]).expect(0).out, @"N1 of R1 left nothing changed; there is nothing to take back.");
    assert_snapshot!(scene.kinglet(&["undo", "--step", "9"]).expect(0).out, @"step 9 of R1 left nothing changed; there is nothing to take back.");
    scene.kinglet(&["undo", "--step", "1", "--node", "N1"]).expect(2);
}
