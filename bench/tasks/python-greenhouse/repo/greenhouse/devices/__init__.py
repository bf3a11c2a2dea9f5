"""A module for each kind of device."""
