//! `kinglet refactor`.

use insta::assert_snapshot;

use crate::support::Scene;

fn scene() -> Scene {
    let scene = Scene::empty("folder");
    scene.git(&["init", "--quiet"]);
    scene.write(
        "money.py",
        "def price(net):\n    return net\n\n\nclass Cart:\n    def price(self):\n        return price(1)\n",
    );
    scene.write("cart.py", "from money import price\n\nassert price(2) == 2\nassert price(price(3)) == 3\n");
    scene
}

/// Exit code, standard output and standard error.
fn refactored(scene: &Scene, arguments: &[&str]) -> String {
    let said = scene.kinglet(&[&["refactor"], arguments].concat());
    scene.masked(format!("{}\n{}{}", said.code, said.out, said.err).trim_end())
}

#[test]
fn a_parameter_is_added_at_all_calls_and_taken_back() {
    let scene = scene();
    let before = scene.tree();
    let arguments =
        ["add-parameter", "price", "tax", "--in", "money.py", "--value", "1", "--at", "cart.py:3=-2"];
    assert_snapshot!(refactored(&scene, &[&arguments[..], &["--dry-run"]].concat()), @"
    0
    --- a/cart.py
    +++ b/cart.py
    @@ -1,4 +1,4 @@
     from money import price
     
    -assert price(2) == 2
    -assert price(price(3)) == 3
    +assert price(2, -2) == 2
    +assert price(price(3, 1), 1) == 3
    --- a/money.py
    +++ b/money.py
    @@ -1,7 +1,7 @@
    -def price(net):
    +def price(net, tax):
         return net
     
     
     class Cart:
         def price(self):
    -        return price(1)
    +        return price(1, 1)
    4 calls.
    Where it is used was found by names and imports, not by a language server: none was asked.
    Nothing was changed: --dry-run.
    ");
    assert_eq!(scene.tree(), before);
    assert_snapshot!(refactored(&scene, &[&arguments[..], &["--json"]].concat()), @r#"
    0
    {"applied":true,"by":{"names":"none was asked"},"calls":[{"line":3,"path":"cart.py","text":"assert price(2) == 2"},{"line":4,"path":"cart.py","text":"assert price(price(3)) == 3"},{"line":4,"path":"cart.py","text":"assert price(price(3)) == 3"},{"line":7,"path":"money.py","text":"return price(1)"}],"diff":"--- a/cart.py\n+++ b/cart.py\n@@ -1,4 +1,4 @@\n from money import price\n \n-assert price(2) == 2\n-assert price(price(3)) == 3\n+assert price(2, -2) == 2\n+assert price(price(3, 1), 1) == 3\n--- a/money.py\n+++ b/money.py\n@@ -1,7 +1,7 @@\n-def price(net):\n+def price(net, tax):\n     return net\n \n \n class Cart:\n     def price(self):\n-        return price(1)\n+        return price(1, 1)\n","paths":["cart.py","money.py"],"run":"R1"}
    "#);
    assert_snapshot!(scene.kinglet(&["undo"]).expect(0).out, @"
    money.py is as it was before R1.
    cart.py is as it was before R1.
    ");
    assert_eq!(scene.tree(), before);
}

#[test]
fn what_is_not_clear_changes_nothing() {
    let scene = scene();
    let before = scene.tree();
    assert_snapshot!(refactored(&scene, &["rename", "pric", "cost"]), @"
    1
    kinglet: nothing was changed: no file in Python, Rust, JavaScript, TypeScript or Go defines `pric`; there is `price`
    ");
    assert_snapshot!(refactored(&scene, &["rename", "money.price", "cost", "--in", "no.py"]), @"
    1
    kinglet: nothing was changed: no.py does not exist
    ");
    assert_snapshot!(refactored(&scene, &["remove-parameter", "money.price", "net", "--json"]), @r#"
    1
    {"applied":false,"message":"`price` uses its parameter `net` here; change that first:\n  money.py:2: return net","places":[{"line":2,"path":"money.py","text":"return net"}],"reason":"still_used"}
    "#);
    assert_snapshot!(refactored(&scene, &["add-parameter", "money.price", "tax", "--type", "int(", "--value", "1"]), @"
    1
    kinglet: nothing was changed: the new code has a syntax error
    money.py: line 1: unbalanced `(`: what it opens here is never closed
      def price(net, tax: int():
               ^
    ");
    assert_snapshot!(refactored(&scene, &["move", "money.price", "../x.py"]), @"
    2
    error: invalid value '../x.py' for '<TO>': `../x.py` leads outside the repository

    For more information, try '--help'.
    ");
    assert_eq!(scene.tree(), before);
}

#[test]
#[cfg(target_os = "linux")]
fn a_language_server_tells_where_a_symbol_is_used_if_it_may() {
    use crate::lsp::{install, starts};

    let renamed = |script: &str, more: &[&str]| {
        let scene = Scene::empty("folder");
        scene.git(&["init", "--quiet"]);
        scene.write("a.py", "abc = 1\nprint(abc)\n");
        install(&scene, script);
        let said = scene.kinglet(&[&["refactor", "rename", "abc", "xyz"], more].concat()).expect(0);
        scene.assert_nothing_runs();
        let told = said.out.lines().find(|line| line.contains("is used")).unwrap();
        format!("{told} {:?}, started {} times", scene.read("a.py"), starts(&scene))
    };
    // The scripted server knows of the first line alone.
    assert_snapshot!(renamed("pull", &["--lsp", "auto"]), @r#"pyright told where it is used. "xyz = 1\nprint(abc)\n", started 1 times"#);
    assert_snapshot!(renamed("die:textDocument/rename", &["--lsp", "auto"]), @r#"Where it is used was found by names and imports, not by a language server: pyright: the language server ended by itself; it said: panicked: out of luck. "xyz = 1\nprint(xyz)\n", started 1 times"#);
    assert_snapshot!(renamed("pull", &[]), @r#"Where it is used was found by names and imports, not by a language server: none was asked. "xyz = 1\nprint(xyz)\n", started 0 times"#);
}
