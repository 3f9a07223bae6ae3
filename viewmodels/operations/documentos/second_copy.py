"""A second copy says so on its face and is otherwise the first: its mark is the one difference allowed."""

from collections.abc import Sequence

from storage.exports.comparing import Differing, differing_height
from storage.texts.sentences import Texts

MARKS = {
    "pdf": ("RELATORIO.SUBTITULO", "RELATORIO.SUBTITULO_SEGUNDA_VIA"),
    "xlsx": ("PAPEL.PLANILHA_SUBTITULO", "PAPEL.PLANILHA_SUBTITULO_SEGUNDA_VIA"),
}
MARK_POINTS = 24
"""Height of the line that carries the mark: nothing else of its page may be drawn differently."""


def is_second_copy(texts: Texts, run: int, kind: str, found: Sequence[Differing], ours: bytes, theirs: bytes) -> bool:
    """True when the mark of the second copy is the only difference, in what the paper says and in what it shows."""
    if not found or kind not in MARKS:
        return False
    mark = tuple(texts.say(code, calculo=str(run)) for code in MARKS[kind])
    if any((each.ours, each.theirs) != mark for each in found):
        return False
    return kind != "pdf" or all(differing_height(ours, theirs, _page(each)) <= MARK_POINTS for each in found)


def _page(difference: Differing) -> int:
    return int(str(difference.place["pagina"])) - 1
