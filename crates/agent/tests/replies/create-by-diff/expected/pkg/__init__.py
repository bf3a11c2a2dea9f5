"""Shapes."""
VERSION = 1
