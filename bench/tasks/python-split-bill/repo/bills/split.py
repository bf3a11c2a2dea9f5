"""Divides amounts."""
