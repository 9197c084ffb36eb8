"""What the bot answers: plain functions of a message, a memory, the knowledge pack and the day.

What is said about policy comes from `knowledge`, institutions from `models`; only `serving` knows rasa-sdk.
"""
