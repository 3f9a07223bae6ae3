"""Every step can be carried to the engines where the municipality and others keep these tables."""

import pytest
import sqlglot
from sqlglot import ErrorLevel

from storage.resources import read_text, resource_names


@pytest.mark.parametrize("dialect", ["spark", "bigquery"])
@pytest.mark.parametrize("step", resource_names("steps/subsidio", ".sql"))
def test_a_step_has_the_same_form_in_other_dialects(step: str, dialect: str) -> None:
    written = sqlglot.transpile(read_text(step), read="duckdb", write=dialect, unsupported_level=ErrorLevel.RAISE)
    assert len(written) == 1
    assert sqlglot.parse_one(written[0], read=dialect).key in ("select", "union")
