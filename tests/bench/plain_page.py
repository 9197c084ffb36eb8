"""The peer of the list page: the same rows by LIKE in a plain Flask page of twenty, as a tutorial would write it.

No counts beside filters, no languages, no distance, no ranking. Served by the same gunicorn in the same way.
"""

from __future__ import annotations

import os
import sqlite3

from flask import Flask, render_template_string, request

PAGE = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>机构</title></head><body>
<h1>机构</h1><form><input name="q" value="{{ q }}"><button>找</button></form><p>{{ total }}</p>
<ul>{% for row in rows %}<li><h2>{{ row.name }}</h2><p>{{ row.district }}{{ row.street }} {{ row.address }}</p>
<p>{{ row.fee_min }}–{{ row.fee_max }}</p><p>{{ row.vacancies }}</p></li>{% endfor %}</ul></body></html>"""
WHERE = "kind = ? AND district LIKE ? AND name LIKE ?"
app = Flask(__name__)


@app.get("/providers")
def index() -> str:
    connection = sqlite3.connect(os.environ["DATABASE_URL"].removeprefix("sqlite:///"))
    connection.row_factory = sqlite3.Row
    district = f"%{request.args.get('district', '')}%"
    asked = (request.args["kind"], district, f"%{request.args.get('q', '')}%")
    try:
        total = connection.execute(f"SELECT count(*) FROM provider WHERE {WHERE}", asked)  # noqa: S608
        rows = connection.execute(
            f"SELECT * FROM provider WHERE {WHERE} ORDER BY name LIMIT 20",  # noqa: S608
            asked,
        )
        found = [dict(row) for row in rows]
        given = request.args.get("q", "")
        return render_template_string(PAGE, rows=found, total=total.fetchone()[0], q=given)
    finally:
        connection.close()
