"""Text tables: UTF-8, UTF-16 or Windows-1252, separated by `;`, tab or comma, whichever the first line uses."""

import csv
from collections.abc import Iterator
from io import StringIO

from storage.errors import KnownError
from storage.imports.grid import MOST_COLUMNS, MOST_LETTERS, MOST_ROWS, Sheet, trimmed

SEPARATORS = (";", "\t", ",")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def text_sheet(content: bytes, name: str) -> Sheet:
    """The one sheet of a text table, every cell a text.

    Raises KnownError IMPORTACAO.NAO_E_TABELA, IMPORTACAO.ASPAS or IMPORTACAO.LINHAS_DEMAIS.
    """
    text = decoded(content, name)
    rows = tuple(trimmed(row) for row in _rows(text, name))
    return Sheet("", rows)


def decoded(content: bytes, name: str) -> str:
    """Text of the bytes. Raises KnownError IMPORTACAO.NAO_E_TABELA on what is no text."""
    encoding = next((named for mark, named in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise KnownError("IMPORTACAO.NAO_E_TABELA", arquivo=name)
    return text


def separator_of(text: str) -> str:
    """The separator the first written line uses most; `;` where it uses none."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    best = max(SEPARATORS, key=outside.count)
    return best if outside.count(best) else SEPARATORS[0]


def _rows(text: str, name: str) -> Iterator[list[str]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator_of(text), strict=True)
    try:
        for index, row in enumerate(reader):
            if index >= MOST_ROWS or len(row) > MOST_COLUMNS:
                raise KnownError("IMPORTACAO.LINHAS_DEMAIS", arquivo=name, linhas=MOST_ROWS, colunas=MOST_COLUMNS)
            yield [cell.strip()[:MOST_LETTERS] for cell in row]
    except csv.Error as error:
        raise KnownError("IMPORTACAO.ASPAS", arquivo=name, linha=reader.line_num) from error
