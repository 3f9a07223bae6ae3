"""Where a client's Oracle is: fields kept as a setting; the password only in the keyring (G-086)."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as upsert

from storage.erp.oracle_source import DEFAULT_PORT, Limits, OracleAddress, OracleSource, Tls
from storage.erp.profile import default_profile
from storage.errors import KnownError
from storage.routine.limits import limit
from storage.secrets import Secrets, oracle_password
from storage.store import Store
from storage.store.canonical import canonical_json
from storage.store.tables import setting

KEY = "erp.oracle"


def save_address(connection: Connection, client: str, address: OracleAddress, at: datetime, who: str) -> None:
    """Keeps the address of a client's Oracle; no password goes in. Raises KnownError ORG_001.ADDRESS."""
    checked = address.checked()
    fields = {
        "host": checked.host,
        "porta": checked.port,
        "servico": checked.service,
        "usuario": checked.user,
        "tls": _tls_fields(checked.tls),
        "cliente": None if checked.client_folder is None else str(checked.client_folder),
    }
    values = {"value": canonical_json(fields), "updated": at, "updated_by": who}
    row = upsert(setting).values(client=client, key=KEY, **values)
    connection.execute(row.on_conflict_do_update(index_elements=["client", "key"], set_=values))


def address_of(connection: Connection, client: str) -> OracleAddress | None:
    """Address of a client's Oracle, None while nobody gave it."""
    here = (setting.c.client == client) & (setting.c.key == KEY)
    text = connection.execute(select(setting.c.value).where(here)).scalar()
    if text is None:
        return None
    fields = json.loads(text)
    return OracleAddress(
        host=fields["host"],
        service=fields["servico"],
        user=fields["usuario"],
        port=fields.get("porta", DEFAULT_PORT),
        tls=_tls(fields.get("tls")),
        client_folder=_path(fields.get("cliente")),
    )


def _tls_fields(tls: Tls | None) -> dict[str, str | None] | None:
    if tls is None:
        return None
    folder, authorities = tls.wallet_folder, tls.authorities
    return {
        "carteira": None if folder is None else str(folder),
        "autoridades": None if authorities is None else str(authorities),
        "servidor": tls.server_name,
    }


def _tls(fields: Mapping[str, str | None] | None) -> Tls | None:
    if fields is None:
        return None
    return Tls(_path(fields["carteira"]), _path(fields["autoridades"]), fields["servidor"])


def _path(text: str | None) -> Path | None:
    return None if text is None else Path(text)


def oracle_source_of(store: Store, client: str, secrets: Secrets) -> OracleSource:
    """The client's Oracle. Raises KnownError ERP.SEM_ENDERECO without an address, ERP.SEM_SENHA without a password."""
    with store.read() as connection:
        address = address_of(connection, client)
        seconds = float(limit(connection, client, "segundos_erp"))
    if address is None:
        raise KnownError("ERP.SEM_ENDERECO")
    held = address

    def password() -> str:
        found = oracle_password(secrets, held.host, held.service, held.user)
        if found is None:
            raise KnownError("ERP.SEM_SENHA", usuario=held.user)
        return found

    return OracleSource(held, password, default_profile(), Limits(round_trip=seconds))
