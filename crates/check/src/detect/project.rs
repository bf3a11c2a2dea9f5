//! The files of one folder and those beneath it.

use kinglet_domain::path::RelPath;

/// The most files of a kind that are read to see what they use.
pub(super) const MOST_READ: usize = 50;

/// A folder with all that lies beneath it; paths are relative to it.
pub(super) struct Project<'a> {
    files: Vec<(&'a str, &'a RelPath)>,
    read: &'a dyn Fn(&RelPath) -> Option<String>,
}

impl<'a> Project<'a> {
    /// The project in a folder.
    ///
    /// - `folder`: ends with a slash; empty for the root.
    pub(super) fn beneath(
        folder: &str,
        files: &'a [RelPath],
        read: &'a dyn Fn(&RelPath) -> Option<String>,
    ) -> Self {
        let own = files.iter().filter_map(|file| Some((file.as_str().strip_prefix(folder)?, file)));
        Self { files: own.collect(), read }
    }

    /// Whether there is a file of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.files.iter().any(|(path, _)| *path == name)
    }

    /// The first file that lies in the folder itself and whose name ends so.
    pub(super) fn ending_in(&self, ending: &str) -> Option<&'a str> {
        let names = self.files.iter().map(|(path, _)| *path);
        names.filter(|path| !path.contains('/') && path.ends_with(ending)).min()
    }

    /// The text of a file; `None` if there is none, or it cannot be read.
    pub(super) fn read(&self, name: &str) -> Option<String> {
        let (_, file) = self.files.iter().find(|(path, _)| *path == name)?;
        (self.read)(file)
    }

    /// The paths of all files that are not in a hidden or an installed folder.
    pub(super) fn paths(&self) -> impl Iterator<Item = &'a str> {
        self.files.iter().map(|(path, _)| *path).filter(|path| {
            let foreign = ["node_modules", "site-packages", "venv"];
            !path.split('/').any(|part| foreign.contains(&part) || part.starts_with('.'))
        })
    }
}

/// The file's name without its folder.
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
