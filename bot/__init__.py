"""The conversation: a Rasa project, its components, and the actions. Knows nothing of the web."""
