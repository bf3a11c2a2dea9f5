//! The languages that kinglet can parse.

use serde::{Deserialize, Serialize};

use crate::path::RelPath;

/// Makes [`Language`] of a table with a row for each: its word after a Markdown fence, the endings and the whole names of its files.
macro_rules! languages {
    ($($(#[$doc:meta])* $name:ident: $fence:literal, [$($ending:literal),*], [$($file:literal),*];)*) => {
        /// A language with a grammar.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "lowercase")]
        pub enum Language {
            $($(#[$doc])* $name,)*
        }

        impl Language {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The word that names the language after a Markdown fence.
            #[must_use]
            pub fn fence(self) -> &'static str {
                match self {
                    $(Self::$name => $fence,)*
                }
            }

            fn of_ending(ending: &str) -> Option<Self> {
                match ending {
                    $($($ending => Some(Self::$name),)*)*
                    _ => None,
                }
            }

            fn of_name(name: &str) -> Option<Self> {
                match name {
                    $($($file => Some(Self::$name),)*)*
                    _ => None,
                }
            }
        }
    };
}

languages! {
    /// Python 3.
    Python: "python", ["py", "pyi", "pyw"], ["SConstruct", "SConscript"];
    /// Rust.
    Rust: "rust", ["rs"], [];
    /// JavaScript, JSX included.
    JavaScript: "javascript", ["js", "mjs", "cjs", "jsx"], [];
    /// TypeScript.
    TypeScript: "typescript", ["ts", "mts", "cts"], [];
    /// TypeScript with JSX.
    Tsx: "tsx", ["tsx"], [];
    /// Go.
    Go: "go", ["go"], [];
    /// Java.
    Java: "java", ["java"], [];
    /// C.
    C: "c", ["c"], [];
    /// C++. Its grammar reads nearly all headers of C, too; that of C reads few of C++.
    Cpp: "cpp", ["cc", "cpp", "cxx", "c++", "h", "hh", "hpp", "hxx", "inl", "ipp"], [];
    /// C#.
    CSharp: "csharp", ["cs", "csx"], [];
    /// Ruby.
    Ruby: "ruby", ["rb", "rake", "gemspec", "ru"], ["Gemfile", "Rakefile", "Podfile", "Vagrantfile", "Fastfile"];
    /// PHP, with the HTML around it.
    Php: "php", ["php", "phtml"], [];
    /// Bash, and the shells that it grew from.
    Bash: "bash", ["sh", "bash", "bats"], [".bashrc", ".bash_profile", ".profile", "PKGBUILD"];
    /// Kotlin, its scripts included.
    Kotlin: "kotlin", ["kt", "kts"], [];
    /// Swift.
    Swift: "swift", ["swift"], [];
    /// Scala 2 and 3.
    Scala: "scala", ["scala", "sc", "sbt"], [];
    /// Lua.
    Lua: "lua", ["lua"], [];
    /// JSON; comments pass.
    Json: "json", ["json"], ["composer.lock"];
    /// JSON with comments, and commas that nothing follows, as some tools take it.
    Jsonc: "jsonc", ["jsonc", "json5", "code-workspace"], ["jsconfig.json", "devcontainer.json", ".eslintrc.json", ".babelrc"];
    /// YAML.
    Yaml: "yaml", ["yaml", "yml"], [".clang-format", ".clang-tidy"];
    /// TOML.
    Toml: "toml", ["toml"], ["Cargo.lock", "Pipfile", "poetry.lock", "uv.lock"];
    /// HTML; the scripts and styles in it are not looked into.
    Html: "html", ["html", "htm", "xhtml"], [];
    /// CSS.
    Css: "css", ["css"], [];
}

impl Language {
    /// The language of a file, by its name or its ending; `None` if there is no grammar for it.
    #[must_use]
    pub fn of(path: &RelPath) -> Option<Self> {
        let name = path.file_name();
        if path.extension() == "json" && (name.starts_with("tsconfig") || path.as_str().contains(".vscode/"))
        {
            return Some(Self::Jsonc);
        }
        Self::of_name(name).or_else(|| Self::of_ending(path.extension()))
    }

    /// Whether a file declares what others define, as headers of C do.
    #[must_use]
    pub fn is_header(path: &RelPath) -> bool {
        matches!(path.extension(), "h" | "hh" | "hpp" | "hxx")
    }

    /// Whether it says what to do. The others hold data: they define nothing that is called, and use no names.
    #[must_use]
    pub fn is_program(self) -> bool {
        !matches!(self, Self::Json | Self::Jsonc | Self::Yaml | Self::Toml | Self::Html | Self::Css)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_tells_its_language_by_its_name_or_ending() {
        let of = |path: &str| Language::of(&RelPath::parse(path).unwrap());
        assert_eq!(of("a/b.test.tsx"), Some(Language::Tsx));
        assert_eq!(of("include/a.h"), Some(Language::Cpp));
        assert_eq!(of("app/Gemfile"), Some(Language::Ruby));
        assert_eq!(of("Cargo.lock"), Some(Language::Toml));
        assert_eq!(of("app/tsconfig.build.json"), Some(Language::Jsonc));
        assert_eq!(of("package.json"), Some(Language::Json));
        assert_eq!(of("yarn.lock"), None);
        assert_eq!(of("Makefile"), None);
    }
}
