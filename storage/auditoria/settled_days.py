"""Which days an audit settles: those asked for, else those the tables speak of."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from storage.errors import KnownError

if TYPE_CHECKING:
    import pyarrow

SPEAKING = ("subsidio_data_versao_efetiva", "aux_veiculo_gps_dia")
"""Tables whose days are the settled ones, the first that was given."""
MOST_DAYS = 400


def chosen_days(tables: "Mapping[str, pyarrow.Table]", since: date | None, until: date | None) -> tuple[date, ...]:
    """Days from `since` to `until`, both included, in order; one left out is the tables' own first or last.

    Without either, exactly the days of the first table that speaks of them. Raises KnownError SUBSIDIO_SEM_DIAS when
    there is none, SUBSIDIO_DIAS_DEMAIS past MOST_DAYS.
    """
    own = _own_days(tables)
    if since is None and until is None:
        days = own
    else:
        first, last = since or (own[0] if own else until), until or (own[-1] if own else since)
        assert first is not None and last is not None
        if (last - first).days >= MOST_DAYS:
            raise KnownError("SUBSIDIO_DIAS_DEMAIS", dias=(last - first).days + 1, maximo=MOST_DAYS)
        days = tuple(first + timedelta(days=n) for n in range((last - first).days + 1))
    if not days:
        raise KnownError("SUBSIDIO_SEM_DIAS")
    return days


def _own_days(tables: "Mapping[str, pyarrow.Table]") -> tuple[date, ...]:
    import pyarrow.compute as pc

    for name in SPEAKING:
        if name in tables and len(tables[name]):
            return tuple(sorted(day for day in pc.unique(tables[name]["data"]).to_pylist() if day is not None))
    return ()
