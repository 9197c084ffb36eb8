"""Many people at once: the same criteria as one expression over a table, with SQL's NULL for what is not known.

Needs ibis, so nothing inside Rasa imports it. Knows no file and no page.
"""

from knowledge.population.columns import as_row, schema
from knowledge.population.statuses import screened

__all__ = ["as_row", "schema", "screened"]
