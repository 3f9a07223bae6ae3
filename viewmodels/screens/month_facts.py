"""What the store says about the month, read in one go and turned into the content of each page; no Qt."""

from dataclasses import dataclass
from datetime import datetime

from engines.finding import Severity
from engines.money import canonical_text
from storage.store.canonical import canonical_json, sha256_text
from storage.texts.numbers import Numbers
from storage.texts.sentences import Texts
from viewmodels.desk import Desk
from viewmodels.operations.casa.readings import KeptReading
from viewmodels.operations.metas.cadastros import Registers
from viewmodels.operations.metas.checking import Checked, consent_key
from viewmodels.operations.metas.gastos import PreviousSpending
from viewmodels.operations.metas.holidays import HolidayBook, HolidayRow
from viewmodels.operations.metas.registers import ParameterRow
from viewmodels.operations.metas.results import RunView
from viewmodels.operations.metas.situation import Situation
from viewmodels.wizard import Content, Json

LONGEST = 30
"""Letters of a day's name in a sentence: a reason is one line at any text size."""


@dataclass(frozen=True)
class MonthFacts:
    """The month now: situation, holidays, parameters, last reading kept, registers, spending of the month before."""

    situation: Situation
    book: HolidayBook
    parameters: tuple[ParameterRow, ...]
    kept: KeptReading | None
    registers: Registers
    before: PreviousSpending

    @property
    def view(self) -> RunView | None:
        """The run on the table."""
        return self.situation.view

    @property
    def snapshot(self) -> str:
        """Snapshot read for this vigência, "" while none was."""
        return self.situation.snapshot

    @property
    def usable_snapshot(self) -> str:
        """This vigência's snapshot, else the newest one kept: enough for the effect of a day."""
        return self.snapshot or (self.kept.snapshot if self.kept else "")


def read_facts(desk: Desk) -> MonthFacts:
    """Everything the pages show, except the data's check, which only its page asks for."""
    month = desk.vigencia
    return MonthFacts(
        desk.ask("metas.situacao", vigencia=month),
        desk.ask("metas.feriados", vigencia=month),
        desk.ask("metas.parametros", vigencia=month),
        desk.ask("metas.ultima_leitura"),
        desk.ask("metas.cadastros"),
        desk.ask("metas.gastos", vigencia=month),
    )


def holidays_content(numbers: Numbers, facts: MonthFacts) -> dict[str, Json]:
    """Types of every listed day, and the days still without one, in words."""
    typed: dict[str, Json] = {
        row.holiday.day.isoformat(): str(row.holiday.day_type) for row in facts.book.rows if row.holiday.day_type
    }
    missing: list[Json] = [day_in_words(numbers, row) for row in facts.book.untyped]
    return {"dias": typed, "faltam": missing}


def day_in_words(numbers: Numbers, row: HolidayRow) -> str:
    """`20/11, Consciência Negra`."""
    name = short_name(row.holiday.name)
    shown = name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
    return f"{numbers.short_day(row.holiday.day)}, {shown}"


def short_name(name: str) -> str:
    """A holiday's name as people say it: the first of two, without "Dia da" and what stands in brackets."""
    first = name.split(";")[0].split("(")[0].strip()
    for opening in ("Dia Nacional de Zumbi e da ", "Dia Nacional da ", "Dia da ", "Dia do ", "Dia de "):
        if first.startswith(opening) and len(first) > len(opening) + 3:
            return first[len(opening) :][:1].upper() + first[len(opening) + 1 :]
    return first


def parameters_content(facts: MonthFacts, before: Content) -> dict[str, Json]:
    """Values in force; looked at once, they must be looked at again only when somebody changed one."""
    values: dict[str, Json] = {
        row.parameter.key: None if row.value is None else canonical_text(row.value) for row in facts.parameters
    }
    looked = bool(before.get("conferidos")) and before.get("valores") == values
    return {"valores": values, "conferidos": looked}


def data_content(facts: MonthFacts, before: Content) -> dict[str, Json]:
    """The snapshot the month stands on, its own or an older one accepted, and what the month before left."""
    own = facts.snapshot
    accepted = before.get("retrato") if before.get("guardado") else ""
    left = [[*row.key, row.held.target, row.held.realized] for row in facts.before.rows]
    return {"retrato": own or accepted or "", "anteriores": sha256_text(canonical_json(left))}


def checked_content(checked: Checked, texts: Texts, before: Content) -> dict[str, Json]:
    """What the check found: blocks, the first one in words, the consents given and those still missing."""
    asked = [consent_key(finding) for finding in checked.consents]
    given = before.get("consentimentos")
    kept: dict[str, Json] = {}
    if isinstance(given, dict):
        kept = {key: why for key, why in given.items() if key in asked}
    blocking = checked.blocking
    reason = texts.say_finding(blocking[0], checked.names) if blocking else ""
    shown = sum(1 for f in checked.findings if f.severity is not Severity.INFO)
    pending: list[Json] = [key for key in asked if not kept.get(key)]
    chosen: list[Json] = [[c.kind, c.sector, c.item, None if c.value is None else str(c.value)] for c in checked.chosen]
    return {
        "bloqueios": len(blocking), "motivo": reason, "achados": shown, "consentimentos": kept, "pendentes": pending,
        "escolhas": chosen,
    }  # fmt: skip


def approval_content(view: RunView | None) -> dict[str, Json]:
    """How far the decisions are."""
    if view is None:
        return {"calculo": None, "faltam": 0, "publicado": False}
    return {
        "calculo": view.run.id,
        "faltam": len(view.pending),
        "publicado": str(view.run.status) == "APPROVED",
        "digest": view.digest,
    }


def clock_time(at: datetime, texts: Texts) -> str:
    """`09:14` in the reader's zone."""
    return f"{at.astimezone(texts.zone):%H:%M}"
