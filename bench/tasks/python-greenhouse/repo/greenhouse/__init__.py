"""What the devices of a greenhouse measure."""
