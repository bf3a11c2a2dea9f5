//! What a command's result says.

use std::time::Duration;

use insta::assert_snapshot;
use kinglet_exec::{Cap, Command, Error, Finished, run};
use tokio_util::sync::CancellationToken;

const LONG: Duration = Duration::from_mins(1);

fn shell(line: &str) -> Command {
    Command::shell(line, std::env::temp_dir(), LONG)
}

async fn finished(command: &Command) -> Result<Finished, Error> {
    run(command, &CancellationToken::new()).await
}

/// The only code here that looks into a result.
async fn check(command: &Command) -> String {
    match finished(command).await {
        Ok(finished) => format!("{:?}\n{}", finished.ended, finished.output),
        Err(error) => format!("error: {error}"),
    }
}

#[tokio::test]
async fn exit_codes_and_signals() {
    assert_snapshot!(check(&shell("echo fine")).await, @r"
    Passed
    fine
    ");
    assert_snapshot!(check(&shell("exit 3")).await, @"Failed { code: 3 }");
    assert_snapshot!(check(&shell("kill -9 $$")).await, @"Killed { signal: 9 }");
}

#[tokio::test]
async fn both_streams_arrive_in_order() {
    assert_snapshot!(check(&shell("echo one; echo two >&2; echo three")).await, @r"
    Passed
    one
    two
    three
    ");
}

#[tokio::test]
async fn a_missing_command_is_not_a_failing_one() {
    let missing = check(&shell("no-such-command-here")).await;
    assert!(missing.starts_with("NotFound") && missing.contains("not found"), "{missing}");
    assert_snapshot!(check(&shell("echo 2 failed; exit 127")).await, @r"
    Failed { code: 127 }
    2 failed
    ");
    let argv = Command::argv("no-such-command-here", ["x"], std::env::temp_dir(), LONG);
    assert_snapshot!(check(&argv).await, @r#"NotFound { message: "no-such-command-here: No such file or directory (os error 2)" }"#);
}

#[tokio::test]
async fn arguments_are_not_read_by_a_shell() {
    let argv = Command::argv("printf", ["%s\n", "$HOME; a  b"], std::env::temp_dir(), LONG);
    assert_snapshot!(check(&argv).await, @r"
    Passed
    $HOME; a  b
    ");
}

#[tokio::test]
async fn a_missing_folder_is_an_error() {
    let command = Command::shell("true", "/no/such/folder", LONG);
    assert_snapshot!(check(&command).await, @"error: cannot run a command in /no/such/folder: it is not a folder");
}

#[tokio::test]
async fn there_is_nothing_to_read() {
    assert_snapshot!(check(&shell("cat; cat /dev/tty 2>/dev/null || echo no terminal")).await, @r"
    Passed
    no terminal
    ");
}

/// Paused, the clock jumps to the deadline when nothing else is left to do.
#[tokio::test(start_paused = true)]
async fn it_ends_at_the_timeout() {
    assert!(check(&shell("exec sleep 1000")).await.starts_with("TimedOut { seconds: 60 }"));
}

#[tokio::test]
async fn it_does_not_start_when_cancelled_before() {
    let cancel = CancellationToken::new();
    cancel.cancel();
    assert!(matches!(run(&shell("true"), &cancel).await, Err(Error::Cancelled)));
}

#[tokio::test]
async fn the_middle_of_a_long_output_is_cut() {
    let cap = Cap { head: 10, tail: 10 };
    let lines = Command { cap, ..shell("yes 123456789 | head -c 50000000") };
    assert_snapshot!(check(&lines).await, @r"
    Passed
    123456789
    [... 49999980 bytes of output cut; run the command yourself to see them ...]
    123456789
    ");
    let one_line = Command { cap, ..shell("head -c 20000000 /dev/zero | tr '\\0' x") };
    assert_snapshot!(check(&one_line).await, @r"
    Passed
    xxxxxxxxxx
    [... 19999980 bytes of output cut; run the command yourself to see them ...]
    xxxxxxxxxx
    ");
}

#[tokio::test]
async fn output_that_is_no_text_becomes_text() {
    assert_snapshot!(check(&shell(r"printf 'a\377b'")).await, @r"
    Passed
    a�b
    ");
}

#[tokio::test]
async fn variables_are_set() {
    let command = Command { env: vec![("CI".to_owned(), "1".to_owned())], ..shell("echo ${CI-unset}") };
    assert_snapshot!(check(&command).await, @r"
    Passed
    1
    ");
}

/// Not a test of its own: what the test below starts in another process, which has keys in its environment.
#[tokio::test]
async fn holder_of_keys() {
    if std::env::var_os("OPENAI_API_KEY").is_some() {
        let line = "echo \"seen: ${OPENAI_API_KEY-} ${other_api_key-} ${KINGLET_MODEL-} ${HARMLESS-}.\"";
        println!("{}", check(&shell(line)).await);
    }
}

#[tokio::test]
async fn the_agents_keys_are_not_inherited() {
    let names = ["OPENAI_API_KEY", "other_api_key", "KINGLET_MODEL", "HARMLESS"];
    let program = std::env::current_exe().unwrap();
    let arguments = ["--exact", "holder_of_keys", "--nocapture"];
    let command = Command {
        env: names.map(|name| (name.to_owned(), name.to_owned())).to_vec(),
        ..Command::argv(program.to_str().unwrap(), arguments, std::env::temp_dir(), LONG)
    };
    let output = finished(&command).await.unwrap().output;
    assert!(output.contains("seen:    HARMLESS."), "{output}");
}
