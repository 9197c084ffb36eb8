"""Clients with consent, what changed for them, what is to be done; and the record of lists that were screened."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0071"
down_revision = "0070"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _cases()
    _changes()
    _tasks()
    _lists()


def _cases() -> None:
    op.create_table(
        "client_case",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("alias", sa.String(40), nullable=False),
        sa.Column("contact", sa.String(60)),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("decisions", sa.JSON(), nullable=False),
        sa.Column("screened_on", sa.Date(), nullable=False),
        sa.Column("screened_for", sa.String(160), nullable=False),
        sa.Column("notice", sa.String(40), nullable=False),
        sa.Column("consented_at", MOMENT, nullable=False),
        sa.Column("opened_by", sa.String(80), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("changed_by", sa.String(80), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("alias <> ''", name="alias"),
        sa.CheckConstraint("notice <> ''", name="notice"),
        sa.UniqueConstraint("code", name="uq_client_case_code"),
    )
    op.create_index("ix_client_case_screened_for", "client_case", ["screened_for"])
    op.create_index("ix_client_case_changed_at", "client_case", ["changed_at"])


def _changes() -> None:
    op.create_table(
        "case_change",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "case_id",
            sa.String(64),
            sa.ForeignKey(
                "client_case.id", name="fk_case_change_case_id_client_case", ondelete="CASCADE"
            ),
            nullable=False,
        ),
        sa.Column("person", sa.String(12), nullable=False),
        sa.Column("benefit", sa.String(80), nullable=False),
        sa.Column("before", sa.String(20), nullable=False),
        sa.Column("after", sa.String(20), nullable=False),
        sa.Column("gained", sa.Boolean(), nullable=False),
        sa.Column("cause", sa.String(20), nullable=False),
        sa.Column("because", sa.JSON(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("seen_by", sa.String(80)),
        sa.Column("seen_at", MOMENT),
    )
    op.create_index("ix_case_change_case_id", "case_change", ["case_id"])
    op.create_index("ix_case_change_day", "case_change", ["day"])


def _tasks() -> None:
    kinds = sa.Enum(
        "staff", "ahead", "deadline",
        name="taskkind", native_enum=False, create_constraint=True, length=40,
    )  # fmt: skip
    op.create_table(
        "case_task",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "case_id",
            sa.String(64),
            sa.ForeignKey(
                "client_case.id", name="fk_case_task_case_id_client_case", ondelete="CASCADE"
            ),
            nullable=False,
        ),
        sa.Column("kind", kinds, nullable=False),
        sa.Column("due", sa.Date()),
        sa.Column("says", sa.String(300), nullable=False),
        sa.Column("person", sa.String(12)),
        sa.Column("benefit", sa.String(80)),
        sa.Column("made_by", sa.String(80)),
        sa.Column("done_by", sa.String(80)),
        sa.Column("done_at", MOMENT),
        sa.CheckConstraint("says <> ''", name="says"),
        sa.UniqueConstraint(
            "case_id", "kind", "person", "benefit", "due", name="uq_case_task_case_id_kind_person_benefit_due"
        ),
    )
    op.create_index("ix_case_task_due", "case_task", ["due"])


def _lists() -> None:
    states = sa.Enum(
        "waiting", "running", "done", "failed",
        name="liststate", native_enum=False, create_constraint=True, length=40,
    )  # fmt: skip
    counts = [sa.Column(name, sa.Integer(), nullable=False) for name in ("total", "done", "faulty", "found", "tries")]
    op.create_table(
        "people_screening",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("staff", sa.String(80), nullable=False),
        sa.Column("purpose", sa.String(200), nullable=False),
        sa.Column("basis", sa.String(300), nullable=False),
        sa.Column("state", states, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        *counts,
        sa.Column("says", sa.String(300)),
        sa.Column("handed_in_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT),
        sa.Column("ended_at", MOMENT),
        sa.Column("delete_at", MOMENT, nullable=False),
        sa.Column("deleted_at", MOMENT),
        sa.CheckConstraint("purpose <> ''", name="purpose"),
        sa.CheckConstraint("basis <> ''", name="basis"),
    )
    op.create_index("ix_people_screening_state", "people_screening", ["state"])
    op.create_index("ix_people_screening_handed_in_at", "people_screening", ["handed_in_at"])


def downgrade() -> None:
    for table in ("people_screening", "case_task", "case_change", "client_case"):
        op.drop_table(table)
