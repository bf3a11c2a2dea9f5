//! Taking a run's changes back.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use insta::assert_snapshot;
use kinglet_scripted::{Reply, Server};

use crate::model::{self, RIGHT, helpful};
use crate::support::Scene;

fn fixed(scene: &Scene) {
    scene.run(helpful().url(), &[]).expect(0);
}

#[test]
fn undo_restores_every_byte_and_mode() {
    let scene = Scene::new();
    let with_crlf = scene.read("cart.py").replace('\n', "\r\n");
    scene.write("cart.py", &with_crlf);
    fs::set_permissions(scene.root().join("cart.py"), fs::Permissions::from_mode(0o751)).unwrap();
    let before = scene.tree();
    fixed(&scene);
    let (mode, bytes) = scene.tree().remove(Path::new("cart.py")).unwrap();
    assert_eq!((mode & 0o777, String::from_utf8(bytes).unwrap()), (0o751, RIGHT.replace('\n', "\r\n")));
    assert_snapshot!(scene.kinglet(&["undo"]).expect(0).out, @"cart.py is as it was before R1.");
    assert_eq!(scene.tree(), before);
    assert_snapshot!(scene.kinglet(&["undo", "R1"]).expect(0).out, @"R1 left nothing changed; there is nothing to take back.");
    assert_eq!(scene.tree(), before);
    let story = scene.kinglet(&["show"]).expect(0).out;
    assert!(story.contains("taken back by the user"), "{story}");
    assert!(story.starts_with("R1 done, then undone: "), "{story}");
    let runs = scene.kinglet(&["runs"]).expect(0).out;
    assert!(runs.starts_with("R1    undone "), "{runs}");
    for command in ["runs", "show"] {
        assert!(scene.kinglet(&[command, "--json"]).expect(0).json()[0]["undone_ms"].is_i64());
    }
}

#[test]
fn what_comes_back_can_be_executed_again() {
    let scene = Scene::new();
    let script = "#!/bin/sh\necho one\necho two\n";
    for name in ["run.sh", "old.sh"] {
        scene.write(name, script);
        fs::set_permissions(scene.root().join(name), fs::Permissions::from_mode(0o755)).unwrap();
    }
    scene.git(&["add", "run.sh", "old.sh"]);
    let reply = "diff --git a/run.sh b/run.sh\ndeleted file mode 100755\ndiff --git a/old.sh b/new.sh\nrename from old.sh\nrename to new.sh\n--- a/old.sh\n+++ b/new.sh\n@@ -1,3 +1,3 @@\n #!/bin/sh\n echo one\n-echo two\n+echo three\n";
    let before = scene.tree();
    scene.write("../reply.txt", reply);
    scene.kinglet(&["apply", "../reply.txt"]).expect(0);
    let mode = |name: &str| scene.tree()[Path::new(name)].0 & 0o777;
    assert_eq!((mode("new.sh"), scene.read("new.sh").contains("three")), (0o755, true));
    scene.kinglet(&["undo"]).expect(0);
    assert_eq!(scene.tree(), before);
}

#[test]
fn undo_never_destroys_what_the_user_wrote_since() {
    let scene = Scene::new();
    fixed(&scene);
    scene.write("cart.py", &format!("# mine\n{RIGHT}"));
    let before = scene.tree();
    assert_snapshot!(scene.kinglet(&["undo"]).refusal(&scene), @"1: kinglet: not undone, because it was changed since: cart.py; `kinglet show R1` shows what R1 changed there: take it out by hand, or put the file back as R1 left it and undo again; how it was before R1 is kept in the ledger");
    assert_eq!(scene.tree(), before);
}

#[test]
fn a_run_at_work_is_not_undone() {
    let scene = Scene::new();
    let server = Server::start(model::always(&model::code(RIGHT).stall_after(1)));
    let mut running = scene.start(server.url());
    running.until("token");
    assert_eq!(scene.kinglet(&["undo"]).expect(1).err, running.is_at_work());
    running.kill();
}

#[test]
fn a_run_that_was_undone_has_ended() {
    let scene = Scene::new();
    let before = scene.tree();
    // The first edit helps and stays; then the user has seen enough.
    let server = Server::start(model::by_attempt(|attempt| match attempt {
        1 => model::code(model::BETTER),
        _ => Reply::text("Hm").stall_after(1),
    }));
    let mut running = scene.start(server.url());
    running.until("edit_applied");
    running.until("token");
    running.kill();
    scene.kinglet(&["undo"]).expect(0);
    assert_eq!(scene.tree(), before);
    assert_snapshot!(scene.kinglet(&["resume", "--endpoint", server.url()]).refusal(&scene), @"2: kinglet: R1 has ended already; see `kinglet show R1`");
    assert_eq!(scene.tree(), before);
}
