"""What a danger confirmation says: the act, before and after, who else is touched, what must be typed; no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

from viewmodels.state import State
from viewmodels.table_spec import ColumnSpec, Row


@dataclass(frozen=True, slots=True)
class DangerView:
    """The words of a danger dialog: act, object and period in the title; what changes; who else; what stays.

    `effects` are (state, sentence) lines under the table; `typed` is what must be typed to confirm (the period).
    """

    title: str
    text: str
    columns: Sequence[ColumnSpec]
    rows: Sequence[Row]
    effects: Sequence[tuple[State, str]]
    typed: str
    confirm: str
    keep: str
    receipt: str = ""
