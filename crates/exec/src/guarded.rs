//! A process that was started, with all that sees to it that nothing of it is left behind.

use std::io::{self, PipeWriter};

use rustix::process::Pid;
use tokio::process::Child;

use crate::family::{self, Family};
use crate::watchdog::Watchdog;

/// A process; dropped, it is killed with everything that it started. The order of the fields is the order in which
/// they are dropped.
pub(crate) struct Guarded {
    pub(crate) family: Family,
    _watchdog: Watchdog,
    pub(crate) child: Child,
}

impl Guarded {
    /// Starts a process and takes charge of it.
    ///
    /// - `spawn`: starts it with the tag and the watchdog's lifeline that it is given, and says what else came of that.
    pub(crate) fn start<T>(
        spawn: impl FnOnce((&str, &str), PipeWriter) -> io::Result<(Child, T)>,
    ) -> io::Result<(Self, T)> {
        let tag = family::new_tag();
        let watchdog = Watchdog::start(&format!("{}={tag}", family::TAG))?;
        let lifeline = watchdog.lifeline()?;
        let (family, (child, rest)) = family::start(&tag, || {
            let (child, rest) = spawn((family::TAG, &tag), lifeline)?;
            let root = child.id().and_then(|id| Pid::from_raw(i32::try_from(id).ok()?));
            let root = root.ok_or_else(|| io::Error::other("the process has no id"))?;
            Ok((root, (child, rest)))
        })?;
        Ok((Self { family, _watchdog: watchdog, child }, rest))
    }
}
