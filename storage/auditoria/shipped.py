"""The chain of the subsidy as this program ships it, and the texts a run freezes so that it can be done again."""

from collections.abc import Iterable, Mapping
from typing import Any

from engines.subsidy.chain import Chain, load_chain
from storage.resources import load_yaml, parse_yaml, read_text, resource_names

RULES, STEPS, SHEET = "rules/subsidio", "steps/subsidio", "sheets/subsidio.yaml"


def shipped_chain(statuses: Iterable[str]) -> Chain:
    """Chain of the shipped rules, steps and sheet for the types of a tariff table."""
    return load_chain(
        [_mapping(load_yaml(name)) for name in resource_names(STEPS, ".yaml")],
        lambda step: read_text(f"{STEPS}/{step}.sql"),
        _mapping(load_yaml(SHEET)),
        [_mapping(load_yaml(name)) for name in resource_names(RULES, ".yaml")],
        statuses,
    )


def shipped_texts() -> Mapping[str, str]:
    """Every text a calculation stands on, by the name of its resource."""
    names = [SHEET, *resource_names(RULES, ".yaml"), *resource_names(STEPS, ".yaml"), *resource_names(STEPS, ".sql")]
    return {name: read_text(name) for name in names}


def frozen_chain(texts: Mapping[str, str], statuses: Iterable[str]) -> Chain:
    """The chain of the texts a run froze. Raises KeyError when one it needs is not among them."""

    def parsed(folder: str) -> list[Mapping[str, Any]]:
        return [_mapping(parse_yaml(texts[n])) for n in sorted(texts) if n.startswith(folder) and n.endswith(".yaml")]

    sheet, steps, rules = _mapping(parse_yaml(texts[SHEET])), parsed(f"{STEPS}/"), parsed(f"{RULES}/")
    return load_chain(steps, lambda step: texts[f"{STEPS}/{step}.sql"], sheet, rules, statuses)


def _mapping(data: object) -> Mapping[str, Any]:
    assert isinstance(data, Mapping)
    return data
