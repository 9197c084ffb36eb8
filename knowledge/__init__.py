"""What is true: the policy lists, benefits as dated rules, places, words, and the pure code that decides with them.

Must not know Flask, SQLAlchemy, Rasa, the clock or the network; "today" is always a parameter.
"""
