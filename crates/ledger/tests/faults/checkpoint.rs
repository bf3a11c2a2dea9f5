//! The log cannot be moved into the file: nothing is lost, and it is said.

use kinglet_domain::evidence::{Kind as EvidenceKind, NewEvidence, Origin, Status};
use kinglet_domain::unit::Millis;
use kinglet_ledger::{Error, Ledger, Seq, Step};

use crate::disk::{self, Fault, Kind, Role};
use crate::script::{self, RUN, Start, file_in, position};
use crate::vfs;

/// A step that is longer than the log may become before it is moved.
fn long_step(ledger: &mut Ledger, at: u32, content: &str) -> Result<u32, Error> {
    let evidence = [NewEvidence {
        kind: EvidenceKind::ShellOutput,
        origin: Origin::Harness,
        status: Status::Neutral,
        subject: "yes".to_owned(),
        summary: String::new(),
        content: content.to_owned(),
    }];
    let step = Step { evidence: &evidence, ..Step::new(Millis(9), "ran", "{}") };
    Ok(ledger.commit(RUN, Seq(at), &step)?.seq.0)
}

#[test]
fn a_log_that_cannot_be_moved_is_said_and_costs_nothing() {
    vfs::install();
    // Random digits: what repeats itself would be compressed to almost nothing.
    let content: String = (0..200_000_u32).map(|n| blake3::hash(&n.to_le_bytes()).to_string()).collect();
    for kind in [Kind::Io, Kind::Full, Kind::Torn, Kind::ReadOnly] {
        let folder = Start::Closed.make();
        let path = file_in(&folder);
        let mut ledger = Ledger::open(&path).unwrap();
        let mut at = position(&ledger).unwrap();
        // Only the log is written by a commit; who writes to the file moves the log there.
        let fault = Fault { kind, at: 0, lasts: true, only: Some(Role::Database) };
        let (result, has_failed) = disk::failing(fault, || {
            for _ in 0..3 {
                at = long_step(&mut ledger, at, &content)?;
            }
            Ok::<_, Error>(())
        });
        assert!(has_failed);
        let error = result.unwrap_err();
        assert!(
            matches!(error, Error::Failed { .. } | Error::Full { .. } | Error::ReadOnly { .. }),
            "{kind:?}: {error:?}"
        );
        assert_eq!(position(&ledger).unwrap(), at, "{kind:?}: a step that was refused is there");
        at = long_step(&mut ledger, at, &content).unwrap();
        drop(ledger);
        assert_eq!(position(&Ledger::open(&path).unwrap()).unwrap(), at);
        script::assert_sound(&path);
    }
}
