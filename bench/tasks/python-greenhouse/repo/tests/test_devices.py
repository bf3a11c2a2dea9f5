import pytest

from greenhouse.registry import device


@pytest.mark.parametrize("name, raw, value", [
    ("air_temperature", "215", 21.5),
    ("barometer", "101325", 1013.25),
    ("battery", "3700mV", 3.7),
    ("carbon_dioxide", "1a4", 420.0),
    ("door", "open", 1.0),
    ("flow_meter", "900/60", 2.0),
    ("humidity", "0.455", 45.5),
    ("leaf_wetness", "3", 20.0),
    ("light", "12.5k", 12500.0),
    ("soil_acidity", "650", 6.5),
    ("soil_moisture", "1023", 0.0),
    ("water_level", "500", 150.0),
    ("water_temperature", "68", 20.0),
    ("wind", "36", 10.0),
])
def test_values(name, raw, value):
    assert device(name).value(raw) == value
