use thermostat::controller::{Controller, Limits};

#[test]
fn heats_between_the_limits() {
    let mut controller = Controller::new(Limits {
        low: 15.0,
        high: 20.0,
        hold: 1,
    });
    let heats: Vec<bool> = [18.0, 15.0, 18.0, 20.0, 18.0]
        .map(|degrees| controller.reading(degrees))
        .into();
    assert_eq!(heats, [false, true, true, false, false]);
}
