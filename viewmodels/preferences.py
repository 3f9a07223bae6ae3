"""How a person likes the screen: theme, size of text, language; kept in the store and followed at the next entrance."""

from dataclasses import dataclass, replace

from storage.store.settings import read_settings, write_setting
from storage.texts.sentences import Texts
from viewmodels.labels import LANGUAGES
from viewmodels.operations.house import House
from viewmodels.operations.scope import Scope

THEMES = ("automatico", "claro", "escuro")
TEXT_SIZES = (90, 100, 115, 130)


@dataclass(frozen=True, slots=True)
class Preferences:
    """Theme (one of THEMES), text size in per cent (one of TEXT_SIZES), language ("" as the program was opened)."""

    theme: str = "automatico"
    text_size: int = 100
    language: str = ""

    @property
    def offered(self) -> bool:
        """True when each part is one the program offers."""
        known = self.language in ("", *LANGUAGES)
        return known and self.theme in THEMES and self.text_size in TEXT_SIZES


def preferences_of(house: House, scope: Scope) -> Preferences:
    """What the person chose last; the defaults for one who never did, or for a value of another version."""
    with house.store.read() as connection:
        kept = read_settings(connection, scope.client).get(_key(scope))
    if not isinstance(kept, dict):
        return Preferences()
    found = Preferences(kept.get("tema", ""), kept.get("texto", 0), kept.get("idioma", ""))
    return found if found.offered else Preferences()


def keep_preferences(house: House, scope: Scope, chosen: Preferences) -> None:
    """Keeps a person's own choice: no right is asked and nobody's data changes, so the journal has nothing to say.

    Raises ValueError for a theme, a size or a language that is not offered.
    """
    if not chosen.offered:
        raise ValueError(f"preferences {chosen} are not offered")
    value = {"tema": chosen.theme, "texto": chosen.text_size, "idioma": chosen.language}
    with house.store.write() as connection:
        write_setting(connection, _key(scope), value, actor=scope.user, at=house.clock.now(), client=scope.client)


def in_language(house: House, language: str) -> House:
    """The same house speaking `language`; itself when that is the one it speaks, or "" (none chosen)."""
    if language in ("", house.texts.locale):
        return house
    return replace(house, texts=Texts(language, house.texts.zone))


def _key(scope: Scope) -> str:
    return f"aparencia.{scope.user}"


def hidden_columns(house: House, scope: Scope, table: str) -> frozenset[str]:
    """Columns of a table the person chose not to see; none for one who never chose."""
    with house.store.read() as connection:
        kept = read_settings(connection, scope.client).get(_columns_key(scope, table))
    return frozenset(key for key in kept if isinstance(key, str)) if isinstance(kept, list | tuple) else frozenset()


def keep_hidden_columns(house: House, scope: Scope, table: str, hidden: frozenset[str]) -> None:
    """Keeps them: a person's own choice, which changes nobody's data."""
    with house.store.write() as connection:
        key, now = _columns_key(scope, table), house.clock.now()
        write_setting(connection, key, sorted(hidden), actor=scope.user, at=now, client=scope.client)


def _columns_key(scope: Scope, table: str) -> str:
    return f"colunas.{table}.{scope.user}"
