"""The simplest arguments of any operation, by the name of each; one nobody taught a value for stops the walk."""

import inspect
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from engines.calendar import DayType, Month
from engines.figure import Cells
from engines.goals.approval import Decision
from storage.imports.content import fingerprint
from storage.people import list_people
from storage.routine.contacts import shipped_contacts
from tests.faults.ground import FUEL_4, NEW_DRAFT, VIGENCIA, Ground
from tests.storage.people.cast import CHEAP
from viewmodels.operations.casa.erp import ErpAddress
from viewmodels.operations.house import House
from viewmodels.operations.metas.explaining import Address
from viewmodels.operations.metas.holiday_check import CrossCheck
from viewmodels.operations.metas.own_sheet.layout import Layout, Shape
from viewmodels.operations.metas.own_sheet.result import OwnSheetComparison
from viewmodels.operations.metas.own_sheet.vocabulary import Target
from viewmodels.operations.metas.recalculating_with import Chosen
from viewmodels.operations.pessoas.roles import RoleAt
from viewmodels.operations.registry import AUDIT_AREA, Operation, perform
from viewmodels.operations.scope import Scope

MADE_ANYWHERE = "subsidios.criar"
WORTH_GIVING = ("password", "passwords", "snapshot", "run", "consents", "until")
"""Arguments with a default that takes the walk less far."""


@dataclass(frozen=True)
class Setting:
    """What arguments are drawn from: the ground's runs and snapshot, a folder for papers, the ERP and its password."""

    ground: Ground
    papers: Path
    address: ErpAddress
    password: str


def arguments_of(asked: Operation, house: House, scope: Scope, setting: Setting) -> Mapping[str, Any]:
    """A value for every argument the operation has no default for, and for the ones worth giving."""
    known = {**_plain(setting), **_of_store(house, scope, setting)}
    if "compared" in inspect.signature(asked.function).parameters:
        known["compared"] = _compared(house, scope, setting)
    if asked.area == AUDIT_AREA and asked.id != MADE_ANYWHERE:
        return dict.fromkeys(_needed(asked))  # outside an audit's file each is refused before it looks at anything
    wanted = [p for p in inspect.signature(asked.function).parameters.values() if p.name not in ("house", "scope")]
    needed = _needed(asked)
    unknown = [name for name in needed if name not in known]
    assert not unknown, f"teach this walk a value for {unknown} of {asked.id}"
    given = [p.name for p in wanted if p.name in needed or p.name in WORTH_GIVING]
    return {name: known[name] for name in given}


def _needed(asked: Operation) -> list[str]:
    wanted = [p for p in inspect.signature(asked.function).parameters.values() if p.name not in ("house", "scope")]
    return [p.name for p in wanted if p.default is inspect.Parameter.empty]


def _plain(setting: Setting) -> dict[str, Any]:
    cases = {"area": "indicadores", "vectors": [{"id": "1", "formula": "1 + 1", "expect": {"value": "2"}}]}
    return {
        "vigencia": VIGENCIA,
        "run": setting.ground.run,
        "first": setting.ground.run,
        "second": setting.ground.run,
        "snapshot": setting.ground.snapshot,
        "consents": setting.ground.consents,
        "digest": setting.ground.digest,
        "chosen": {FUEL_4: Decision(True, Decimal("40000.00"), "Ajuste combinado na reunião")},
        "reason": "Gasto de julho lançado em dobro",
        "why": "Pedido da pessoa",
        "justification": "Contrato novo de combustível",
        "confirmed": True,
        "content": NEW_DRAFT,
        "item": "PRECO",
        "limit_key": "horas_guardado",
        "limit_value": 48,
        "kept": shipped_contacts(),
        "address": Address(setting.ground.run, "meta_litros", ("4",)),
        "key": FUEL_4,
        "name": "PRECO_COMBUSTIVEL_POR_LITRO",
        "value": "6.12",
        "day": date(2025, 8, 20),
        "until": date(2025, 8, 1),
        "kind": DayType.DOMINGO_FERIADO,
        "status": "ATIVA",
        "policy": "SEMPRE",
        "instead_of": DayType.SABADO,
        "sector": "1",
        "month": "2025-07",
        "day_type": "UTIL",
        "paths": [setting.papers / "operacao_frota.csv"],
        "login": "carla",
        "password": "correta-cavalo-bateria",
        "passwords": CHEAP,
        "role": RoleAt("operador"),
        "os_user": "agendador",
        "person": "Ana Auditora",
        "rights": ("metas.ver",),
        "sha256": "a" * 64,
        "destination": "impressora",
        "signs": "0123 4567 89ab cdef",
        "path": setting.papers / "meta.pdf",
        "folder": setting.papers,
        "shipment": 1,
        "layout": Layout(Shape.ROWS, {"alvo": Target("@meta", "PNEUS")}),
        "cases": json.dumps(cases).encode(),
        "checked": CrossCheck(Month(2025, 8), "agenda", (2025,), (), ()),
    }


