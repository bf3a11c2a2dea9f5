//! Indexes a folder and tells what it took: `refresh FOLDER FILE`.
use kinglet_domain::unit::Millis;
fn main() {
    let mut args = std::env::args().skip(1);
    let root = std::path::PathBuf::from(args.next().unwrap());
    let file = std::path::PathBuf::from(args.next().unwrap());
    let t = std::time::Instant::now();
    let mut index = kinglet_index::Index::open(&root, Some(&file), "x").unwrap();
    println!("open {:?}", t.elapsed());
    let report = index.refresh(Millis(jiff_now()), &mut |_, _| {}).unwrap();
    println!("{:?} read {} removed {} unchanged {} files {}", t.elapsed(), report.read, report.removed, report.unchanged, index.files().len());
    println!("{:?}", index.kept());
}
fn jiff_now() -> i64 { std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_millis() as i64 }
