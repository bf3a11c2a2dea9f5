//! How much each signal counts: the one table.

/// What the points of a row are given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Signal {
    /// The task names the file.
    Tagged,
    /// A traceback or a compiler's message leads to it.
    Frame,
    /// It defines something that the task names.
    Named,
    /// It holds a message that the task quotes.
    Quoted,
    /// Its words are those of the task.
    Words,
    /// The words of its path are.
    Path,
    /// Its own name is in the task, or that of a folder around it as code writes it.
    Place,
    /// It lies where the task begins, as in `cart: …`.
    Scope,
    /// The words of the name of something that it defines are the task's.
    Name,
    /// One part of it has many of them.
    Chunk,
    /// Earlier commits that said the same changed it.
    History,
    /// It was changed and not committed.
    Modified,
    /// It changes together with files that matter.
    Together,
    /// It imports files that matter, or they import it.
    Import,
    /// What matters leads to it.
    Rank,
    /// What it is for.
    Kind,
    /// The task is about building, and it says how that is done.
    Build,
}

impl Signal {
    /// A word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Tagged => "tagged",
            Self::Frame => "frame",
            Self::Named => "named",
            Self::Quoted => "quoted",
            Self::Words => "words",
            Self::Path => "path",
            Self::Place => "place",
            Self::Scope => "scope",
            Self::Name => "name",
            Self::Chunk => "chunk",
            Self::History => "history",
            Self::Modified => "modified",
            Self::Together => "together",
            Self::Import => "import",
            Self::Rank => "rank",
            Self::Kind => "kind",
            Self::Build => "build",
        }
    }
}

/// Tenths of a point, so that they add up exactly.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Points(pub i32);

impl Points {
    #[expect(clippy::cast_possible_truncation, reason = "a few hundred points at most")]
    pub(crate) fn of(value: f64) -> Self {
        Self((value * 10.0).round() as i32)
    }
}

impl std::fmt::Display for Points {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { '-' } else { '+' };
        write!(out, "{sign}{}.{}", self.0.abs() / 10, self.0.abs() % 10)
    }
}

impl std::iter::Sum for Points {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        Self(all.map(|points| points.0).sum())
    }
}

macro_rules! table {
    ($($(#[$doc:meta])* $name:ident = $value:literal,)*) => {
        /// What each signal counts at most, and how it is weighed.
        #[derive(Debug, Clone, PartialEq)]
        pub struct Table {
            $($(#[$doc])* pub $name: f64,)*
        }

        impl Default for Table {
            fn default() -> Self {
                Self { $($name: $value,)* }
            }
        }

        impl Table {
            /// Sets one value by its name; whether there is one of that name.
            pub fn set(&mut self, name: &str, value: f64) -> bool {
                match name {
                    $(stringify!($name) => self.$name = value,)*
                    _ => return false,
                }
                true
            }
        }
    };
}

table! {
    /// A path in the task.
    tagged = 40.0,
    /// The nearest frame of a traceback.
    nearest_frame = 40.0,
    /// Any other frame.
    frame = 20.0,
    /// A symbol that the task names.
    named = 24.0,
    /// A message that the task quotes.
    quoted = 20.0,
    /// Full text, at most.
    words = 40.0,
    /// Words of the path, at most.
    path = 16.0,
    /// The file's own name, at most.
    place = 18.0,
    /// The place that the task begins with, at most.
    scope = 14.0,
    /// The words of a symbol's name, at most.
    name = 16.0,
    /// What a word counts that is only related to one of the task.
    related = 0.2,
    /// What another form of a word counts.
    form = 0.3,
    /// The best part of a file, at most.
    chunk = 8.0,
    /// Earlier commits' messages, at most.
    history = 18.0,
    /// Not committed.
    modified = 8.0,
    /// Changed together, at most.
    together = 8.0,
    /// Imports, at most.
    import = 9.0,
    /// Personalised `PageRank`, at most.
    rank = 8.0,
    /// Generated, vendored, fixture.
    generated = -40.0,
    /// Tests, if the task is not about them.
    test = -28.0,
    /// Examples and benchmarks.
    example = -8.0,
    /// Text, settings, data.
    text = -24.0,
    /// How the program is built, if the task is about that.
    build = 20.0,
    /// How much less a word counts that the history's messages use all the time: the exponent of the share that does not.
    usual = 1.0,
    /// BM25: how soon more of the same word stops counting.
    k1 = 1.4,
    /// BM25: how much a long file is held against it.
    b = 0.6,
    /// A word that a definition is named with.
    field_name = 3.0,
    /// A word of other code.
    field_code = 1.0,
    /// A word of a comment.
    field_comment = 0.85,
    /// A word of a string.
    field_text = 0.85,
    /// A word of the path, beside what `path` counts.
    field_path = 3.0,
    /// What the rest of the task counts beside its first line.
    rest = 0.7,
    /// History: how soon more commits with the same word stop counting.
    history_k1 = 1.2,
    /// History: how much it is held against a file that many commits changed.
    history_b = 0.75,
    /// History: how much it is held against a commit that it changed many files: the exponent of their number.
    history_width = 0.25,
    /// History: what a match of all words that matter counts, against the best match there is.
    history_sure = 0.2,
}
