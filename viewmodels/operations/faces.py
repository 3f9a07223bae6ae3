"""What a face without a window may hold in its hands: the only door of commands and services to the floors below."""

from storage.errors import KnownError
from storage.texts.sentences import Texts
from storage.version import VERSION
from viewmodels.audit_house import audit_scope
from viewmodels.jobs import Progress, Work, drive
from viewmodels.operations.crash import write_crash_report
from viewmodels.operations.gate import StoreGate, service_scope
from viewmodels.operations.house import House
from viewmodels.operations.pessoas.choosing import chosen_client
from viewmodels.operations.pessoas.entering import enter
from viewmodels.operations.plain_json import json_text
from viewmodels.operations.registry import disabled_reason, load_all, perform
from viewmodels.operations.scope import Scope

__all__ = [
    "House",
    "KnownError",
    "Progress",
    "Scope",
    "StoreGate",
    "Texts",
    "Work",
    "audit_scope",
    "chosen_client",
    "disabled_reason",
    "drive",
    "enter",
    "json_text",
    "load_all",
    "perform",
    "program_version",
    "service_scope",
    "write_crash_report",
]


def program_version() -> str:
    """Version of this program."""
    return VERSION
