"""Finds devices by their names."""

from greenhouse.device import Device
from greenhouse.devices.air_temperature import AirTemperature
from greenhouse.devices.barometer import Barometer
from greenhouse.devices.battery import Battery
from greenhouse.devices.carbon_dioxide import CarbonDioxide
from greenhouse.devices.door import Door
from greenhouse.devices.flow_meter import FlowMeter
from greenhouse.devices.humidity import Humidity
from greenhouse.devices.leaf_wetness import LeafWetness
from greenhouse.devices.light import Light
from greenhouse.devices.soil_acidity import SoilAcidity
from greenhouse.devices.soil_moisture import SoilMoisture
from greenhouse.devices.water_level import WaterLevel
from greenhouse.devices.water_temperature import WaterTemperature
from greenhouse.devices.wind import Wind

DEVICES: dict[str, Device] = {
    "air_temperature": AirTemperature(),
    "barometer": Barometer(),
    "battery": Battery(),
    "carbon_dioxide": CarbonDioxide(),
    "door": Door(),
    "flow_meter": FlowMeter(),
    "humidity": Humidity(),
    "leaf_wetness": LeafWetness(),
    "light": Light(),
    "soil_acidity": SoilAcidity(),
    "soil_moisture": SoilMoisture(),
    "water_level": WaterLevel(),
    "water_temperature": WaterTemperature(),
    "wind": Wind(),
}


class UnknownDevice(Exception):
    pass


def device(name: str) -> Device:
    if name not in DEVICES:
        raise UnknownDevice(f"unknown device: {name}")
    return DEVICES[name]
