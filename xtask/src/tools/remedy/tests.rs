use insta::assert_snapshot;

use super::*;

const ALL: [Tool; 12] = [
    Tool::Compiler,
    Tool::Cmake,
    Tool::Libclang,
    Tool::Git,
    Tool::Python,
    Tool::Pip,
    Tool::Pytest,
    Tool::Node,
    Tool::Go,
    Tool::Rustfmt,
    Tool::Clippy,
    Tool::CargoDeny,
];

fn machine(packages: Packages) -> Machine {
    Machine { packages, has_rustup: true, pip: Pip::Refuses, tools: "target/tools".into() }
}

fn show(missing: &[Tool], machine: &Machine) -> String {
    let Remedy { commands, by_hand } = remedy(missing, machine);
    let commands = commands.iter().map(|command| format!("$ {command}"));
    commands.chain(by_hand.iter().map(|line| format!("by hand: {line}"))).collect::<Vec<_>>().join("\n")
}

#[test]
fn root_on_debian_installs_everything() {
    assert_snapshot!(show(&ALL, &machine(Packages::Apt(Rights::Root))), @"
    $ apt-get update --quiet
    $ env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends g++ make cmake clang libclang-dev git python3 python3-pip python3-pytest nodejs golang-go
    $ rustup component add rustfmt clippy
    $ cargo install --locked --debug cargo-deny --version 0.20.2 --root target/tools
    ");
}

#[test]
fn a_user_on_debian_installs_through_sudo() {
    assert_snapshot!(show(&[Tool::Cmake, Tool::Libclang], &machine(Packages::Apt(Rights::Sudo))), @"
    $ sudo apt-get update --quiet
    $ sudo env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends cmake clang libclang-dev
    ");
}

#[test]
fn without_rights_the_reader_is_told_what_to_type() {
    assert_snapshot!(show(&[Tool::Cmake], &machine(Packages::Apt(Rights::None))), @"
    by hand: apt-get update --quiet   (as root)
    by hand: apt-get install --yes --quiet --no-install-recommends cmake   (as root)
    ");
}

#[test]
fn a_python_of_the_users_own_gets_pytest_from_pip() {
    let machine = Machine { pip: Pip::Installs, ..machine(Packages::Apt(Rights::None)) };
    assert_snapshot!(show(&[Tool::Pytest], &machine), @"$ python3 -m pip install --quiet pytest");
}

#[test]
fn on_macos_the_reader_is_told_what_to_type() {
    assert_snapshot!(show(&ALL, &machine(Packages::Mac)), @"
    $ rustup component add rustfmt clippy
    $ cargo install --locked --debug cargo-deny --version 0.20.2 --root target/tools
    by hand: xcode-select --install
    by hand: brew install cmake python node go
    by hand: python3 -m venv ~/.venv && . ~/.venv/bin/activate && python3 -m pip install pytest
    ");
}

#[test]
fn on_other_systems_the_missing_things_are_named() {
    assert_snapshot!(show(&[Tool::Libclang, Tool::Go], &machine(Packages::Unknown)), @"
    by hand: libclang and its headers (this system's package manager is not known here)
    by hand: go (this system's package manager is not known here)
    ");
}

#[test]
fn without_rustup_its_components_are_left_to_the_reader() {
    let machine = Machine { has_rustup: false, ..machine(Packages::Apt(Rights::Root)) };
    assert_snapshot!(show(&[Tool::Rustfmt, Tool::Clippy], &machine), @"by hand: rustup component add rustfmt clippy   (or your system's packages of that name)");
}

#[test]
fn nothing_missing_is_nothing_to_do() {
    for packages in [Packages::Apt(Rights::Root), Packages::Mac, Packages::Unknown] {
        assert_eq!(show(&[], &machine(packages)), "");
    }
}
