//! Plants a type error in projects and has each server of this machine find it, and find it gone; prints
//! how long that takes. Names of servers as arguments try out these alone, and they must be there.
//!
//! `cargo run -p kinglet-lsp --example real_servers [-- NAME...]`
#![expect(clippy::print_stdout, reason = "that is what it is for")]

mod plant;

use plant::{PLANTS, Tried, try_out};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), String> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    for plant in PLANTS {
        for server in plant.servers {
            if !wanted.is_empty() && !wanted.iter().any(|it| it == server) {
                continue;
            }
            match try_out(plant, server).await? {
                None if wanted.is_empty() => println!("{server:28} left out, it is not on this machine"),
                None => return Err(format!("{server} is not on this machine")),
                Some(Tried { said, times: [first, gone, again] }) => {
                    println!("{server:28} first {first:.2?}, then {gone:.2?} and {again:.2?}: {said}");
                }
            }
        }
    }
    Ok(())
}
