from greenhouse.collect import collect
from greenhouse.registry import device
from greenhouse.report import report
from greenhouse.statistics import daily_means


def test_limits():
    assert device("soil_acidity").is_plausible(3)
    assert not device("soil_acidity").is_plausible(2.9)
    assert device("barometer").high == 1085


def test_suspect_readings_are_marked_and_left_out():
    readings, _ = collect(["2024-05-01T12:00 humidity 0.5", "2024-05-01T13:00 humidity 1.5"])
    assert [reading.is_suspect for reading in readings] == [False, True]
    assert list(daily_means(readings).values()) == [50.0]
    assert report(readings).splitlines()[1] == "2024-05-01 13:00 humidity 150 % ?"
    assert report(readings).splitlines()[-1] == "suspect: 1"
