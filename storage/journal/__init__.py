"""The journal: one entry per act, chained by hashes, never changed."""

from storage.journal.act import HOUSE_TAG, Act, Anchor, Entry
from storage.journal.append import append, drop_body, head
from storage.journal.reading import Line, entries, paper_anchors
from storage.journal.verify import verify

__all__ = [
    "HOUSE_TAG",
    "Act",
    "Anchor",
    "Entry",
    "Line",
    "append",
    "drop_body",
    "entries",
    "head",
    "paper_anchors",
    "verify",
]
