"""What is said about a paper that was verified, and what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from engines.finding import NOTHING, Finding
from storage.exports.comparing import Differing
from storage.runs import Document
from storage.texts.sentences import Texts
from viewmodels.operations.documentos.proofs import Proof

AUTHENTIC = "VERIFICAR.AUTENTICO"
"""Recorded here, and equal to what its run gives again."""
SECOND = "VERIFICAR.SEGUNDA_VIA"
"""Equal to the recorded paper but for the mark of a second copy."""
RECORDED = "VERIFICAR.REGISTRADO"
"""A paper with this hash was recorded here; this file's content was not compared (signs, or no way to redo it).

Also when the run has moved on since (approved, undone): what it gives now is another paper."""
SAME_AS_RUN = "VERIFICAR.CONFERE"
"""Not recorded here, yet equal to what its run gives again."""
DIFFERS = "VERIFICAR.DIFERE"
"""Not what its run gives again: the differences are listed."""
UNPROVED = "VERIFICAR.NAO_PROVADO"
"""Consistent within itself; nothing here can prove it."""
INCONSISTENT = "VERIFICAR.INCONSISTENTE"
"""Its parts contradict each other."""
UNKNOWN = "VERIFICAR.DESCONHECIDO"
"""No paper with these signs was recorded here."""
SAME_CONTENT = "VERIFICAR.CONTEUDO"
"""Byte for byte what left from here, printed by an older layout: the content is the recorded one."""
KNOWN_SIGNS = "VERIFICAR.SINAIS"
"""A paper with these signs was recorded here; nobody showed the file itself."""
CARRIED_FROM_HERE = "VERIFICAR.ARQUIVO_DAQUI"
"""A carried file that left from here, unchanged, all its proofs good."""
CARRIED_WHOLE = "VERIFICAR.ARQUIVO_INTEGRO"
"""A carried file whose proofs are good among themselves; nothing here can say that it left from here."""
CARRIED_DIFFERS = "VERIFICAR.ARQUIVO_DIFERE"
"""A carried file with a proof that is not good."""
CARRIED_BROKEN = "VERIFICAR.ARQUIVO_RECUSADO"
"""A carried file that could not even be opened."""
WHOLE_STORE = "VERIFICAR.ARMAZEM"
"""A store or workspace whose file and journals are whole."""
BROKEN_STORE = "VERIFICAR.ARMAZEM_QUEBRADO"
"""A store or workspace that is not."""
GOOD = frozenset({AUTHENTIC, SECOND, RECORDED, SAME_AS_RUN, SAME_CONTENT, KNOWN_SIGNS, CARRIED_FROM_HERE, WHOLE_STORE})


@dataclass(frozen=True, slots=True)
class RunAct:
    """The last act on a whole run: text code (VERIFICAR.APROVADO, VERIFICAR.REVERTIDO), when and by whom."""

    code: str
    at: datetime
    who: str


@dataclass(frozen=True)
class Verdict:
    """The answer: its code with arguments, kind of file (`pdf`, `xlsx`, `prova`, `loja`, `sinais`), what it rests on.

    `findings` are the journal's faults, told with any answer; `author` is who published, by name; `act` is what was
    decided on the whole run (approved, undone) by whom and when; `proofs` are those of a carried file.
    """

    code: str
    kind: str
    hash: str = ""
    run: str = ""
    context: str = ""
    document: Document | None = None
    author: str = ""
    differences: tuple[Differing, ...] = ()
    findings: tuple[Finding, ...] = ()
    args: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    act: RunAct | None = None
    proofs: tuple[Proof, ...] = ()

    @property
    def good(self) -> bool:
        """True when the paper is proved, and the journal it rests on is whole."""
        return self.code in GOOD and not self.findings

    @property
    def published(self) -> datetime | None:
        """When the recorded paper was published."""
        return self.document.created if self.document else None

    def sentence(self, texts: Texts) -> str:
        """The answer as a person reads it."""
        none = texts.say("VERIFICAR.SEM_CALCULO")
        told = {"calculo": self.run or none, "contexto": self.context or none, "quando": self.published}
        return texts.say_with(self.code, {**told, "autor": self.author, "n": len(self.differences), **self.args})

    def approval(self, texts: Texts) -> str:
        """`Aprovado em 02/08/2025 por Diretor Silva.`; "" where nothing was decided on the run, or there is none."""
        return "" if self.act is None else texts.say(self.act.code, quando=self.act.at, quem=self.act.who)