FILES = {
    "metas.conferir_arquivo_de_metas": "Vigência;Setor;Critério;Meta\n07/2025;GAMA;Peças;100\n",
    "metas.conferir_arquivo_de_feriados": "Data;Nome\n22/08/2025;Greve\n",
}
OWN_SHEET = "Setor;Meta combustível\nGAMA;81304,61\n"
FILES["metas.planilha_propria"] = FILES["metas.comparar_planilha"] = OWN_SHEET
FILES["metas.importar_metas"] = FILES["metas.conferir_arquivo_de_metas"]
FILES["metas.importar_feriados"] = FILES["metas.conferir_arquivo_de_feriados"]


def _brought(asked: str, folder: Path) -> dict[str, Any]:
    """A file that the operation reads well, and its hash."""
    path = folder / f"{asked}.csv"
    path.write_text(FILES[asked], encoding="utf-8")
    return {"path": path, "sha256": fingerprint(path.read_bytes())}


def _of_store(house: House, scope: Scope, setting: Setting) -> dict[str, Any]:
    with house.store.read() as connection:
        other = next(p.id for p in list_people(connection, scope.client) if p.login == "auditor")
    explained = perform(house, scope, "metas.explicar", address=Address(setting.ground.run, "meta_litros", ("4",)))
    cells = next(i for f in explained.figure.walk() for i in f.inputs if isinstance(i, Cells))
    return {"user": other, "explained": explained, "cells": cells, "file": house.store.path}


def _compared(house: House, scope: Scope, setting: Setting) -> OwnSheetComparison:
    """A comparison with a spreadsheet of one goal."""
    sheet = setting.papers / "minha.csv"
    sheet.write_text(OWN_SHEET, encoding="utf-8")
    found: OwnSheetComparison = perform(
        house, scope, "metas.comparar_planilha", path=sheet, run=setting.ground.run
    )  # fmt: skip
    return found


def specially(asked: Operation, given: Mapping[str, Any], setting: Setting) -> dict[str, Any]:
    """Arguments whose name means something else in this operation."""
    own: dict[str, Any] = {}
    if asked.id.startswith("erp."):
        own = {"address": setting.address, "password": setting.password}
    elif asked.id == "conferir.casos":
        own = {"content": _plain(setting)["cases"]}
    elif asked.id == "metas.abrir_vigencia":
        own = {"vigencia": "2025-09"}
    elif asked.id == "metas.digitar_media":
        own = {"value": Decimal("5871.5")}
    elif asked.id == "metas.recalcular_com":
        why = "Km do mês fora do comum"
        own = {"chosen": Chosen("usar_km_alternativo", {"setor": "4"}, True, why)}
    elif asked.id == "metas.lancar_gasto":
        own = {"vigencia": "2025-07", "value": Decimal("40000.10")}
    elif asked.id == "suporte.pacote":
        own = {"path": setting.papers / "pacote.zip"}
    elif asked.id in ("documentos.exportar_mes", "documentos.para_decidir"):
        own = {"path": setting.papers / f"{asked.id}.prova"}
    elif asked.id in FILES:
        own = _brought(asked.id, setting.papers)
    elif asked.id in ("metas.ler_gastos", "metas.gastos_do_erp", "metas.aceitar_gastos"):
        own = {"vigencia": "2025-07"}
    elif asked.id == "metas.modelo_de_metas":
        own = {"path": setting.papers / "modelo.xlsx"}
    elif asked.id == "metas.planilha":
        own = {"path": setting.papers / "meta.xlsx"}
    return {name: own.get(name, value) for name, value in given.items()}
