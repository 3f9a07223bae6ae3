"""Numbers as typed: the decimal mark of the locale, and a message for every other reading."""

import re

from engines.formula.errors import FormulaError
from engines.formula.locales import Vocabulary
from engines.formula.tree import Span
from engines.money import PRECISION

_RUN = re.compile(r"[0-9.,]\w*(?:[.,]+\w+)*\.*")
_RUN_IN_LIST = re.compile(r"[0-9.]\w*(?:\.+\w*)*")
_GROUPED = re.compile(r"[0-9]{1,3}(?:(?:\.[0-9]{3})+(?:,[0-9]+)?|(?:,[0-9]{3})+(?:\.[0-9]+)?)")
_ONE_MARK = re.compile(r"[0-9]+[.,][0-9]+")


def scan_number(source: str, at: int, words: Vocabulary, in_list: bool) -> tuple[str, int]:
    """Canonical digits (dot) and end of the number at `at`. Raises NUM_SEP, BAD_NUM or PCT_LITERAL.

    `in_list`: a comma may separate arguments here, so in English it ends the number.
    """
    pattern = _RUN_IN_LIST if in_list and words.decimal_mark == "." else _RUN
    found = pattern.match(source, at)
    end = found.end() if found else at + 1
    run = source[at:end]
    if not re.fullmatch(rf"[0-9]+(?:{re.escape(words.decimal_mark)}[0-9]+)?", run):
        raise _malformed(source, at, run, words)
    if len(run.lstrip("0.,")) - (words.decimal_mark in run) > PRECISION:
        raise FormulaError("BAD_NUM", Span(at, end), {"detail": "LONG", "limit": PRECISION}, source)
    _refuse_percent(source, at, end)
    return run.replace(",", "."), end


def _refuse_percent(source: str, at: int, end: int) -> None:
    sign = end
    while source[sign : sign + 1] in (" ", "\t"):
        sign += 1
    if source[sign : sign + 1] == "%":
        raise FormulaError("PCT_LITERAL", Span(at, sign + 1), {"number": source[at:end]}, source)


def _malformed(source: str, at: int, run: str, words: Vocabulary) -> FormulaError:
    span = Span(at, at + len(run))
    if not _GROUPED.fullmatch(run) and not _ONE_MARK.fullmatch(run):
        return FormulaError("BAD_NUM", span, {}, source)
    shown = {"plain": re.sub(r"[.,]", "", run), "decimal": words.decimal_mark.join(_halves(run))}
    if len(re.findall(r"[.,]", run)) > 1 and {".", ","} <= set(run):
        shown["plain"] = shown["decimal"]
    return FormulaError("NUM_SEP", span, shown, source)


def _halves(run: str) -> tuple[str, str]:
    whole, fraction = re.split(r"[.,](?=[0-9]+$)", run)
    return re.sub(r"[.,]", "", whole), fraction
