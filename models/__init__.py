"""Who gives care, and what people and staff leave behind: typed tables, queries, imports, migrations.

Knows nothing of HTTP, pages, the conversation engine or policy; a policy is referred to by its id.
Importing this package registers every table with `Base.metadata`.
"""

from models.audit import AuditEntry
from models.base import Base
from models.case import CaseChange, CaseChanged, CaseTask, ClientCase, TaskKind
from models.checkup import Checkup, SharedResult
from models.conversation import Conversation, HandoffRefused, HandoffStatus, Message, Sender
from models.feedback import Feedback, FeedbackDecision, FeedbackKind
from models.field_check import Field, FieldCheck
from models.finding.changes import DirectoryChange
from models.handoff import Callback, Presence
from models.importing.kept import ProviderList
from models.indicator import Indicator
from models.kinds import (
    CareLevel,
    CoordinateSystem,
    FeeUnit,
    Kind,
    Ownership,
    Precision,
    ProviderType,
    Status,
)
from models.merged import Apart, Merged
from models.offer import Price, ProviderCareLevel, ProviderTag, ProviderWithout, Service
from models.opening import OpeningException, OpeningHours
from models.overlay import Overlay
from models.people_list import PeopleScreening
from models.proposal import OverlayProposal, ProposalState
from models.provider import Provider
from models.provider_import import ImportStep, ProviderImport
from models.report import ProviderReport
from models.review import Moderation, Review, VisitCode
from models.saying import Heard, Saying, SayingState, Why
from models.staff import RecoveryCode, Role, SignInFailures, Staff, StaffSession
from models.tally import Happened, Tally, Thing
from models.trial import Trial
from models.worked import ListState

__all__ = [
    "Apart",
    "AuditEntry",
    "Base",
    "Callback",
    "CareLevel",
    "CaseChange",
    "CaseChanged",
    "CaseTask",
    "Checkup",
    "ClientCase",
    "Conversation",
    "CoordinateSystem",
    "DirectoryChange",
    "FeeUnit",
    "Feedback",
    "FeedbackDecision",
    "FeedbackKind",
    "Field",
    "FieldCheck",
    "HandoffRefused",
    "HandoffStatus",
    "Happened",
    "Heard",
    "ImportStep",
    "Indicator",
    "Kind",
    "ListState",
    "Merged",
    "Message",
    "Moderation",
    "OpeningException",
    "OpeningHours",
    "Overlay",
    "OverlayProposal",
    "Ownership",
    "PeopleScreening",
    "Precision",
    "Presence",
    "Price",
    "ProposalState",
    "Provider",
    "ProviderCareLevel",
    "ProviderImport",
    "ProviderList",
    "ProviderReport",
    "ProviderTag",
    "ProviderType",
    "ProviderWithout",
    "RecoveryCode",
    "Review",
    "Role",
    "Saying",
    "SayingState",
    "Sender",
    "Service",
    "SharedResult",
    "SignInFailures",
    "Staff",
    "StaffSession",
    "Status",
    "Tally",
    "TaskKind",
    "Thing",
    "Trial",
    "VisitCode",
    "Why",
]
