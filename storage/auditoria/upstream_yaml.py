"""YAML of somebody else: every scalar stays the text it is, and neither size, depth nor repetition can hurt."""

from typing import Any

import yaml

from engines.subsidy.watching.upstream import Plain
from storage.errors import KnownError

MOST_CHARACTERS = 2_000_000
MOST_DEPTH = 40

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def plain_yaml(path: str, text: str) -> Plain:
    """Value of a YAML text with its scalars unread (no dates, numbers, tags or Jinja); a repeated key keeps the last.

    Raises KnownError for a text that is too long, too deep, repeats a part by reference, or is not YAML.
    """
    if len(text) > MOST_CHARACTERS:
        raise KnownError("IMPORTACAO.FONTE.GRANDE", arquivo=path, limite=MOST_CHARACTERS)
    try:
        _refuse_traps(path, text)
        value: Plain = yaml.load(text, Loader=_Loader)  # noqa: S506 - the base loader makes only text, lists and maps
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _unread(path, mark) from None
    return {} if value is None else value


def _refuse_traps(path: str, text: str) -> None:
    """Looks at the events first: nothing is built from a text that nests or repeats without end."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MOST_DEPTH or isinstance(event, yaml.AliasEvent):
            raise _unread(path, event.start_mark)


def _unread(path: str, mark: Any) -> KnownError:
    return KnownError("IMPORTACAO.FONTE.YAML", arquivo=path, linha=mark.line + 1 if mark else 0)
