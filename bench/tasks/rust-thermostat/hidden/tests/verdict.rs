use thermostat::controller::{Controller, Limits};

fn controller(hold: u32) -> Controller {
    Controller::new(Limits {
        low: 15.0,
        high: 20.0,
        hold,
    })
}

#[test]
fn heats_again_after_an_acknowledged_alarm() {
    let mut controller = controller(1);
    assert!(controller.reading(10.0));
    assert!(!controller.reading(46.0));
    assert!(controller.has_alarm());
    assert!(!controller.reading(10.0), "not acknowledged");
    controller.acknowledge();
    assert!(!controller.has_alarm());
    assert!(controller.reading(10.0));
    assert!(!controller.reading(21.0));
    assert!(controller.reading(12.0));
}

#[test]
fn a_second_alarm_blocks_again() {
    let mut controller = controller(1);
    controller.reading(50.0);
    controller.acknowledge();
    assert!(controller.reading(10.0));
    assert!(!controller.reading(1.0));
    assert!(!controller.reading(10.0));
    assert!(controller.has_alarm());
    controller.acknowledge();
    assert!(!controller.reading(1.0), "still dangerous");
    assert!(controller.has_alarm());
    assert!(!controller.reading(17.0));
}

#[test]
fn the_burner_is_spared() {
    let mut controller = controller(3);
    let heats: Vec<bool> = [10.0, 25.0, 25.0, 25.0, 10.0, 10.0, 10.0]
        .map(|d| controller.reading(d))
        .into();
    assert_eq!(heats, [true, true, true, false, false, false, true]);
}
