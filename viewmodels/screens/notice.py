"""The message to the operation on screen: its parts, its file, and the tick once it was sent; no widgets."""

from pathlib import Path

from storage.errors import KnownError
from storage.exports.delivery import deliver
from viewmodels.desk import Desk
from viewmodels.operations.metas.notification import Notice
from viewmodels.screens.papers_desk import PapersDesk

ITEM = "AVISO"


class NoticeViewModel:
    """The message of one published run; `refusal` says why there is none."""

    def __init__(self, desk: Desk, run: int) -> None:
        """Prepares the message."""
        self._desk, self.refusal = desk, ""
        self._notice: Notice | None = None
        try:
            self._notice = desk.ask("metas.preparar_aviso", run=run)
        except KnownError as error:
            self.refusal = desk.say_error(error)

    @property
    def ready(self) -> bool:
        """True when there is a message."""
        return self._notice is not None

    @property
    def to_words(self) -> str:
        """To whom, or what to do while no address was written."""
        if self._notice is None or not self._notice.to:
            return self._desk.say("AVISO.SEM_LISTA")
        return self._desk.say("AVISO.PARA", lista=self._notice.to)

    @property
    def subject(self) -> str:
        """The subject."""
        return self._notice.subject if self._notice else ""

    @property
    def text(self) -> str:
        """The text."""
        return self._notice.text if self._notice else ""

    @property
    def link(self) -> str:
        """The `mailto:` link, "" when the message is too long for one."""
        return self._notice.link if self._notice else ""

    @property
    def file_name(self) -> str:
        """A name to propose for the file."""
        return f"{self._desk.say('AVISO.ARQUIVO', vigencia=self._desk.vigencia)}.eml"

    def save(self, path: Path) -> str:
        """Writes the message as a file; "" or why it was not written."""
        assert self._notice is not None
        try:
            deliver(path, self._notice.file)
        except KnownError as error:
            return self._desk.say_error(error)
        PapersDesk(self._desk).left(self._notice.file, "eml", path.name, str(path.parent))
        return ""

    def mark_sent(self) -> str:
        """Ticks the item of the checklist, in the name of whoever says it was sent; "" or what refuses it."""
        try:
            self._desk.act("metas.marcar_item", "metas.rotina", vigencia=self._desk.vigencia, item=ITEM, done=True)
        except KnownError as error:
            return self._desk.say_error(error)
        return ""
