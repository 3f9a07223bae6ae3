"""Columns of the tables of Comparação: which there are, how wide, which the person chose to see."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from storage.auditoria.compared_rows import BANDS
from storage.auditoria.rows import RowColumn
from storage.errors import KnownError
from storage.texts.sentences import Texts
from viewmodels.desk import Desk
from viewmodels.preferences import hidden_columns, keep_hidden_columns
from viewmodels.screens.column_choice import ColumnOption
from viewmodels.table_spec import ColumnSpec, Kind

REAIS, KM = "R$", "km"
BAND_COLUMNS = (
    "data", "faixa_horaria_inicio", "servico", "sentido", "consorcio", "viagens_planejadas", "viagens", "km_planejada",
    "km_apurada", "pof", "penalidade_nossa", "penalidade_deles", "nosso", "deles", "efeito", "causa_texto",
    "primeira_etapa", "clausula", "ato", "lado",
)  # fmt: skip
EXTRA = frozenset({"penalidade_nossa", "penalidade_deles", "primeira_etapa", "clausula", "ato", "lado"})
"""Columns of the bands nobody sees before choosing to."""
OF_BANDS = frozenset({"faixa_horaria_inicio", "sentido", "viagens_planejadas"})
"""Columns a service's day has no value for."""
SHOWN = "+"
"""Before the name of a column the person asked to see."""
CROWDED = (
    (1240, frozenset({"viagens_planejadas", "viagens"})),
    (1120, frozenset({"km_planejada"})),
    (1050, frozenset({"km_apurada"})),
    (820, frozenset({"pof", "consorcio"})),
)
"""Below so many px of table, columns that give way to the amounts and the cause."""
TIGHT_ROOM, TIGHT = 1150, frozenset({"datetime_partida", "causa_texto"})
"""Below so many px, columns of the rows of a stage that give way to what differs in them."""
ALWAYS = frozenset({"data", "faixa_horaria_inicio", "servico", "nosso", "deles", "efeito"})
_NOT_SHOWN = frozenset(
    {"tamanho", "celulas", "pago_nosso", "pago_deles", "causa", "causa_de", "causa_para", "clausula", "ato"}
)
_RENAMED = {"nosso": "valor_nosso", "deles": "valor_deles"}
_NUMBERS: Mapping[str, tuple[str, int]] = {
    "viagens_planejadas": ("", 0), "viagens": ("", 0), "km_planejada": (KM, 3), "km_apurada": (KM, 3), "pof": ("%", 2),
    "penalidade_nossa": (REAIS, 2), "penalidade_deles": (REAIS, 2), "nosso": (REAIS, 2), "deles": (REAIS, 2),
    "efeito": (REAIS, 2),
}  # fmt: skip
_STRETCH = {"causa_texto": 2, "colunas": 1, "nosso": 1, "deles": 1}
WIDTHS = {"causa_texto": 100, "colunas": 150, "id_viagem": 210}


class DifferenceColumns:
    """The columns of one view, in words, and which of the bands' the person sees.

    `sides` off leaves out which side a row is on: every row of the stage is on both. `by_day` leaves out what only
    bands have.
    """

    def __init__(self, desk: Desk) -> None:
        """Columns in the reader's language, those hidden as the person left them."""
        self._desk, self._texts = desk, desk.house.texts
        self._turned = hidden_columns(desk.house, desk.scope, BANDS)
        self._unseen = EXTRA
        self.sides, self.by_day, self._tight = True, False, False

    def specs(self, table: str, columns: Sequence[RowColumn]) -> tuple[ColumnSpec, ...]:
        """What the table is told of each column shown."""
        return tuple(self._spec(table, name) for name in self.names(table, columns) if self.shows(table, name))

    def names(self, table: str, columns: Iterable[RowColumn]) -> tuple[str, ...]:
        """Columns that may be shown, in their order."""
        if table == BANDS:
            return BAND_COLUMNS
        return tuple(column.name for column in columns if column.name not in _NOT_SHOWN)

    def shows(self, table: str, name: str) -> bool:
        """True when the person sees this column."""
        if table != BANDS:
            return (name != "lado" or self.sides) and not (self._tight and name in TIGHT)
        if self.by_day and name in OF_BANDS:
            return False
        if SHOWN + name in self._turned:
            return True
        return name not in self._turned and name not in self._unseen

    def set_room(self, width: int) -> bool:
        """Where the table has so many px, columns nobody asked for stay out; True when others are shown now."""
        unseen = EXTRA.union(*(names for least, names in CROWDED if width < least))
        tight = width < TIGHT_ROOM
        changed = (unseen, tight) != (self._unseen, self._tight)
        self._unseen, self._tight = unseen, tight
        return changed

    def options(self) -> tuple[ColumnOption, ...]:
        """The columns of the bands that may be chosen."""
        free = (name for name in BAND_COLUMNS if name not in ALWAYS)
        return tuple(ColumnOption(name, self.whole_title(BANDS, name), self.shows(BANDS, name)) for name in free)

    def choose(self, name: str, shown: bool) -> None:
        """Shows or hides a column of the bands from now on; a sealed audit keeps no preference."""
        self._turned = (self._turned - {name, SHOWN + name}) | {SHOWN + name if shown else name}
        try:
            keep_hidden_columns(self._desk.house, self._desk.scope, BANDS, self._turned)
        except KnownError:
            return

    def title(self, table: str, name: str) -> str:
        """Name of a column; one nobody named is told as the stages tell it."""
        return column_title(self._texts, table, name)

    def whole_title(self, table: str, name: str) -> str:
        """Name of a column with the unit of its numbers, for who sees no header of a table."""
        title, unit = self.title(table, name), _NUMBERS[name][0] if is_number(table, name) else ""
        return f"{title} ({unit})" if unit else title

    def _spec(self, table: str, name: str) -> ColumnSpec:
        title = self.title(table, name)
        if is_number(table, name):
            unit, places = _NUMBERS[name]
            return ColumnSpec(name, title, unit, Kind.NUMBER, places, strong=name == "efeito")
        stretch = _STRETCH.get(name, 0) if table != BANDS or name == "causa_texto" else 0
        return ColumnSpec(name, title, width=WIDTHS.get(name), stretch=stretch, quiet=name == "causa_texto")


def is_number(table: str, name: str) -> bool:
    """True for a column of amounts; the values of a stage's cells are texts of every kind."""
    return name in _NUMBERS and (table == BANDS or name == "efeito")


def column_title(texts: Texts, table: str, name: str) -> str:
    """Name of a column of a view of the comparison."""
    renamed = name if table == BANDS else _RENAMED.get(name, name)
    for code in (f"SUB_COMPARA.COLUNA.{renamed}", f"SUBSIDIO_COLUNA.{name}"):
        if texts.knows(code):
            return texts.say(code)
    return name


def number_text(texts: Texts, name: str, value: Decimal) -> str:
    """An amount of the bands with the places of its column."""
    return texts.numbers.number(value, _NUMBERS[name][1], sign=name == "efeito")
