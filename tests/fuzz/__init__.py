"""Anything at all, sent to what reads what people send: no crash, no hang, no leak. `make fuzz`."""
