"""The tables the city published, laid beside those calculated here: `pago_<stage>`, the city's own columns."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from storage.auditoria.bench import PAID
from storage.bulk.session import BulkSession
from storage.bulk.types import quoted

if TYPE_CHECKING:
    import pyarrow


def lay_published(session: BulkSession, tables: "Mapping[str, pyarrow.Table]") -> None:
    """Makes relation `pago_<name>` of each table."""
    connection = session.connection
    for name, rows in tables.items():
        connection.register("_publicada", rows)
        try:
            connection.execute(f"CREATE OR REPLACE TABLE {quoted(PAID + name)} AS SELECT * FROM _publicada")
        finally:
            connection.unregister("_publicada")
