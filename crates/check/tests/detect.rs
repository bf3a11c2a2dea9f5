//! Finds the check commands of projects given as names and texts.

#![expect(clippy::unwrap_used, reason = "a test whose paths are wrong has failed")]

use std::collections::BTreeMap;

use insta::assert_snapshot;
use kinglet_check::detect::detect;
use kinglet_domain::path::RelPath;
use proptest::prelude::*;

/// The only code here that names the API under test.
fn check(files: &[(&str, &str)]) -> String {
    let texts: BTreeMap<RelPath, String> =
        files.iter().map(|(path, text)| (RelPath::parse(path).unwrap(), (*text).to_owned())).collect();
    let paths: Vec<RelPath> = texts.keys().cloned().collect();
    let found = detect(&paths, &|path| texts.get(path).cloned());
    let lines: Vec<String> =
        found.iter().map(|found| format!("{}  # {}", found.command, found.reason)).collect();
    lines.join("\n")
}

const UNITTEST: &str =
    "import unittest\n\nclass T(unittest.TestCase):\n    def test_a(self):\n        pass\n";
const PYTEST: &str = "def test_a():\n    assert True\n";
const NODE: &str = "import test from 'node:test';\n";

#[test]
fn finds_cargo_and_go() {
    assert_snapshot!(check(&[("Cargo.toml", "[package]\n")]), @"cargo test  # Cargo.toml describes a package");
    assert_snapshot!(check(&[("Cargo.toml", "[workspace]\n"), ("crates/a/Cargo.toml", "[package]\n")]), @"cargo test  # Cargo.toml describes a workspace");
    assert_snapshot!(check(&[("go.mod", ""), ("Makefile", "all:\n\ntest: all\n\tgo test ./...\n")]), @"
    go test ./...  # go.mod describes a module
    make test  # Makefile has the target `test`
    ");
}

#[test]
fn finds_the_test_script_of_a_package() {
    let jest = r#"{"scripts": {"test": "jest"}}"#;
    assert_snapshot!(check(&[("package.json", jest)]), @"npm test --silent  # package.json has a test script");
    assert_snapshot!(check(&[("package.json", jest), ("pnpm-lock.yaml", "")]), @"pnpm test  # package.json has a test script, and there is pnpm-lock.yaml");
    assert_snapshot!(check(&[("package.json", jest), ("yarn.lock", ""), ("test/a.js", NODE)]), @"yarn test  # package.json has a test script, and there is yarn.lock");
    let placeholder = r#"{"scripts": {"test": "echo \"Error: no test specified\" && exit 1"}}"#;
    assert_snapshot!(check(&[("package.json", placeholder)]), @"");
    assert_snapshot!(check(&[("package.json", placeholder), ("src/cart.test.mjs", NODE)]), @"node --test  # src/cart.test.mjs uses node:test");
    assert_snapshot!(check(&[("package.json", "{ not JSON"), ("test/cart.js", NODE), ("lib/x.js", NODE)]), @"node --test  # test/cart.js uses node:test");
    assert_snapshot!(check(&[("package.json", "{}"), ("node_modules/a/a.test.js", NODE)]), @"");
}

#[test]
fn finds_pytest() {
    assert_snapshot!(check(&[("pyproject.toml", "[tool.pytest.ini_options]\n"), ("tests/test_a.py", UNITTEST)]), @"python3 -m pytest -q  # pyproject.toml configures pytest");
    assert_snapshot!(check(&[("pytest.ini", "")]), @"python3 -m pytest -q  # pytest.ini configures pytest");
    assert_snapshot!(check(&[("setup.cfg", "[metadata]\n[tool:pytest]\n")]), @"python3 -m pytest -q  # setup.cfg configures pytest");
    assert_snapshot!(check(&[("tests/conftest.py", ""), ("tests/test_a.py", UNITTEST)]), @"python3 -m pytest -q  # tests/conftest.py belongs to pytest");
    assert_snapshot!(check(&[("pyproject.toml", "[project]\n"), ("tests/test_a.py", PYTEST)]), @"python3 -m pytest -q  # tests/test_a.py is written for pytest");
    assert_snapshot!(check(&[("test_a.py", UNITTEST), ("test_b.py", "import pytest\n")]), @"python3 -m pytest -q  # test_b.py is written for pytest");
    assert_snapshot!(check(&[(".venv/lib/test_a.py", PYTEST), ("venv/test_b.py", PYTEST)]), @"");
}

#[test]
fn finds_unittest() {
    assert_snapshot!(check(&[("test_a.py", UNITTEST), ("a.py", "")]), @"python3 -m unittest discover -v  # test_a.py uses unittest");
    assert_snapshot!(check(&[("tests/__init__.py", ""), ("tests/test_a.py", UNITTEST)]), @"python3 -m unittest discover -v  # tests/test_a.py uses unittest");
    assert_snapshot!(check(&[("tests/test_a.py", UNITTEST)]), @"python3 -m unittest discover -v -s tests  # tests/test_a.py uses unittest");
    assert_snapshot!(check(&[("my tests/a_test.py", UNITTEST)]), @"python3 -m unittest discover -v -s './my tests' -p '*_test.py'  # my tests/a_test.py uses unittest");
}

#[test]
fn finds_maven_gradle_and_make() {
    assert_snapshot!(check(&[("pom.xml", "")]), @"mvn -q test  # pom.xml describes a Maven project");
    assert_snapshot!(check(&[("build.gradle.kts", ""), ("gradlew", "")]), @"./gradlew test  # build.gradle.kts describes a Gradle project");
    assert_snapshot!(check(&[("Makefile", "test := x\ntests: a\n"), ("CMakeLists.txt", "")]), @"");
    assert_snapshot!(check(&[("makefile", ".PHONY: test\ntest:\n\t./run\n")]), @"make test  # makefile has the target `test`");
}

#[test]
fn finds_runners_without_a_script() {
    let vitest = r#"{"devDependencies": {"vitest": "^3", "jest": "1"}}"#;
    assert_snapshot!(check(&[("package.json", vitest), ("tsconfig.json", "{}")]), @"
    npx vitest run  # package.json depends on vitest
    npx tsc --noEmit  # tsconfig.json configures TypeScript's compiler
    ");
    assert_snapshot!(check(&[("package.json", "[]"), ("a.test.js", NODE)]), @"node --test  # a.test.js uses node:test");
    assert_snapshot!(check(&[("tox.ini", "[testenv]\ncommands = pytest\n"), ("test_a.py", UNITTEST)]), @"python3 -m pytest -q  # tox.ini runs pytest");
    assert_snapshot!(check(&[("Makefile", "check: all\n\t./run\n")]), @"make check  # Makefile has the target `check`");
}

#[test]
fn finds_other_languages() {
    assert_snapshot!(check(&[("CMakeLists.txt", "project(a C)\nEnable_Testing()\n"), ("a.c", "")]), @"cmake -S . -B build && cmake --build build && ctest --test-dir build --output-on-failure  # CMakeLists.txt enables tests");
    assert_snapshot!(check(&[("CMakeLists.txt", "project(a C)\n")]), @"cmake -S . -B build && cmake --build build  # CMakeLists.txt describes a project without tests");
    assert_snapshot!(check(&[("Gemfile", ""), ("Rakefile", "Rake::TestTask.new\n"), ("spec/a_spec.rb", "")]), @"
    bundle exec rspec  # spec/a_spec.rb is written for RSpec
    bundle exec rake test  # Rakefile has the task `test`
    ");
    assert_snapshot!(check(&[("Rakefile", "task :test do\nend\n")]), @"rake test  # Rakefile has the task `test`");
    assert_snapshot!(check(&[("composer.json", r#"{"scripts": {"test": "phpunit"}}"#)]), @"composer test  # composer.json has a test script");
    assert_snapshot!(check(&[("composer.json", "{}"), ("phpunit.xml.dist", "")]), @"vendor/bin/phpunit  # phpunit.xml.dist configures PHPUnit");
    assert_snapshot!(check(&[("Shop.sln", ""), ("Shop.csproj", "")]), @"dotnet test Shop.sln  # Shop.sln describes a solution");
    assert_snapshot!(check(&[("src/Shop.csproj", "")]), @"cd src && dotnet test Shop.csproj  # Shop.csproj describes a project in src");
    assert_snapshot!(check(&[("mix.exs", "")]), @"mix test  # mix.exs describes a Mix project");
}

#[test]
fn looks_into_the_only_nested_project() {
    assert_snapshot!(check(&[("README.md", ""), ("app/Cargo.toml", ""), ("app/examples/x/Cargo.toml", "")]), @"cd app && cargo test  # Cargo.toml describes a package in app");
    assert_snapshot!(check(&[("my app/go.mod", "")]), @"cd './my app' && go test ./...  # go.mod describes a module in my app");
    assert_snapshot!(check(&[("a/go.mod", ""), ("b/Cargo.toml", "")]), @"");
    assert_snapshot!(check(&[("vendor/go.mod", ""), ("src/deep/go.mod", "")]), @"cd src/deep && go test ./...  # go.mod describes a module in src/deep");
    assert_snapshot!(check(&[]), @"");
}

#[test]
fn lists_all_that_a_mixed_project_has() {
    let files = [("Cargo.toml", ""), ("package.json", r#"{"scripts": {"test": "x"}}"#), ("pytest.ini", "")];
    assert_snapshot!(check(&files), @"
    cargo test  # Cargo.toml describes a package
    npm test --silent  # package.json has a test script
    python3 -m pytest -q  # pytest.ini configures pytest
    ");
}

proptest! {
    #[test]
    fn any_texts_are_read(texts in proptest::collection::vec(any::<String>(), 6)) {
        let names = ["Cargo.toml", "package.json", "pyproject.toml", "setup.cfg", "Makefile", "tests/test_a.py"];
        let files: Vec<(&str, &str)> = names.into_iter().zip(texts.iter().map(String::as_str)).collect();
        prop_assert!(check(&files).starts_with("cargo test"));
    }
}
