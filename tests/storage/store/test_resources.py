"""Resources: found by name, never outside their folder, YAML read strictly."""

from datetime import date
from decimal import Decimal

import pytest
import yaml

from storage.resources import (
    DuplicateKey,
    load_yaml,
    parse_yaml,
    read_bytes,
    read_text,
    resource_names,
    resource_path,
)


@pytest.mark.parametrize("name", ["../pyproject.toml", "/etc/hosts", "rules/../../x", "", "rules\\x"])
def test_names_stay_inside(name: str) -> None:
    with pytest.raises(ValueError, match="not a resource"):
        resource_path(name)


def test_texts_and_names() -> None:
    assert "migrations/0001_base.sql" in resource_names("migrations", ".sql")
    assert read_bytes("migrations/0001_base.sql").decode() == read_text("migrations/0001_base.sql")


def test_what_one_caller_changes_another_does_not_see() -> None:
    first = load_yaml("rules/papeis.yaml")
    assert isinstance(first, dict)
    first.clear()
    assert load_yaml("rules/papeis.yaml") != {}


def test_yaml_is_strict_and_exact() -> None:
    assert parse_yaml("{a: 0.985, b: 2025-08-02, c: 1_000.5, d: 3, e: não}") == {
        "a": Decimal("0.985"),
        "b": date(2025, 8, 2),
        "c": Decimal("1000.5"),
        "d": 3,
        "e": "não",
    }


@pytest.mark.parametrize("text", ["a: 1\na: 2", "x: {b: 1, c: 2, b: 3}"])
def test_duplicate_keys_are_refused(text: str) -> None:
    with pytest.raises(DuplicateKey):
        parse_yaml(text)


@pytest.mark.parametrize("text", ["a: .nan", "a: .inf", "a: !!python/object:object {}", "a: [1"])
def test_what_is_not_plain_data_is_refused(text: str) -> None:
    with pytest.raises((yaml.YAMLError, ArithmeticError)):
        parse_yaml(text)
