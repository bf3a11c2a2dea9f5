use meetings::{Calendar, Planner};

fn planner(day: &str, calendars: &[&str]) -> Planner {
    let planner = Planner::new(day.parse().unwrap());
    calendars.iter().fold(planner, |planner, text| planner.with(Calendar::parse(text).unwrap()))
}

fn free(day: &str, calendars: &[&str], minutes: u16) -> Vec<String> {
    planner(day, calendars).free(minutes).iter().map(ToString::to_string).collect()
}

#[test]
fn a_day_without_appointments_is_free() {
    assert_eq!(free("09:00-17:00", &["", ""], 30), ["09:00-17:00"]);
}

#[test]
fn everybody_must_be_free() {
    let ada = "09:00-10:00 Stand-up\n13:00-14:00 Lunch";
    let ben = "09:30-11:00 Interview\n16:00-18:00 Dentist";
    assert_eq!(free("09:00-17:00", &[ada, ben], 30), ["11:00-13:00", "14:00-16:00"]);
}

#[test]
fn a_long_workshop_blocks_the_hours_around_a_short_call() {
    let ada = "09:00-12:00 Workshop";
    let ben = "09:30-10:00 Call";
    assert_eq!(free("09:00-17:00", &[ada, ben], 30), ["12:00-17:00"]);
}

#[test]
fn short_gaps_are_left_out() {
    let ada = "09:00-10:00 Stand-up\n10:20-16:00 Training";
    assert_eq!(free("09:00-17:00", &[ada], 30), ["16:00-17:00"]);
    assert_eq!(free("09:00-17:00", &[ada], 20), ["10:00-10:20", "16:00-17:00"]);
}

#[test]
fn the_earliest_span_has_the_length_asked_for() {
    let planner = planner("09:00-17:00", &["09:00-09:45 Stand-up"]);
    assert_eq!(planner.earliest(30), "09:45-10:15".parse().ok());
    assert_eq!(planner.earliest(600), None);
}
