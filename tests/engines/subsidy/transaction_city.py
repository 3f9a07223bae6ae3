"""A city of one service for the transactions: trips, cards and validator points put in one by one."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from tests.engines.subsidy.bench import Bench

HEAD = "2026-05-26"
WITH_AIR, WITHOUT, CLOSED, WRONG = (
    "Licenciado com ar e não autuado",
    "Sem transação",
    "Validador fechado",
    "Validador associado incorretamente",
)
STEPS = (
    "viagem_bilhetagem", "viagem_transacao_contada", "viagem_validador_estado", "viagem_equipamento",
    "tipo_antes_da_transacao", "viagem_transacao",
)  # fmt: skip
TRIP = {
    "data": "DATE", "id_viagem": "VARCHAR", "id_veiculo": "VARCHAR", "servico": "VARCHAR", "sentido": "VARCHAR",
    "distancia_planejada": "DECIMAL(18, 9)", "datetime_partida": "TIMESTAMP", "datetime_chegada": "TIMESTAMP",
    "tipo_viagem": "VARCHAR", "tecnologia_apurada": "VARCHAR", "tecnologia_remunerada": "VARCHAR",
}  # fmt: skip
VALIDATOR = {
    "data": "DATE", "id_viagem": "VARCHAR", "id_validador": "VARCHAR", "indicador_gps_servico_divergente": "BOOLEAN",
    "indicador_estado_equipamento_aberto": "BOOLEAN", "percentual_estado_equipamento_aberto": "DECIMAL(18, 9)",
}  # fmt: skip


class City(Bench):
    """One service, vehicles as asked, everything else empty."""

    def __init__(self, *days: str, known: str = HEAD) -> None:
        super().__init__(days, known)
        self.places = count(1)
        self.make("viagem_classificada", TRIP)
        self.make("viagem_regularidade_temperatura", TRIP)
        self.make("aux_viagem_temperatura_validador", VALIDATOR)
        self.make("aux_veiculo_dia_consolidada", {"data": "DATE", "id_veiculo": "VARCHAR", "status": "VARCHAR",
                                                  "tecnologia": "VARCHAR"})  # fmt: skip

    def trip(self, day: str, left: str, came: str, vehicle: str = "A10001", kind: str | None = WITH_AIR) -> str:
        """A trip, `left` and `came` as hours of that day (24 and on is the day after), in every stage of its day."""
        name = f"{vehicle}-{day}-{left}"
        times = {"datetime_partida": at(day, left), "datetime_chegada": at(day, came)}
        common = {"data": day, "id_viagem": name, "id_veiculo": vehicle, "distancia_planejada": "10.5"} | times
        self.put("in_viagem_completa", [common | {"servico_realizado": "100"}])
        self.put("viagem_classificada", [common | {"servico": "100", "tipo_viagem": kind}])
        if day >= "2025-07-16":
            self.put("viagem_regularidade_temperatura", [common | {"servico": "100", "tipo_viagem": kind}])
        known = self.ask(f"SELECT 1 FROM aux_veiculo_dia_consolidada WHERE id_veiculo = '{vehicle}' AND data = '{day}'")
        if kind is not None and not known:
            row = {"data": day, "id_veiculo": vehicle, "status": kind, "tecnologia": "PADRON"}
            self.put("aux_veiculo_dia_consolidada", [row])
        return name

    def card(self, day: str, hour: str, rio: bool = False, **changed: Any) -> None:
        moment = at(day, hour)
        row = {"data": moment[:10], "modo": "Ônibus", "id_veiculo": "10001", "servico_jae": "100",
               "datetime_transacao": moment, "datetime_processamento": moment} | changed  # fmt: skip
        self.put("in_transacao_riocard" if rio else "in_transacao", [row])

    def point(self, day: str, hour: str, state: str = "ABERTO", **changed: Any) -> None:
        moment = at(day, hour)
        row = {"data": moment[:10], "modo": "Ônibus", "id_veiculo": "10001", "id_validador": "V1", "servico_jae": "100",
               "estado_equipamento": state, "datetime_gps": moment, "datetime_captura": moment,
               "latitude": f"-22.{next(self.places):05}", "longitude": "-43.1"} | changed  # fmt: skip
        self.put("in_gps_validador", [row])

    def states(self, name: str, *found: tuple[str, bool | None, str], wrong: tuple[str, ...] = ()) -> None:
        """Validators of a trip as the temperature stage publishes them: name, open, open share."""
        for one, is_open, share in found:
            row = {"data": name[7:17], "id_viagem": name, "id_validador": one}
            state = {"indicador_estado_equipamento_aberto": is_open, "percentual_estado_equipamento_aberto": share}
            self.put("aux_viagem_temperatura_validador",
                     [row | state | {"indicador_gps_servico_divergente": one in wrong}])  # fmt: skip

    def result(self, *columns: str) -> list[tuple[Any, ...]]:
        self.run(*STEPS)
        return self.ask(f"SELECT {', '.join(columns)} FROM viagem_transacao ORDER BY id_viagem")


def at(day: str, hour: str) -> str:
    hours, minutes, seconds = (int(part) for part in (f"{hour}:00:00").split(":")[:3])
    moment = datetime.fromisoformat(day) + timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return moment.isoformat(sep=" ")
