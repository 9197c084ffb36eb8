"""Faults provoked against the real running service, and what of it people notice. `make chaos`."""
