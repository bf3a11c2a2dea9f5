import io
import subprocess
import sys
from datetime import date, datetime

import pytest

from greenhouse.collect import collect
from greenhouse.journal import append, load
from greenhouse.reading import Reading
from greenhouse.registry import DEVICES, device
from greenhouse.report import report
from greenhouse.statistics import daily_means, extremes

LIMITS = {
    "air_temperature": (-20, 50, "215", 21.5),
    "barometer": (870, 1085, "101325", 1013.25),
    "battery": (2.5, 4.5, "3700mV", 3.7),
    "carbon_dioxide": (300, 5000, "1a4", 420.0),
    "door": (0, 1, "open", 1.0),
    "flow_meter": (0, 30, "900/60", 2.0),
    "humidity": (0, 100, "0.455", 45.5),
    "leaf_wetness": (0, 100, "3", 20.0),
    "light": (0, 120000, "12.5k", 12500.0),
    "soil_acidity": (3, 10, "650", 6.5),
    "soil_moisture": (0, 100, "1023", 0.0),
    "water_level": (0, 200, "500", 150.0),
    "water_temperature": (0, 40, "68", 20.0),
    "wind": (0, 75, "36", 10.0),
}
LINES = [
    "2024-05-01T12:00 humidity 0.5", "2024-05-01T13:00 humidity 1.5", "2024-05-01T14:00 humidity 0.25",
    "2024-05-02T12:00 humidity -2", "2024-05-02T12:00 wind 36",
]


@pytest.mark.parametrize("name", LIMITS)
def test_devices(name):
    low, high, raw, value = LIMITS[name]
    assert (device(name).low, device(name).high) == (low, high)
    assert device(name).value(raw) == value
    assert device(name).is_plausible(low) and device(name).is_plausible(high)
    assert not device(name).is_plausible(low - 0.01) and not device(name).is_plausible(high + 0.01)


def test_no_other_devices():
    assert set(DEVICES) == set(LIMITS)


def test_readings():
    reading = Reading(datetime(2024, 5, 1), "wind", 1.0)
    assert reading.is_suspect is False
    assert Reading(datetime(2024, 5, 1), "wind", 1.0, True).is_suspect is True
    assert [reading.is_suspect for reading in collect(LINES)[0]] == [False, True, False, True, False]


def test_statistics():
    readings, _ = collect(LINES)
    assert daily_means(readings) == {(date(2024, 5, 1), "humidity"): 37.5, (date(2024, 5, 2), "wind"): 10.0}
    assert extremes(readings) == {"humidity": (25.0, 50.0), "wind": (10.0, 10.0)}


def test_the_journal(tmp_path):
    readings, _ = collect(LINES)
    path = tmp_path / "journal"
    append(path, readings)
    assert path.read_text().splitlines()[:2] == [
        "2024-05-01T12:00\thumidity\t50.0", "2024-05-01T13:00\thumidity\t150.0\tsuspect",
    ]
    assert load(path) == readings


def test_the_report():
    readings, _ = collect(LINES)
    assert report(readings).splitlines() == [
        "2024-05-01 12:00 humidity 50 %", "2024-05-01 13:00 humidity 150 % ?", "2024-05-01 14:00 humidity 25 %",
        "2024-05-02 12:00 humidity -200 % ?", "2024-05-02 12:00 wind 10 m/s",
        "2024-05-01 humidity mean 37.5 %", "2024-05-02 wind mean 10 m/s", "suspect: 2",
    ]
    assert "suspect" not in report(readings[:1]) and "?" not in report(readings[:1])


def test_the_program(tmp_path):
    def run(*words, given=""):
        command = [sys.executable, "-m", "greenhouse", *words]
        return subprocess.run(command, input=given, capture_output=True, text=True)

    good, bad = str(tmp_path / "good"), str(tmp_path / "bad")
    assert run("collect", good, given=LINES[0]).returncode == 0
    assert run("collect", bad, given="\n".join(LINES)).returncode == 0
    assert run("report", "--strict", good).returncode == 0
    assert run("report", good).returncode == 0
    assert run("report", bad).returncode == 0
    strict = run("report", bad, "--strict")
    assert strict.returncode == 3 and strict.stdout.endswith("suspect: 2\n")
    assert run("collect", bad, given="nonsense").returncode == 1
