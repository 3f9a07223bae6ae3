"""Retention takes only what had no effect, and the support package bears nothing of the user's."""

import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from storage.clock import Clock
from storage.errors import KnownError
from storage.journal import entries, verify
from storage.resources import load_yaml
from tests.sample_house import VIGENCIA, calculated
from tests.viewmodels.metas.test_month import published, view
from viewmodels.operations.casa.retention import Kept, Preview
from viewmodels.operations.casa.support import Piece
from viewmodels.operations.house import House
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope

WHY = "Limpeza anual combinada"
SECRETS = ("senha-de-ouro", "ana.prado", "erp.segredo.local", "12.345,67")


def years_later(house: House) -> House:
    later = timedelta(days=3 * 366)
    return replace(house, clock=Clock(lambda: house.clock.now() + later, house.clock.monotonic))


def test_the_table_of_retention_is_whole(house: House, director: Scope) -> None:
    rows: tuple[Kept, ...] = perform(house, director, "retencao.ver")
    listed = load_yaml("rules/retencao.yaml")["itens"]  # type: ignore[index]
    assert [row.key for row in rows] == [item["chave"] for item in listed]
    for_ever = {row.key for row in rows if row.how_long == "sempre"}
    assert {"DIARIO", "CALCULOS_APROVADOS", "DADOS_APROVADOS"} <= for_ever
    assert all(row.what and row.why and row.who for row in rows)


def test_nothing_young_goes(house: House, director: Scope) -> None:
    calculated(house, director)
    preview: Preview = perform(house, director, "retencao.previa")
    assert preview.what.is_empty
    with pytest.raises(KnownError, match="RETENCAO.NADA"):
        perform(house, director, "retencao.purgar", reason=WHY, confirmed=True)


def test_what_was_never_approved_goes_and_the_approved_run_still_proves_itself(house: House, director: Scope) -> None:
    approved = published(house, director)
    draft = calculated(house, director)
    before = view(house, director, approved)
    later = years_later(house)
    preview: Preview = perform(later, director, "retencao.previa")
    assert preview.what.runs == (draft,) and len(preview.what.snapshots) == 2
    done: Preview = perform(later, director, "retencao.purgar", reason=WHY, confirmed=True)
    assert done.what == preview.what
    assert view(house, director, approved).digest == before.digest
    past = {p.run.id: p.purged for p in perform(house, director, "metas.historico", vigencia=VIGENCIA)}
    assert past == {draft: True, approved: False}
    with house.store.read() as connection:
        assert verify(connection, director.client) == ()
        body = entries(connection, director.client, verb="retencao.purgar", limit=1)[0].body
        left = connection.exec_driver_sql(f"SELECT count(*) FROM run_cell WHERE run = {draft}").scalar_one()
    assert body is not None
    assert (body["after"]["calculos"], body["why"], left) == ([draft], WHY, 0)
    assert perform(later, director, "retencao.previa").what.is_empty
    # The month goes on with the run that is left, and the other is refused by name wherever it is asked for.
    assert perform(house, director, "metas.resultados", vigencia=VIGENCIA).run.id == approved
    assert perform(house, director, "metas.situacao", vigencia=VIGENCIA).snapshot == ""
    kept = perform(house, director, "metas.ultima_leitura")
    assert kept.snapshot not in preview.what.snapshots
    assert perform(house, director, "metas.ensaiar_parametro", vigencia=VIGENCIA) is not None
    for asked in ("metas.resultados", "metas.reproduzir", "metas.transparencia"):
        with pytest.raises(KnownError, match="CORRIDA_SEM_DADOS"):
            perform(house, director, asked, run=draft)


@pytest.mark.parametrize(
    ("reason", "confirmed", "code"), [(WHY, False, "RETENCAO.CONFIRME"), ("curto", True, "LIMITE.MOTIVO")]
)
def test_the_act_asks_for_a_reason_and_a_yes(
    house: House, director: Scope, reason: str, confirmed: bool, code: str
) -> None:
    with pytest.raises(KnownError, match=code):
        perform(years_later(house), director, "retencao.purgar", reason=reason, confirmed=confirmed)


def plant(house: House) -> None:
    """Secrets where a careless program would carry them from: log, crash report, settings."""
    folder = Path(house.paths)
    (folder / "registro").mkdir(exist_ok=True)
    with (folder / "registro" / "prova-real.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps({"evento": "operacao", "codigo": "ok", "senha": SECRETS[0]}) + "\n")
        log.write(f"linha quebrada com {SECRETS[0]}\n")
    crash = {"programa": "0.1", "erros": [], "mensagem": SECRETS[3], "usuario": SECRETS[1]}
    (folder / "falha-20250802-090000.json").write_text(json.dumps(crash), encoding="utf-8")
    for number, strange in enumerate((f'["{SECRETS[0]}"]', "5", "[" * 100_000)):
        (folder / f"falha-20250803-09000{number}.json").write_text(strange, encoding="utf-8")


def test_the_package_bears_no_value_name_address_or_password(house: House, director: Scope, tmp_path: Path) -> None:
    plant(house)
    settings = {"limit_key": "email_avisos", "limit_value": f"{SECRETS[1]}@empresa.com.br"}
    perform(house, director, "limites.mudar", **settings, reason="Plantão mudou de mãos")
    preview: tuple[Piece, ...] = perform(house, director, "suporte.previa")
    path: Path = perform(house, director, "suporte.pacote", path=tmp_path / "pacote.zip")
    with zipfile.ZipFile(path) as archive:
        packed = {name: archive.read(name).decode() for name in archive.namelist()}
    shown = {piece.name: piece.text for piece in preview}
    assert list(packed) == list(shown)
    moving = {"diagnostico.json", "registro.jsonl"}  # the second of the look, the free disk, the look's own line
    assert {n: t for n, t in packed.items() if n not in moving} == {n: t for n, t in shown.items() if n not in moving}
    everything = "\n".join(packed.values())
    assert [secret for secret in (*SECRETS, "Diretor Silva", str(tmp_path)) if secret in everything] == []
    assert json.loads(packed["ajustes.json"])["limites"]["email_avisos"] == "[omitido]"
    assert json.loads(packed["formato.json"])["formato"] >= 5
    assert "falhas/falha-20250802-090000.json" in packed and '"codigo": "ok"' in packed["registro.jsonl"]
    with house.store.read() as connection:
        body = entries(connection, director.client, verb="suporte.pacote", limit=1)[0].body
    assert body is not None and body["after"]["partes"] == list(packed)
