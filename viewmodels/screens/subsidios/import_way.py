"""Where an import stands, as the frame of its wizard shows it: steps, way on, why it is closed."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from storage.auditoria.sources import SourceKind
from viewmodels.operations.subsidios.bringing import Brought
from viewmodels.operations.subsidios.examining import Origin, asked_tables
from viewmodels.operations.subsidios.from_database import ErpOrigin
from viewmodels.screens.job_page import OneJob
from viewmodels.screens.subsidios.audit import AuditViewModel
from viewmodels.screens.subsidios.import_columns import ColumnPairs
from viewmodels.screens.subsidios.import_database import ImportDatabase
from viewmodels.screens.subsidios.import_reasons import closed_by
from viewmodels.screens.subsidios.import_words import DAY
from viewmodels.state import State
from viewmodels.wizard_frame import WizardStep

ORIGIN, COLUMNS, READING = "origem", "colunas", "leitura"
STEPS = ((ORIGIN, "ORIGEM"), (COLUMNS, "COLUNAS"), (READING, "LEITURA"))


class ImportWay(OneJob):
    """The state of one import; what moves it is the wizard's."""

    def __init__(self, audit: AuditViewModel, kind: SourceKind, parent: QObject | None = None) -> None:
        """An import on its first step."""
        super().__init__(audit.desk, parent)
        self.audit, self.kind = audit, kind
        self.current = ORIGIN
        self.path: Origin | None = None
        self.database = ImportDatabase(self.desk, kind, self)
        self.trouble = self.advice = ""
        self.pairs: ColumnPairs | None = None
        self.table = ""
        self.since = self.until = ""
        self.known_on = f"{self.desk.house.clock.today():{DAY}}"
        self.brought: Brought | None = None
        self.saved = ""

    @property
    def title(self) -> str:
        """What is being done."""
        return self.desk.say(f"SUBSIDIO_IMPORTA.ASSISTENTE.{self.kind.value}")

    @property
    def steps(self) -> Sequence[WizardStep]:
        """The three steps, each with one line of result."""
        keys = [key for key, _ in STEPS]
        at = keys.index(self.current)
        made = []
        for number, (key, word) in enumerate(STEPS):
            state = self._state(number - at)
            made.append(WizardStep(key, self.desk.say(f"SUBSIDIO_IMPORTA.PASSO.{word}"), state, self._note(key)))
        return tuple(made)

    @property
    def can_next(self) -> bool:
        """True when the way on is open."""
        return not self.running and not self.reason

    @property
    def can_back(self) -> bool:
        """True when there is a step before and nothing is at work."""
        return self.current != ORIGIN and not self.running and not self.is_in

    @property
    def is_in(self) -> bool:
        """True once everything came in."""
        return self.brought is not None and not self.brought.fault_count

    @property
    def reason(self) -> str:
        """Why the way on is closed."""
        return closed_by(self)

    @property
    def reason_state(self) -> State:
        """A way not yet walked is no trouble; what is missing is."""
        return State.EM_CURSO if self.running or self.current == ORIGIN else State.ATENCAO

    @property
    def next_title(self) -> str:
        """Words of the button that goes on."""
        say = self.desk.say
        if self.current == ORIGIN:
            return say("SUBSIDIO_IMPORTA.IR.COLUNAS")
        if self.current == COLUMNS or self.running:
            return say("SUBSIDIO_IMPORTA.IR.LER", n=len(self.names))
        if not self.is_in:
            return say("SUBSIDIO_IMPORTA.IR.LER_DE_NOVO")
        return say("SUBSIDIO_IMPORTA.IR.CALCULAR" if self.kind is SourceKind.INPUT else "SUBSIDIO_IMPORTA.IR.CONCLUIR")

    @property
    def columns_told(self) -> str:
        """`16 tabelas reconhecidas em inputs`."""
        assert self.path is not None
        return self.desk.say("SUBSIDIO_IMPORTA.ACHADAS", n=len(self.names), pasta=self.path.name)

    @property
    def absent_told(self) -> str:
        """How many optional tables this source does not have; "" when it has them all."""
        absent = len(asked_tables(self.kind).tables) - len(self.names)
        code = "NAO_VEM" if self.kind is SourceKind.INPUT else "NAO_VEM_PAGO"
        return self.desk.say(f"SUBSIDIO_IMPORTA.{code}", n=absent) if absent else ""

    @property
    def shown_path(self) -> str:
        """Where the tables come from, whole; "" before it is chosen."""
        if isinstance(self.path, ErpOrigin):
            return self.path.where
        return "" if self.path is None else str(self.path)

    @property
    def looked(self) -> bool:
        """True when what is chosen was looked into; a database typed otherwise since then was not."""
        if self.pairs is None:
            return False
        return not self.database.is_open or (not self.database.reason and self.path == self.database.origin)

    @property
    def names(self) -> tuple[str, ...]:
        """The tables found, in the order they are read."""
        return tuple(table.name for table in self.pairs.examined.tables) if self.pairs is not None else ()

    def _state(self, distance: int) -> State:
        if distance == 0:
            return self._standing
        return State.OK if distance < 0 else State.A_FAZER

    @property
    def _standing(self) -> State:
        if self.is_in:
            return State.OK
        return State.CRITICO if self.brought is not None or self.trouble else State.EM_CURSO

    def _note(self, key: str) -> str:
        if key == ORIGIN:
            return self.path.name if self.path is not None else ""
        if key == COLUMNS:
            return self.desk.say("SUBSIDIO_IMPORTA.NOTA.LIDAS", n=len(self.names)) if self.names else ""
        if self.brought is None:
            return ""
        return self.desk.say(f"SUBSIDIO_IMPORTA.NOTA.{'ENTROU' if self.is_in else 'FALHAS'}")
