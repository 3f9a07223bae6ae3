"""The door of files: a folder where shipments are left whole and where the answer is waited for."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from storage.errors import KnownError
from storage.exports.delivery import deliver
from storage.premiacao.files import LARGEST, receipt_json, shipment_csv, shipment_json
from storage.premiacao.parcel import Answer, Item, Part, Receipt, Shipment, Source

NOT_WRITTEN, CHANGED, NOT_READ = "NAO_ESCRITO", "DIFERENTE", "NAO_LIDO"
LISTS = {Part.PARAMETER: "parameterValues", Part.TARGET: "performanceTargets"}


class FolderDoor:
    """Shipments as files of a folder: `<name>.json`, `<name>.csv`, our `-conferencia.json`, their `-recibo.json`."""

    name = "PASTA"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, shipment: Shipment) -> str:
        """Writes both files, each in one piece, and returns the name of the JSON; a CSV never stays alone.

        Raises KnownError PREMIACAO.SEM_PASTA, EXPORTAR_ABERTO or EXPORTAR_RECUSADO.
        """
        if not self.folder.is_dir():
            raise KnownError("PREMIACAO.SEM_PASTA", pasta=str(self.folder))
        table = deliver(self.folder / f"{shipment.stem}.csv", shipment_csv(shipment))
        try:
            return deliver(self.folder / f"{shipment.stem}.json", shipment_json(shipment)).name
        except KnownError:
            table.unlink(missing_ok=True)
            raise

    def read_back(self, shipment: Shipment) -> Receipt:
        """Reads the file as the other side would, compares every record and leaves the result beside it."""
        found = self._records(shipment)
        answers = tuple(_answer(item, found) for item in shipment.items)
        receipt = Receipt(Source.READ_BACK, answers)
        if found is not None:
            deliver(self.folder / f"{shipment.stem}-conferencia.json", receipt_json(shipment, receipt))
        return receipt

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
            told = json.loads((self.folder / f"{shipment.stem}.json").read_bytes())
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
