//! What drivers and the kernel print.

use insta::assert_debug_snapshot;
use kinglet_fit::room::{amd, apple, control_group, meminfo, nvidia, own_group};

const GIB: u64 = 1 << 30;

#[test]
fn reads_nvidia_smi() {
    let printed = "NVIDIA GeForce RTX 3060, 12288, 11911\nTesla, the old one, 8192, 8000\n";
    assert_debug_snapshot!(nvidia(printed), @r#"
    [
        Card {
            name: "NVIDIA GeForce RTX 3060",
            total: 12884901888,
            free: 12489588736,
        },
        Card {
            name: "Tesla, the old one",
            total: 8589934592,
            free: 8388608000,
        },
    ]
    "#);
    let unreadable =
        "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\n\nX, [N/A], 3\n";
    assert_eq!(nvidia(unreadable), []);
    assert_eq!(nvidia(""), []);
}

#[test]
fn reads_what_the_kernel_says_of_amd() {
    assert_eq!(amd("card0", "17163091968\n", "1000000000\n").map(|card| card.free), Some(16_163_091_968));
    assert_eq!(amd("card0", "5\n", "6\n").map(|card| card.free), Some(0));
    assert_eq!(amd("card0", "", "6"), None);
}

#[test]
fn reads_what_a_mac_says() {
    let free = |printed: &str| apple(printed).map(|card| card.free);
    assert_eq!(free("hw.memsize: 25769803776\niogpu.wired_limit_mb: 0\n"), Some(16 * GIB));
    assert_eq!(free("hw.memsize: 68719476736\n"), Some(48 * GIB));
    assert_eq!(free("hw.memsize: 25769803776\niogpu.wired_limit_mb: 20480\n"), Some(20 * GIB));
    assert_eq!(free("sysctl: unknown oid 'hw.memsize'\n"), None);
}

#[test]
fn reads_what_programs_can_still_have() {
    assert_eq!(
        meminfo("MemTotal:       24683520 kB\nMemAvailable:   23030784 kB\n"),
        Some(23_030_784 * 1024)
    );
    assert_eq!(meminfo("MemTotal: 24683520 kB\n"), None);
    assert_eq!(meminfo("MemAvailable: lots kB\n"), None);
    assert_eq!(meminfo(&format!("MemAvailable: {} kB\n", u64::MAX)), None);
}

#[test]
fn reads_the_limit_of_a_control_group() {
    let stat = "anon 100\nfile 900\ninactive_file 300\nactive_file 200\n";
    assert_eq!(control_group("2000\n", "1000\n", stat), Some(1500));
    assert_eq!(control_group("max\n", "1000\n", stat), None);
    assert_eq!(control_group("500\n", "1000\n", ""), Some(0));
    assert_eq!(own_group("12:pids:/x\n0::/user.slice/a.scope\n"), Some("user.slice/a.scope"));
    assert_eq!(own_group("0::/\n"), Some(""));
    assert_eq!(own_group("5:memory:/docker/1\n"), None);
}
