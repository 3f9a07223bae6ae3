"""Goals and spending of past vigências brought from a spreadsheet: shown first, then taken whole or not at all.

No ERP holds the first goals a company approved; the balance of its first month here starts from them (seed 003 §2.2.B).
"""

from pathlib import Path

from engines.calendar import Month
from engines.goals.approval import MIN_JUSTIFICATION
from engines.goals.periods import CLOSED
from storage.errors import KnownError
from storage.imports.template_file import write_template
from storage.journal import Act, append
from storage.metas.imported import Brought, goal_told, write_goal
from storage.metas.registers import open_period, sectors
from storage.metas.rulebook import shipped
from storage.metas.targets import Performance, set_spending
from storage.store import Connection
from viewmodels.operations.house import House
from viewmodels.operations.metas.gastos import told_spending
from viewmodels.operations.metas.goals_file_lines import COLUMNS, BroughtLine, GoalsFile, checked_file
from viewmodels.operations.metas.spending_book import run_after
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

RIGHT = "metas.gastos"
OF_GOALS = "metas.parametrizar"
"""Goals of past months ask for more than spending does."""
FROM_FILE = "ARQUIVO"


@operation("metas.conferir_arquivo_de_metas", right="metas.ver", mode="read", area="metas")
def check_goals_file(house: House, scope: Scope, *, path: Path) -> GoalsFile:
    """What a CSV or XLSX of past goals and spending would do; nothing is written. Raises KnownError IMPORTACAO.*."""
    with house.store.read() as connection:
        return checked_file(connection, scope.client, path, house.clock.today())


@operation("metas.importar_metas", right=RIGHT, mode="write", area="metas", verb="GOALS_IMPORTED", whole_company=True)
def import_goals(house: House, scope: Scope, *, path: Path, sha256: str, justification: str) -> GoalsFile:
    """Registers every line of the file, or none; each value is journalled with the file's SHA-256.

    `sha256` is of the file that was shown: another one since is refused (METAS.ARQUIVO_MUDOU). Raises KnownError
    METAS.ARQUIVO_COM_FALHAS, METAS.ARQUIVO_SO_GASTOS (a role of spending alone), METAS.JUSTIFICATIVA_CURTA,
    PESSOA_ALCANCE_PARCIAL or IMPORTACAO.*.
    """
    why = justification.strip()
    if len(why) < MIN_JUSTIFICATION:
        raise KnownError("METAS.JUSTIFICATIVA_CURTA")
    with house.store.write() as connection:
        found = checked_file(connection, scope.client, path, house.clock.today())
        if found.faults:
            raise KnownError("METAS.ARQUIVO_COM_FALHAS", arquivo=found.file, n=len(found.faults))
        if found.sha256 != sha256:
            raise KnownError("METAS.ARQUIVO_MUDOU", arquivo=found.file)
        if found.goals and not house.rights.allows(scope.client, scope.user, OF_GOALS):
            raise KnownError("METAS.ARQUIVO_SO_GASTOS", arquivo=found.file, n=found.goals)
        _Writing(connection, house, scope, found, why).write()
    return found


class _Writing:
    """One import inside its transaction."""

    def __init__(self, connection: Connection, house: House, scope: Scope, found: GoalsFile, why: str) -> None:
        self._connection, self._scope, self._found, self._why = connection, scope, found, why
        self._at = house.clock.now()
        self._brought = Brought(found.file, found.sha256, self._at, scope.user, why)

    def write(self) -> None:
        """The file's own entry first, then periods, goals and spending, each with its own."""
        found = self._found
        about = {"arquivo": found.file, "sha256": found.sha256, "linhas": len(found.lines), "trocadas": found.replaced}
        self._tell("GOALS_IMPORTED", f"metas/importacao/{found.sha256[:16]}", None, about)
        for month in found.opened:
            open_period(self._connection, self._scope.client, month, CLOSED, self._at, self._scope.user)
            self._tell("PERIOD_OPENED", f"metas/vigencia/{month}", None, {"situacao": CLOSED})
        for line in found.lines:
            self._write_goal(line)
            self._write_spending(line)

    def _write_goal(self, line: BroughtLine) -> None:
        if line.goal is None or line.goal == line.held.target:
            return
        unit = line.criterion.unit
        write_goal(self._connection, self._scope.client, line.vigencia, line.key, line.goal, unit, self._brought)
        after = {"meta": line.goal, **self._source(line)}
        place = f"metas/meta/{line.vigencia}/{line.criterion.key}/{line.sector.id}"
        self._tell("GOAL_IMPORTED", place, goal_told(line.approved), after)

    def _write_spending(self, line: BroughtLine) -> None:
        if line.spending is None or (line.spending, line.until) == (line.held.realized, line.held.until):
            return
        spent = Performance(*line.key, realized=line.spending, source=FROM_FILE, until=line.until)
        used = run_after(self._connection, self._scope.client, line.vigencia)
        set_spending(self._connection, self._scope.client, line.vigencia, spent, self._at, self._scope.user)
        place = f"metas/gasto/{line.vigencia}/{line.criterion.key}/{line.sector.id}"
        after = {**(told_spending(spent, used) or {}), **self._source(line)}
        self._tell("SPENDING_IMPORTED", place, told_spending(line.held), after)

    def _source(self, line: BroughtLine) -> dict[str, object]:
        return {"arquivo": self._found.file, "linha": line.line, "sha256": self._found.sha256}

    def _tell(self, verb: str, entity: str, before: object, after: object) -> None:
        scope = self._scope
        act = Act(scope.client, scope.user, verb, entity, self._at, before, after, self._why, scope.origin)
        append(self._connection, act)


@operation("metas.modelo_de_metas", right="metas.ver", mode="read", area="metas")
def goals_template(house: House, scope: Scope, *, vigencia: str, path: Path) -> Path:
    """Writes an .xlsx to be filled in: the company's sectors and criteria of a vigência, its columns as asked for.

    Raises KnownError EXPORTAR_ABERTO or EXPORTAR_RECUSADO.
    """
    month = Month.parse(vigencia)
    with house.store.read() as connection:
        listed = sectors(connection, scope.client)
    heads = tuple(column.headers[0] for column in COLUMNS)
    shown = f"{month.month:02d}/{month.year}"
    rows = [(shown, sector.name, criterion.label) for criterion in shipped().rules.criteria for sector in listed]
    return write_template(path, house.texts.say("CADASTROS.MODELO_FOLHA"), heads, rows)
