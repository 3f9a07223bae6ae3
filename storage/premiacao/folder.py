"""The door of files: a folder where shipments are left whole and where the answer is waited for."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from storage.errors import KnownError
from storage.exports.delivery import deliver
from storage.premiacao.files import LARGEST, receipt_json, shipment_csv, shipment_json
from storage.premiacao.parcel import Answer, Item, Part, Receipt, Shipment, Source

NOT_WRITTEN, CHANGED, NOT_READ = "NAO_ESCRITO", "DIFERENTE", "NAO_LIDO"
TABLE, RECORDS, CHECKED, ASIDE = ".csv", ".json", "-conferencia.json", ".parte"
ENDINGS = (TABLE, CHECKED, RECORDS)
"""In the order they get their names: the records, which are what is read, last."""
LISTS = {Part.PARAMETER: "parameterValues", Part.TARGET: "performanceTargets"}


class FolderDoor:
    """Shipments as files of a folder: `<name>.json`, `<name>.csv`, our `-conferencia.json`, their `-recibo.json`."""

    name = "PASTA"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, shipment: Shipment) -> str:
        """Sets both files aside, each in one piece, under names nobody reads; returns the name of the JSON to be.

        `settle` gives them their names once the act is kept, `discard_since` takes them away when it was not.
        Raises KnownError PREMIACAO.SEM_PASTA, EXPORTAR_ABERTO or EXPORTAR_RECUSADO.
        """
        if not self.folder.is_dir():
            raise KnownError("PREMIACAO.SEM_PASTA", pasta=str(self.folder))
        deliver(self._aside(shipment.stem, TABLE), shipment_csv(shipment))
        try:
            deliver(self._aside(shipment.stem, RECORDS), shipment_json(shipment))
        except KnownError:
            self._aside(shipment.stem, TABLE).unlink(missing_ok=True)
            raise
        return f"{shipment.stem}{RECORDS}"

    def read_back(self, shipment: Shipment) -> Receipt:
        """Reads the file as the other side will, compares every record and leaves the result beside it."""
        found = self._records(shipment)
        answers = tuple(_answer(item, found) for item in shipment.items)
        receipt = Receipt(Source.READ_BACK, answers)
        if found is not None:
            deliver(self._aside(shipment.stem, CHECKED), receipt_json(shipment, receipt))
        return receipt

    def settle(self, stem: str) -> None:
        """Gives what was set aside its name, all of it or none; nothing aside, nothing happens.

        Raises KnownError EXPORTAR_RECUSADO: what could not be named stays aside for the next time.
        """
        named: list[str] = []
        for ending in ENDINGS:
            try:
                if self._aside(stem, ending).exists():
                    os.replace(self._aside(stem, ending), self.folder / f"{stem}{ending}")
                    named.append(ending)
            except OSError as error:
                for done in named:
                    with suppress(OSError):
                        os.replace(self.folder / f"{stem}{done}", self._aside(stem, done))
                raise KnownError("EXPORTAR_RECUSADO", arquivo=stem + ending, motivo=error.strerror or "") from error

    def aside(self) -> frozenset[Path]:
        """What is set aside now, by any act."""
        with suppress(OSError):
            return frozenset(self.folder.glob(f".*{ASIDE}"))
        return frozenset()

    def discard_since(self, before: frozenset[Path]) -> None:
        """Takes away what an act that was not kept set aside; what cannot be removed nobody reads."""
        for path in self.aside() - before:
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def _aside(self, stem: str, ending: str) -> Path:
        return self.folder / f".{stem}{ending}{ASIDE}"

    def answer_to(self, stem: str) -> bytes | None:
        """The bonus system's receipt for a shipment, None while there is none."""
        path = self.folder / f"{stem}-recibo.json"
        try:
            if not path.is_file() or path.stat().st_size > LARGEST:
                return None
            return path.read_bytes()
        except OSError as error:
            raise KnownError("PREMIACAO.RECIBO_NAO_ABRE", arquivo=path.name, motivo=error.strerror or "") from error

    def _records(self, shipment: Shipment) -> dict[tuple[Part, str, str], Mapping[str, Any]] | None:
        """Records of the written file by goal, None when it cannot be read."""
        try:
            told = json.loads(self._aside(shipment.stem, RECORDS).read_bytes())
            return dict(_placed(told))
        except (OSError, ValueError, KeyError, TypeError):
            return None


def _placed(told: Mapping[str, Any]) -> Iterator[tuple[tuple[Part, str, str], Mapping[str, Any]]]:
    for part, name in LISTS.items():
        for record in told[name]:
            yield (part, record["criterionId"], record["sectorId"]), record


def _answer(item: Item, found: dict[tuple[Part, str, str], Mapping[str, Any]] | None) -> Answer:
    if found is None:
        return Answer(*item.key, False, NOT_READ)
    record = found.get((item.part, item.record["criterionId"], item.record["sectorId"]))
    if record is None:
        return Answer(*item.key, False, NOT_WRITTEN)
    same = dict(record) == dict(item.record)
    return Answer(*item.key, same, "" if same else CHANGED)
