"""The questions of the checks can be carried to the same engines as the steps."""

import pytest
import sqlglot
from sqlglot import ErrorLevel

from storage.resources import read_text, resource_names


@pytest.mark.parametrize("dialect", ["spark", "bigquery"])
def test_every_question_has_a_form_in_other_dialects(dialect: str) -> None:
    for name in resource_names("verificacoes/subsidio", ".sql"):
        written = sqlglot.transpile(read_text(name), read="duckdb", write=dialect, unsupported_level=ErrorLevel.RAISE)
        assert len(written) == 1, name
