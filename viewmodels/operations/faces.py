"""What a face without a window may hold in its hands: the only door of commands and services to the floors below."""

from storage.errors import KnownError
from storage.texts.sentences import Texts
from viewmodels.jobs import Progress, Work, drive
from viewmodels.operations.crash import write_crash_report
from viewmodels.operations.gate import StoreGate, service_scope
from viewmodels.operations.house import House
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
    "disabled_reason",
    "drive",
    "json_text",
    "load_all",
    "perform",
    "service_scope",
    "write_crash_report",
]
