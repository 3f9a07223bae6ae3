"""What the store says meanwhile, read from outside: the proof that a key did what it should."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any


class Ledger:
    """Answers from the file itself, through a connection of its own that cannot write."""

    def __init__(self, store: Path) -> None:
        """A ledger of a store that the program has open."""
        self._store = store

    def _rows(self, question: str) -> Sequence[Any]:
        with closing(sqlite3.connect(f"file:{self._store}?mode=ro", uri=True)) as connection:
            return connection.execute(question).fetchall()

    def _draft(self) -> Any:
        found = self._rows("SELECT content FROM draft WHERE kind = 'metas.preparar'")
        return json.loads(json.loads(found[0][0])) if found else {"trilha": [""], "conteudo": {}}

    def page(self) -> str:
        """The page of the wizard that its draft stands on; "" without a draft."""
        return str(self._draft()["trilha"][-1])

    def page_content(self, key: str) -> Mapping[str, Any]:
        """What a page of the wizard holds in the draft; nothing before it was reached."""
        return dict(self._draft()["conteudo"].get(key, {}))

    def day(self, day: str) -> str:
        """How a day runs (`2025-06-19`)."""
        found = self._rows(f"SELECT day_type FROM holiday WHERE day = '{day}'")  # noqa: S608 - a literal of the test
        return str(found[0][0]) if found else ""

    def runs(self) -> list[str]:
        """Status of every run, oldest first."""
        return [str(status) for (status,) in self._rows("SELECT status FROM run ORDER BY id")]

    def decided(self) -> int:
        """How many goals of the newest run have a decision."""
        return int(self._rows("SELECT count(*) FROM goal_decision WHERE run = (SELECT max(id) FROM run)")[0][0])

    def papers(self) -> int:
        """How many papers were published."""
        return int(self._rows("SELECT count(*) FROM document")[0][0])
