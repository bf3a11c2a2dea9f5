use crate::alarm::Alarm;
use crate::burner::Burner;

#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub low: f64,
    pub high: f64,
    pub hold: u32,
}

#[derive(Debug)]
pub struct Controller {
    limits: Limits,
    alarm: Alarm,
    burner: Burner,
}

impl Controller {
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            alarm: Alarm::default(),
            burner: Burner::new(limits.hold),
        }
    }

    /// Takes a reading; returns whether to heat until the next one.
    pub fn reading(&mut self, degrees: f64) -> bool {
        self.burner.tick();
        self.alarm.observe(degrees);
        if self.alarm.is_active() {
            self.burner.lock();
        } else if degrees <= self.limits.low {
            self.burner.request(true);
        } else if degrees >= self.limits.high {
            self.burner.request(false);
        }
        self.burner.is_on()
    }

    pub fn acknowledge(&mut self) {
        self.alarm.acknowledge();
        self.burner.unlock();
    }

    pub fn has_alarm(&self) -> bool {
        self.alarm.is_active()
    }
}
