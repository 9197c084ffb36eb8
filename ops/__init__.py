"""Bringing the service up: training when needed, the supervisor, the first message to whoever typed `make run`.

Knows the processes of the Procfile by name and nothing of what they do inside.
"""
