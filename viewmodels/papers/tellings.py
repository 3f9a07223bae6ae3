"""How published lines are told: which sentence, when it is the one to say, and the numbers it takes from the sheet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from engines.sheet import Evaluation


class LineArgs(Mapping[str, object]):
    """Values of a sheet's lines at some members, as arguments of a sentence, worked out when it asks for them.

    `meta_litros` is the line at the same members; `dias_mes_sabado` the line at one member of an axis that is free.
    Counts are given as int, so that plurals can read them.
    """

    def __init__(self, evaluation: Evaluation, members: Mapping[str, str]) -> None:
        self.evaluation, self.members = evaluation, members

    @cached_property
    def places(self) -> Mapping[str, tuple[str, Mapping[str, str]]]:
        """Where each name stands; looked up only for a sentence that names any."""
        return dict(self._all(self.evaluation, self.members))

    def __getitem__(self, name: str) -> object:
        key, members = self.places[name]
        value = self.evaluation.value(key, members)
        whole = str(self.evaluation.sheet.unit(key)) == "count" and isinstance(value, Decimal)
        return int(value) if whole and isinstance(value, Decimal) else value

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)

    @staticmethod
    def _all(evaluation: Evaluation, members: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, Mapping[str, str]]]]:
        sheet = evaluation.sheet
        for key in (*sheet.inputs, *sheet.lines):
            free = tuple(axis for axis in sheet.per(key) if axis not in members)
            for keys in evaluation.members_of(free):
                whole = {**members, **dict(zip(free, keys, strict=True))}
                yield "_".join((key, *(k.lower() for k in keys))), (key, whole)


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence of a published line: the text code, and when it is the one to say.

    `when` names a line that must be nonzero or true; `apart_from` one whose value must differ. Both where both stand;
    a line the sheet does not have is not true.
    """

    code: str
    when: str = ""
    apart_from: str = ""


TELLINGS: Mapping[str, tuple[Telling, ...]] = {
    "meta_litros": (Telling("FRASE.meta_litros"),),
    "meta_final": (
        Telling("FRASE.meta_final.piso_parcelas", "em_parcelas", apart_from="meta_calculada"),
        Telling("FRASE.meta_final.piso", apart_from="meta_calculada"),
        Telling("FRASE.meta_final.parcelas", "em_parcelas"),
        Telling("FRASE.meta_final.saldo", "saldo_devedor"),
        Telling("FRASE.meta_final"),
    ),
}
"""How each published line is told, the first that holds; another line is told by its formula with values."""

COMPARED = {"meta_litros": "media_mensal_litros"}
"""The line a published one is measured against in the words that follow its sentence."""
