"""An ERP as the place an audit's tables come from: where, as whom, under which names, over which days; no password."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from engines.finding import NOTHING
from storage.auditoria.catalogue import Catalogue
from storage.auditoria.erp_names import ErpNames, ErpTable, checked_name
from storage.auditoria.from_erp import Source, Window
from storage.auditoria.matching import ColumnsMap
from storage.erp.oracle_source import Limits, OracleAddress, OracleSource
from storage.erp.profile import default_profile
from storage.erp.sqlite_source import SqliteSource
from storage.errors import KnownError
from storage.secrets import Secrets, oracle_password
from storage.store.settings import read_settings, write_setting

KEY = "subsidio.banco"


@dataclass(frozen=True, slots=True)
class ErpOrigin:
    """An Oracle, or the SQLite file that stands for one.

    `owner` of the tables ("" the user's own), `renamed` our table -> theirs where it is not the one we use, `since` and
    `until` the days read, both included (None: from the first, to the last).
    """

    place: OracleAddress | Path
    owner: str = ""
    renamed: Mapping[str, str] = field(default_factory=lambda: NOTHING)  # type: ignore[assignment]
    since: date | None = None
    until: date | None = None

    @property
    def name(self) -> str:
        """`PROD@servidor`: what people call it, fit for the name of a file."""
        return self.place.name if isinstance(self.place, Path) else f"{self.place.service}@{self.place.host}"

    @property
    def where(self) -> str:
        """`servidor:1521/PROD`: which one it is, beyond doubt."""
        if isinstance(self.place, Path):
            return self.place.name
        return f"{self.place.host}:{self.place.port}/{self.place.service}"

    @property
    def user(self) -> str:
        """As whom it is read; "" in a file."""
        return "" if isinstance(self.place, Path) else self.place.user

    @property
    def window(self) -> Window:
        """The days asked, [first, end)."""
        return self.since, None if self.until is None else self.until + timedelta(days=1)

    def checked(self) -> "ErpOrigin":
        """Itself. Raises KnownError ORG_001.ADDRESS or IMPORTACAO.TABELA.PERFIL naming what cannot be right."""
        if not isinstance(self.place, Path):
            self.place.checked()
        if self.owner:
            checked_name("esquema", self.owner)
        for table, theirs in self.renamed.items():
            checked_name(table, theirs)
        return self

    def names(self, asked: Catalogue, columns: ColumnsMap) -> ErpNames:
        """Every table asked: one that somebody named must be there, the others are looked for."""
        tables = {
            name: ErpTable(self.renamed.get(name, name), columns.get(name, {}), expected=name in self.renamed)
            for name in asked.tables
        }
        return ErpNames(self.owner or None, tables)


def open_origin(origin: ErpOrigin, secrets: Secrets, password: str = "", limits: Limits | None = None) -> Source:
    """The gateway to an ERP, with the password given or the one of the keyring.

    Raises KnownError IMPORTACAO.TABELA.SEM_SENHA when there is neither, ORG_001.ADDRESS, IMPORTACAO.TABELA.PERFIL.
    """
    place = origin.checked().place
    if isinstance(place, Path):
        return SqliteSource(place, default_profile())
    found = password or oracle_password(secrets, place.host, place.service, place.user)
    if not found:
        raise KnownError("IMPORTACAO.TABELA.SEM_SENHA", usuario=place.user)
    given = found
    return OracleSource(place, lambda: given, default_profile(), limits)


def kept_origin(connection: Connection, client: str) -> ErpOrigin | None:
    """The ERP the tables were last asked of; None before the first time."""
    told: Mapping[str, Any] | None = read_settings(connection, client).get(KEY)
    if told is None:
        return None
    where = told["banco"]
    place = Path(where["arquivo"]) if "arquivo" in where else OracleAddress(**where)
    return ErpOrigin(place, told["esquema"], told["tabelas"], told["de"], told["ate"])


def keep_origin(connection: Connection, client: str, origin: ErpOrigin, *, at: datetime, who: str) -> None:
    """Remembers an ERP, never its password. The journal entry is the caller's."""
    write_setting(connection, KEY, _told(origin), actor=who, at=at, client=client)


def _told(origin: ErpOrigin) -> Mapping[str, object]:
    place = origin.place
    where: Mapping[str, object] = {"arquivo": str(place)} if isinstance(place, Path) else {
        "host": place.host, "port": place.port, "service": place.service, "user": place.user,
    }  # fmt: skip
    named = dict(origin.renamed)
    return {"banco": where, "esquema": origin.owner, "tabelas": named, "de": origin.since, "ate": origin.until}
