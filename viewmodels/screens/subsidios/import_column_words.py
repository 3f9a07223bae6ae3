"""What the matching of columns says: titles, how each column was found, what else it could be."""

from collections.abc import Iterator, Sequence

from viewmodels.screens.subsidios.import_columns import ColumnLine, How
from viewmodels.screens.subsidios.import_way import ImportWay
from viewmodels.screens.subsidios.import_words import column_meaning, files_said, title_of


class ColumnWords:
    """Words about the columns of one import."""

    def __init__(self, way: ImportWay) -> None:
        """Of an import, whichever tables it comes to find."""
        self._way, self._texts = way, way.desk.house.texts

    def table(self, name: str) -> tuple[str, str]:
        """Title of a table and the files it is in."""
        assert self._way.pairs is not None
        return title_of(self._texts, self._way.kind, name), files_said(self._texts, self._way.pairs.table(name).files)

    def trouble(self, name: str) -> str:
        """Why a table cannot be read at all; "" when it can."""
        assert self._way.pairs is not None
        error = self._way.pairs.table(name).trouble
        return "" if error is None else self._texts.say_error(error)

    def meaning(self, ours: str) -> str:
        """What one of our columns holds."""
        assert self._way.pairs is not None
        return column_meaning(self._texts, self._way.table, ours)

    def how(self, line: ColumnLine) -> str:
        """How a column was found, or why it is not."""
        if line.how is How.LACKING and not line.choices:
            return self._texts.say("SUBSIDIO_IMPORTA.COMO.NAO_HA")
        return self._texts.say(f"SUBSIDIO_IMPORTA.COMO.{line.how.value}")

    def choices(self, line: ColumnLine) -> Iterator[tuple[str, str]]:
        """What a column could be, as their names; first that it is not there, where nothing else says it is."""
        if line.how in (How.LACKING, How.ABSENT, How.HAND):
            code = "ESCOLHA" if line.required else "NAO_VEM_COLUNA"
            yield "", self._texts.say(f"SUBSIDIO_IMPORTA.{code}")
        yield from ((theirs, theirs) for theirs in line.choices)

    def by_name(self, lines: Sequence[ColumnLine]) -> str:
        """Which columns came under the name we use; "" when none did."""
        named = [line.ours for line in lines if line.how is How.NAME]
        if not named:
            return ""
        code = "TODAS_PELO_NOME" if len(named) == len(lines) else "PELO_NOME"
        return self._texts.say(f"SUBSIDIO_IMPORTA.{code}", n=len(named), colunas=", ".join(named))

    def unused(self, table: str) -> str:
        """Which of their columns say nothing to us; "" when all are used."""
        assert self._way.pairs is not None
        rest = self._way.pairs.matched(table).unused
        return self._texts.say("SUBSIDIO_IMPORTA.SOBRAM", n=len(rest), colunas=", ".join(rest)) if rest else ""
