"""Two files that should be one: what differs between the paper somebody holds and the one the run gives again."""

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from io import BytesIO
from itertools import islice
from typing import Any

from storage.errors import KnownError
from storage.exports.pdf_pages import PageImage, metadata, page_count, page_text, render_page

MOST = 50
"""Differences listed; the first ones say enough."""
LARGEST_UNPACKED = 300 * 1024 * 1024
SHOWN_LETTERS = 200
_DPI = 72
_NEAR = 1e-9


@dataclass(frozen=True, slots=True)
class Differing:
    """One difference: text code of the kind of place, its arguments, what the run gives and what the file says."""

    code: str
    place: Mapping[str, object]
    ours: str = ""
    theirs: str = ""


def differences(kind: str, ours: bytes, theirs: bytes, name: str = "") -> tuple[Differing, ...]:
    """At most MOST differences between two papers of a kind (`pdf`, `xlsx`); none when they say and show the same.

    Raises KnownError DOCUMENTO_ALHEIO when `theirs` cannot be read as that kind, VERIFICAR.GRANDE when it swells.
    """
    if ours == theirs:
        return ()
    found = _of_pages(ours, theirs, name) if kind == "pdf" else _of_workbooks(ours, theirs, name)
    return tuple(islice(found, MOST))


def carries_hash(kind: str, content: bytes, full_hash: str) -> bool:
    """True when a paper of ours (its bytes, not yet a file) carries this hash."""
    if kind == "pdf":
        return full_hash in metadata(content).get("Keywords", "")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return full_hash.encode() in archive.read("docProps/custom.xml")


def differing_height(ours: bytes, theirs: bytes, index: int) -> int:
    """Points from the first to the last line of page `index` that is drawn differently in two PDFs; 0 when none is."""
    own, other = render_page(ours, index, _DPI), render_page(theirs, index, _DPI)
    if (own.height, own.stride) != (other.height, other.stride):
        return max(own.height, other.height)
    lines = [at for at in range(own.height) if _line(own, at) != _line(other, at)]
    return lines[-1] - lines[0] + 1 if lines else 0


def _line(page: PageImage, at: int) -> bytes:
    return page.rgb[at * page.stride : (at + 1) * page.stride]


def first_sheet_texts(content: bytes, name: str = "") -> frozenset[str]:
    """Texts of the cells of a workbook's first sheet. Raises KnownError as `differences`."""
    _refuse_swelling(content, name)
    sheets = iter(_loaded(content, name, True).values())
    return frozenset(value for value in next(sheets, {}).values() if isinstance(value, str))


def _of_pages(ours: bytes, theirs: bytes, name: str) -> Iterator[Differing]:
    own, other = page_count(ours), page_count(theirs, name)
    if own != other:
        yield Differing("DIFERENCA.PAGINAS", {}, str(own), str(other))
    for index in range(min(own, other)):
        texts = list(_of_lines(index, page_text(ours, index), page_text(theirs, index)))
        yield from texts
        # A picture laid over the numbers leaves their text alone: the drawing is compared too.
        if not texts and render_page(ours, index, _DPI).rgb != render_page(theirs, index, _DPI).rgb:
            yield Differing("DIFERENCA.DESENHO", {"pagina": index + 1})


def _of_lines(index: int, ours: str, theirs: str) -> Iterator[Differing]:
    own, other = ours.splitlines(), theirs.splitlines()
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, own, other, autojunk=False).get_opcodes():
        if tag != "equal":
            place = {"pagina": index + 1, "linha": i1 + 1}
            yield Differing("DIFERENCA.TEXTO", place, _shown(own[i1:i2]), _shown(other[j1:j2]))


def _shown(lines: Iterable[str]) -> str:
    return " / ".join(lines)[:SHOWN_LETTERS]


def _of_workbooks(ours: bytes, theirs: bytes, name: str) -> Iterator[Differing]:
    _refuse_swelling(theirs, name)
    own, other = _cells(ours, name), _cells(theirs, name)
    for sheet in [*own, *(each for each in other if each not in own)]:
        if sheet not in other or sheet not in own:
            yield Differing("DIFERENCA.FOLHA", {"folha": sheet}, *(sheet if sheet in b else "" for b in (own, other)))
            continue
        for place in [*own[sheet], *(each for each in other[sheet] if each not in own[sheet])]:
            held, said = own[sheet].get(place, ("", "")), other[sheet].get(place, ("", ""))
            if not all(_same(mine, its) for mine, its in zip(held, said, strict=True)):
                yield Differing("DIFERENCA.CELULA", {"folha": sheet, "celula": place}, _cell(held), _cell(said))


def _refuse_swelling(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise KnownError("DOCUMENTO_ALHEIO", arquivo=name) from error
    if unpacked > LARGEST_UNPACKED:
        raise KnownError("VERIFICAR.GRANDE", arquivo=name, limite=LARGEST_UNPACKED // (1024 * 1024))


def _cells(content: bytes, name: str) -> dict[str, dict[str, tuple[Any, Any]]]:
    """Sheet -> cell -> (formula or constant, value kept with it)."""
    formulas, values = _loaded(content, name, False), _loaded(content, name, True)
    found: dict[str, dict[str, tuple[Any, Any]]] = {}
    for sheet, cells in formulas.items():
        kept = values.get(sheet, {})
        found[sheet] = {place: (said, kept.get(place, "")) for place, said in cells.items()}
    return found


def _loaded(content: bytes, name: str, values: bool) -> dict[str, dict[str, Any]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(BytesIO(content), data_only=values)
    except Exception as error:  # noqa: BLE001 - openpyxl raises anything over a file that is not a workbook
        raise KnownError("DOCUMENTO_ALHEIO", arquivo=name) from error
    return {
        sheet.title: {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if _said(cell)}
        for sheet in book.worksheets
    }


def _said(cell: Any) -> bool:
    return cell.value not in (None, "")


def _same(one: Any, other: Any) -> bool:
    # Excel writes back a number it recalculated in its own binary form.
    numbers = all(isinstance(each, (int, float)) and not isinstance(each, bool) for each in (one, other))
    if numbers:
        return abs(one - other) <= _NEAR * max(abs(one), abs(other))
    return type(one) is type(other) and str(one) == str(other)


def _cell(pair: tuple[Any, Any]) -> str:
    formula, value = (str(each) for each in pair)
    return formula[:SHOWN_LETTERS] if formula == value else f"{formula} → {value}"[:SHOWN_LETTERS]
