"""How a person likes the screen: theme and size of text, kept in the store and followed at the next entrance."""

from dataclasses import dataclass

from storage.store.settings import read_settings, write_setting
from viewmodels.operations.house import House
from viewmodels.operations.scope import Scope

THEMES = ("automatico", "claro", "escuro")
TEXT_SIZES = (90, 100, 115, 130)


@dataclass(frozen=True, slots=True)
class Preferences:
    """Theme (one of THEMES) and text size in per cent (one of TEXT_SIZES)."""

    theme: str = "automatico"
    text_size: int = 100


def preferences_of(house: House, scope: Scope) -> Preferences:
    """What the person chose last; the defaults for one who never did, or for a value of another version."""
    with house.store.read() as connection:
        kept = read_settings(connection, scope.client).get(_key(scope))
    if not isinstance(kept, dict) or kept.get("tema") not in THEMES or kept.get("texto") not in TEXT_SIZES:
        return Preferences()
    return Preferences(kept["tema"], kept["texto"])


def keep_preferences(house: House, scope: Scope, chosen: Preferences) -> None:
    """Keeps a person's own choice: no right is asked and nobody's data changes, so the journal has nothing to say.

    Raises ValueError for a theme or a size that is not offered.
    """
    if chosen.theme not in THEMES or chosen.text_size not in TEXT_SIZES:
        raise ValueError(f"preferences {chosen} are not offered")
    value = {"tema": chosen.theme, "texto": chosen.text_size}
    with house.store.write() as connection:
        write_setting(connection, _key(scope), value, actor=scope.user, at=house.clock.now(), client=scope.client)


def _key(scope: Scope) -> str:
    return f"aparencia.{scope.user}"
