"""Parametros: given values with a name, unlocked, guarded by limits, beside the frozen copy of the run."""

import re
import unicodedata
from decimal import Decimal
from itertools import product

from engines.money import canonical_text
from storage.exports.book.writing import Book, Page, address
from storage.exports.workbook_content import Input, Keys

Named = dict[tuple[str, Keys], str]
_FIRST = 5


def parameters(book: Book, row_axis: str) -> list[tuple[Input, Keys]]:
    """Inputs that do not repeat over the row axis, once per member."""
    content = book.content
    return [
        (given, keys)
        for given in content.inputs
        if row_axis not in given.per
        for keys in product(*([m.key for m in content.axis(axis).members] for axis in given.per))
    ]


def write_parameters(book: Book) -> Named:
    """The sheet of parameters; returns the defined name of each."""
    page = book.page(book.word("FOLHA_PARAMETROS"))
    given = parameters(book, book.content.axes[0].key)
    book.put(page, 1, 1, book.word("PARAMETROS_TITULO"), "title")
    book.put(page, 2, 1, book.word("PARAMETROS_NOTA"), "quiet")
    heads = ("PARAMETRO", "VALOR", "VALOR_DO_CALCULO", "MUDANCA", "UNIDADE", "NOME", "NOTA")
    for column, code in enumerate(heads, start=1):
        book.put(page, _FIRST - 1, column, book.word(code), "head_right" if column in (2, 3) else "head")
    named: Named = {}
    for row, (entry, keys) in enumerate(given, start=_FIRST):
        named[entry.key, keys] = _row(book, page, row, entry, keys)
    book.widths(page, (46, 18, 18, 12, 12, 42, 50))
    page.sheet.freeze_panes = address(_FIRST, 1, absolute=False)
    return named


def _row(book: Book, page: Page, row: int, entry: Input, keys: Keys) -> str:
    value = book.content.values[entry.key, keys]
    label = ", ".join((entry.label, *(book.content.label(a, k) for a, k in zip(entry.per, keys, strict=True))))
    unit = entry.unit if entry.kind == "number" else ""
    book.put(page, row, 1, label, "text")
    book.put(page, row, 2, value, "input", unit, entry.places)
    book.put(page, row, 3, value, "number", unit, entry.places)
    changed = f'=IF(B{row}=C{row},"","{book.word("ALTERADO")}")'
    book.formula(page, row, 4, changed, "", "verdict")
    book.put(page, row, 5, entry.unit_text, "text")
    name = book.name(defined_name(entry, keys), page.reference(row, 2))
    book.put(page, row, 6, name, "mono")
    book.put(page, row, 7, entry.note, "wrapped")
    guard(book, page, address(row, 2, absolute=False), entry)
    return name


def guard(book: Book, page: Page, cell: str, entry: Input) -> None:
    """Refuse in the cell what the parameter does not accept."""
    from openpyxl.worksheet.datavalidation import DataValidation

    if entry.kind == "text":
        return
    if entry.kind == "bool":
        rule = DataValidation(type="list", formula1='"TRUE,FALSE"', allow_blank=False)
    else:
        rule = DataValidation(type="custom", formula1=_limits(cell, entry), allow_blank=False)
    rule.errorTitle = book.word("VALOR_RECUSADO")
    rule.error = book.word("VALOR_RECUSADO_DICA")
    rule.showErrorMessage = True
    rule.add(cell)
    page.sheet.add_data_validation(rule)


def _limits(cell: str, entry: Input) -> str:
    tests = [f"ISNUMBER({cell})"]
    bounds: tuple[tuple[str, Decimal | None], ...] = ((">", entry.above), ("<", entry.below), ("<=", entry.at_most))
    tests += [f"{cell}{sign}{canonical_text(limit)}" for sign, limit in bounds if limit is not None]
    return f"AND({','.join(tests)})"


def defined_name(entry: Input, keys: Keys, prefix: str = "") -> str:
    """ASCII name of a parameter for a member: `PERCENTUAL_PREMIACAO_PNEUS`."""
    return plain_name("_".join((*([prefix] if prefix else []), entry.name or entry.key, *keys)))


def plain_name(text: str) -> str:
    """A defined name out of any text: ASCII capitals, digits and underscores, never mistaken for a cell."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").upper()
    name = re.sub(r"[^A-Z0-9_]+", "_", folded).strip("_")
    return f"_{name}" if not name or name[0].isdigit() or re.fullmatch(r"[A-Z]{1,3}[0-9]+|[RC][0-9]*", name) else name
