"""The form of a database in the wizard of an import: what is typed, what it still lacks, what was read last time."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QObject, Signal

from storage.auditoria.sources import SourceKind
from storage.errors import KnownError
from viewmodels.desk import Desk
from viewmodels.operations.casa.erp import DEFAULT_PORT, ErpAddress
from viewmodels.operations.subsidios.examining import Examined, asked_tables
from viewmodels.operations.subsidios.from_database import ErpOrigin, OracleAddress
from viewmodels.screens.settings_page import where_password_goes
from viewmodels.screens.subsidios.import_words import day_of, title_of

HOST, PORT, SERVICE, USER, PASSWORD = "host", "port", "service", "user", "password"
OWNER, SINCE, UNTIL = "owner", "since", "until"
NEEDED = (HOST, PORT, SERVICE, USER)
MOST_PORT = 65_535


class ImportDatabase(QObject):
    """An Oracle as it is typed; the password stays here until it was tried, and then goes to the keyring."""

    changed = Signal()

    def __init__(self, desk: Desk, kind: SourceKind, parent: QObject | None = None) -> None:
        """The form of a kind of import, filled as the last reading left it."""
        super().__init__(parent)
        self.desk, self.kind, self.asked = desk, kind, asked_tables(kind)
        self.known = desk.ask("subsidios.banco")
        self.is_open = False
        self.renamed: dict[str, str] = {}
        self.typed = dict.fromkeys((HOST, SERVICE, USER, PASSWORD, OWNER, SINCE, UNTIL), "") | {PORT: str(DEFAULT_PORT)}
        if self.known.origin is not None:
            self._fill(self.known.origin)

    # --- acts

    def show(self, is_open: bool) -> None:
        """Puts the form in front of the other origins, or away."""
        self.is_open = is_open
        self.changed.emit()

    def say(self, field: str, text: str) -> None:
        """What is typed in a field; spaces inside a password are its own."""
        self.typed[field] = text if field == PASSWORD else text.strip()
        self.changed.emit()

    def rename(self, table: str, theirs: str) -> None:
        """The name a table has in the database; "" is the one we use."""
        self.renamed.pop(table, None)
        name = theirs.strip().lower()
        if name and name != table:
            self.renamed[table] = name
        self.changed.emit()

    def kept(self) -> None:
        """The password went to the keyring: it is forgotten here."""
        self.typed[PASSWORD] = ""
        self.known = self.desk.ask("subsidios.banco")

    # --- what the form shows

    @property
    def origin(self) -> ErpOrigin:
        """What is typed, as the reading takes it. Raises KnownError or ValueError where `reason` says why not."""
        typed = self.typed
        address = OracleAddress(typed[HOST], typed[SERVICE], typed[USER], int(typed[PORT]))
        since, until = (_day(typed[field]) for field in (SINCE, UNTIL))
        return ErpOrigin(address, typed[OWNER].lower(), dict(self.renamed), since, until).checked()

    @property
    def address(self) -> ErpAddress:
        """The address as it is filled at first."""
        typed = self.typed
        return ErpAddress(typed[HOST], typed[SERVICE], typed[USER], int(typed[PORT]))

    @property
    def tables(self) -> tuple[tuple[str, str, str], ...]:
        """Our name of each table, its title, and its name there where it is another."""
        texts = self.desk.house.texts
        return tuple((name, title_of(texts, self.kind, name), self.renamed.get(name, "")) for name in self.asked.tables)

    @property
    def last_time(self) -> str:
        """`Da última vez: SMTR@servidor, usuário LEITOR.`; "" before the first."""
        origin = self.known.origin
        return "" if origin is None else self.desk.say("SUBSIDIO_BANCO.ULTIMO", onde=origin.name, usuario=origin.user)

    @property
    def reason(self) -> str:
        """The first thing that keeps the database from being asked, in words; "" when nothing does."""
        lacking = next((field for field in NEEDED if not self.typed[field]), "")
        if lacking:
            return self._why(lacking)
        if not (self.typed[PORT].isdecimal() and 1 <= int(self.typed[PORT]) <= MOST_PORT):
            return self._why(PORT)
        try:
            origin = self.origin
        except KnownError as error:
            return self.desk.say_error(error)
        except ValueError:
            return self.desk.say("SUBSIDIO_IMPORTA.POR_QUE.DIA")
        if origin.since is not None and origin.until is not None and origin.until < origin.since:
            return self._why(UNTIL)
        return "" if self.typed[PASSWORD] or self._password_known(origin) else self._why(PASSWORD)

    @property
    def password_words(self) -> str:
        """Where the password goes, said before it is typed."""
        return where_password_goes(self.desk, self.known.remembered, self.known.password_known)

    @property
    def again(self) -> ErpOrigin | None:
        """The database of the last time, when nothing has to be typed to read it again."""
        return self.known.origin if self.known.password_known else None

    def tried(self, examined: Examined) -> str:
        """`Conectado a SMTR@servidor como LEITOR: 16 das 28 tabelas encontradas.`"""
        origin = examined.path
        assert isinstance(origin, ErpOrigin)
        told = {"onde": origin.name, "usuario": origin.user, "n": len(examined.tables), "total": len(self.asked.tables)}
        words = self.desk.say("SUBSIDIO_BANCO.PROVADO", **told)
        if not examined.lacking:
            return words
        lacking = tuple(title_of(self.desk.house.texts, self.kind, name) for name in examined.lacking)
        return f"{words} {self.desk.say('SUBSIDIO_BANCO.FALTAM', tabelas=lacking)}"

    def advice(self, error: KnownError) -> str:
        """What to do about what the database answered; "" where the sentence says it all."""
        texts, kind = self.desk.house.texts, error.code.rpartition(".")[2]
        known = (f"SUBSIDIO_BANCO.FAZER.{kind}", f"ACAO.{error.code}")
        return next((texts.say_with(code, error.args_shown) for code in known if texts.knows(code)), "")

    # --- inside

    def _fill(self, origin: ErpOrigin) -> None:
        self.renamed = dict(origin.renamed)
        days = {SINCE: _written(origin.since), UNTIL: _written(origin.until)}
        self.typed |= {OWNER: origin.owner, **days, **_address(origin)}

    def _password_known(self, origin: ErpOrigin) -> bool:
        last = self.known.origin
        return last is not None and self.known.password_known and _login(last) == _login(origin)

    def _why(self, field: str) -> str:
        return self.desk.say(f"SUBSIDIO_BANCO.POR_QUE.{field.upper()}")


def _address(origin: ErpOrigin) -> Mapping[str, str]:
    """The fields of an address; none of a file."""
    place = origin.place
    if not isinstance(place, OracleAddress):
        return {}
    return {HOST: place.host, PORT: str(place.port), SERVICE: place.service, USER: place.user}


def _login(origin: ErpOrigin) -> tuple[str, ...]:
    """What the keyring knows a password by."""
    fields = _address(origin)
    return tuple(fields.get(name, "") for name in (HOST, SERVICE, USER))


def _day(text: str) -> date | None:
    """The day typed, None when nothing is. Raises ValueError."""
    if not text:
        return None
    day = day_of(text)
    if day is None:
        raise ValueError(text)
    return day


def _written(day: date | None) -> str:
    return "" if day is None else f"{day:%d/%m/%Y}"
