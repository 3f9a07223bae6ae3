"""Texts of the source compared by what they say: comments, line breaks and spaces apart; and the lists they hold."""

import re
from collections.abc import Iterator, Sequence

MOST_SHOWN = 2_000

_SQL = re.compile(
    r"(?P<comment>--[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)|\{#(?:[^#]|#(?!\}))*+(?:#\}|\Z))"
    r"|(?P<string>'(?:[^'\\]|\\.)*+(?:'|\\?\Z)|\"(?:[^\"\\]|\\.)*+(?:\"|\\?\Z)|`[^`]*+(?:`|\Z))"
    r"|(?P<word>[\w.]++)|(?P<space>\s++)|(?P<sign>.)",
    re.DOTALL,
)
_PYTHON = re.compile(
    r"(?P<string>'''.*?(?:'''|\Z)|\"\"\".*?(?:\"\"\"|\Z)|'(?:[^'\\\n]|\\.)*+'?|\"(?:[^\"\\\n]|\\.)*+\"?)"
    r"|(?P<comment>\#[^\n]*+)|(?P<other>[^'\"\#]++)",
    re.DOTALL,
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_READ = re.compile(r"""var\(\s*['"](\w{1,200})['"]""")
_REF = re.compile(r"""ref\(\s*['"](\w{1,200})['"]""")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MACRO = re.compile(r"\{%-?\s*macro\s+(\w{1,200})")


def sql_words(text: str) -> tuple[str, ...]:
    """Words, strings and signs of a SQL or Jinja text, in order, without comments or spaces."""
    return tuple(found[0] for found in _SQL.finditer(text) if found.lastgroup not in ("comment", "space"))


def python_lines(text: str) -> tuple[str, ...]:
    """Lines of a Python text without comments, blank lines or spaces at the end."""
    bare = "".join(found[0] for found in _PYTHON.finditer(text) if found.lastgroup != "comment")
    return tuple(line.rstrip() for line in bare.splitlines() if line.strip())


def words_of(path: str, text: str) -> tuple[str, ...]:
    """What a text says, in pieces that are compared."""
    if path.endswith(".py"):
        return python_lines(text)
    return sql_words(text) if path.endswith(".sql") else tuple(line.rstrip() for line in text.splitlines() if line)


def middle(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is left of each once the common beginning and end are taken away."""
    first = 0
    while first < min(len(before), len(after)) and before[first] == after[first]:
        first += 1
    last = 0
    while last < min(len(before), len(after)) - first and before[-1 - last] == after[-1 - last]:
        last += 1
    return tuple(before[first : len(before) - last]), tuple(after[first : len(after) - last])


def shown(words: Sequence[str]) -> str:
    """A stretch of a text as it is shown, cut where it is too long."""
    text = " ".join(words)
    return text if len(text) <= MOST_SHOWN else text[:MOST_SHOWN] + "…"


def lists_of(words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Lists of quoted values in parentheses or brackets, in order."""
    return tuple(_lists(words))


def _lists(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    members: list[str] | None = None
    for word in words:
        if word in ("(", "["):
            members = []
        elif members is not None and word[0] in "'\"":
            members.append(word[1:-1])
        elif word in (")", "]"):
            if members:
                yield tuple(members)
            members = None
        elif word != ",":
            members = None


def edited_list(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The one list that changed, when nothing else did: (members before, members after); else None."""
    old, new = lists_of(before), lists_of(after)
    apart = [pair for pair in zip(old, new, strict=False) if pair[0] != pair[1]]
    if len(old) != len(new) or len(apart) != 1:
        return None
    removed, added = middle(before, after)
    plain = all(word == "," or word[0] in "'\"" for word in (*removed, *added))
    return apart[0] if plain else None


def one_number(before: Sequence[str], after: Sequence[str]) -> tuple[str, str] | None:
    """The number that changed, when nothing else did."""
    removed, added = middle(before, after)
    alone = len(removed) == 1 == len(added) and _NUMBER.fullmatch(removed[0]) and _NUMBER.fullmatch(added[0])
    return (removed[0], added[0]) if alone else None


def variables_read(text: str) -> frozenset[str]:
    """Variables a text asks for by `var(…)`."""
    return frozenset(_READ.findall(text))


def macros_defined(text: str) -> frozenset[str]:
    """Macros a text defines."""
    return frozenset(_MACRO.findall(text))


def models_read(text: str) -> frozenset[str]:
    """Models a text asks for by `ref(…)`."""
    return frozenset(_REF.findall(text))


def dates_before(words: Sequence[str], place: int, reach: int = 80) -> frozenset[str]:
    """Quoted dates in the words just before a place, which tell the days a list is about."""
    near = words[max(0, place - reach) : place]
    return frozenset(word[1:-1] for word in near if _DATE.fullmatch(word[1:-1]))
