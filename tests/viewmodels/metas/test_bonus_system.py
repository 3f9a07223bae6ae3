"""Published goals reach the bonus system, and what the receipt says is what is believed (F-56, G-066 to G-068)."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from engines.goals.approval import Decision
from storage.departures import departures
from storage.errors import KnownError
from storage.journal import entries, verify
from storage.premiacao.folder import FolderDoor
from storage.premiacao.parcel import Kind, Shipment
from tests.sample_house import VIGENCIA, calculated, sample_house, scope_of
from viewmodels.operations.house import House
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope

RUN = 1
IDS = {"COMBUSTIVEL": "7", "PNEUS": "8", "PECAS": "9"}


@pytest.fixture(scope="module")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample company whose August is published, made once."""
    root = tmp_path_factory.mktemp("publicada")
    with sample_house(root) as opened:
        assert published(opened, scope_of(opened)) == RUN
    return root


@pytest.fixture
def house(published_once: Path, tmp_path: Path) -> Iterator[House]:
    shutil.copytree(published_once / "exemplo", tmp_path / "exemplo", ignore=shutil.ignore_patterns("*lock*"))
    with sample_house(tmp_path) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path, house: House, director: Scope) -> Path:
    """A folder told to be the bonus system's."""
    place = tmp_path / "premiação"
    place.mkdir()
    perform(house, director, "metas.porta_premiacao", folder=place, criteria=IDS)
    return place


def published(house: House, scope: Scope, **changes: Decision) -> int:
    run = calculated(house, scope)
    view = perform(house, scope, "metas.resultados", run=run)
    chosen = {g.key: changes.get("_".join(g.key), Decision(True)) for g in view.goals}
    perform(house, scope, "metas.decidir", run=run, digest=view.digest, chosen=chosen)
    perform(house, scope, "metas.aprovar", run=run, digest=view.digest)
    return run


def answered(folder: Path, sent: Any, **refused: str) -> None:
    """The bonus system's answer: everything accepted but some parameter values, each with its reason."""
    items = [
        {
            "part": i.part, "criterionId": i.record["criterionId"], "sectorId": i.sector,
            "accepted": not (reason := refused.get(f"{i.part}_{i.criterion}_{i.sector}", "")), "reason": reason,
        }
        for i in sent.items
    ]  # fmt: skip
    told = {"form": "prova-real/premiacao/recibo/1", "shipment": sent.number, "digest": sent.digest,
            "answeredBy": "Premiação 4.2", "items": items}  # fmt: skip
    (folder / f"{sent.stem}-recibo.json").write_text(json.dumps(told), encoding="utf-8")


def view(house: House, scope: Scope) -> Any:
    return perform(house, scope, "metas.premiacao", vigencia=VIGENCIA)


def test_twelve_goals_leave_with_the_fields_of_the_seed(house: House, director: Scope, folder: Path) -> None:
    run = RUN
    sent = perform(house, director, "metas.enviar", run=run)
    told = json.loads((folder / f"{sent.stem}.json").read_text(encoding="utf-8"))
    assert (len(told["parameterValues"]), len(told["performanceTargets"])) == (12, 12)
    assert told["parameterValues"][3] == {
        "criterionId": "7", "sectorId": "4", "competitionPeriodId": "2025-08", "calculationMethod": "manual",
        "finalValue": "40501.63", "justification": f"Meta automática - Cálculo ID: {run}", "previewOnly": False,
        "metadata": {"calculationId": run, "calculationMethod": "automatic_operational_goals",
                     "wasCalculatedAutomatically": True, "valorCalculado": "40501.63"},
    }  # fmt: skip
    assert told["performanceTargets"][3]["targetValue"] == "40501.63"
    lines = (folder / f"{sent.stem}.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 25
    assert lines[4].startswith("PARAMETRO;7;4;2025-08;manual;40501.63;;Meta automática")
    assert (view(house, director).status, sent.receipt.source) == ("SUCCESS", "CONFERENCIA")
    assert sorted(p.name for p in folder.iterdir()) == [
        f"{sent.stem}-conferencia.json", f"{sent.stem}.csv", f"{sent.stem}.json",
    ]  # fmt: skip
    with house.store.read() as connection:
        assert {d.kind for d in departures(connection, director.client)} == {"premiacao"}
        verbs = [line.body["verb"] for line in entries(connection, director.client, limit=1) if line.body]
        assert verbs == ["BONUS_SENT"] and verify(connection, director.client) == ()
    with pytest.raises(KnownError, match="PREMIACAO.NADA_A_ENVIAR"):
        perform(house, director, "metas.enviar", run=run)


def test_the_status_comes_from_the_receipt_and_only_what_failed_is_sent_again(
    house: House, director: Scope, folder: Path
) -> None:
    run = RUN
    sent = perform(house, director, "metas.enviar", run=run)
    with pytest.raises(KnownError, match="PREMIACAO.SEM_RECIBO"):
        perform(house, director, "metas.recibo_premiacao", shipment=sent.number)
    answered(folder, sent, PARAMETRO_PNEUS_2="Setor fechado no sistema", ALVO_PECAS_1="sem linha de desempenho")
    got = perform(house, director, "metas.recibo_premiacao", shipment=sent.number)
    seen = view(house, director)
    assert (got.receipt.status, seen.status, got.receipt.answered_by) == ("PARTIAL", "PARTIAL", "Premiação 4.2")
    assert set(seen.waiting) == {("PARAMETRO", "PNEUS", "2"), ("ALVO", "PECAS", "1")}
    again = perform(house, director, "metas.enviar", run=run)
    assert (str(again.kind), {i.key for i in again.items}) == ("REENVIO", set(seen.waiting))
    answered(folder, again)
    perform(house, director, "metas.recibo_premiacao", shipment=again.number)
    assert view(house, director).status == "SUCCESS"


def test_a_receipt_that_refuses_everything_is_failed(house: House, director: Scope, folder: Path) -> None:
    sent = perform(house, director, "metas.enviar", run=RUN)
    answered(folder, sent, **{f"{i.part}_{i.criterion}_{i.sector}": "período fechado" for i in sent.items})
    perform(house, director, "metas.recibo_premiacao", shipment=sent.number)
    assert view(house, director).status == "FAILED"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda told: told.update(shipment=99), "PREMIACAO.RECIBO_DE_OUTRO"),
        (lambda told: told.update(digest="0" * 64), "PREMIACAO.RECIBO_DE_OUTRO"),
        (lambda told: told.update(form="outro"), "PREMIACAO.RECIBO_ILEGIVEL"),
        (lambda told: told.update(items={}), "PREMIACAO.RECIBO_ILEGIVEL"),
        (lambda told: told["items"][0].update(sectorId="77"), "PREMIACAO.RECIBO_ITEM"),
        (lambda told: told["items"][0].update(accepted="sim"), "PREMIACAO.RECIBO_ITEM"),
        (lambda told: told["items"].append(told["items"][0]), "PREMIACAO.RECIBO_ITEM"),
    ],
)
def test_a_receipt_of_a_stranger_is_refused_whole(
    sent_house: tuple[House, Scope, Path, Any], tmp_path: Path, change: Any, code: str
) -> None:
    house, scope, folder, sent = sent_house
    answered(folder, sent)
    told = json.loads((folder / f"{sent.stem}-recibo.json").read_text(encoding="utf-8"))
    change(told)
    path = tmp_path / "recibo.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(KnownError, match=code):
        perform(house, scope, "metas.recibo_premiacao", shipment=sent.number, path=path)
    assert view(house, scope).sent[0].receipt.source == "CONFERENCIA"


@pytest.fixture(scope="module")
def sent_house(published_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A house whose goals were sent, for tests that change nothing."""
    root = tmp_path_factory.mktemp("enviada")
    shutil.copytree(published_once / "exemplo", root / "exemplo", ignore=shutil.ignore_patterns("*lock*"))
    (root / "premio").mkdir()
    with sample_house(root) as house:
        scope = scope_of(house)
        perform(house, scope, "metas.porta_premiacao", folder=root / "premio")
        yield house, scope, root / "premio", perform(house, scope, "metas.enviar", run=RUN)


def test_hostile_receipts_are_no_receipts(sent_house: Any, tmp_path: Path) -> None:
    house, scope, _, sent = sent_house
    for content in (b"", b"[" * 100_000, b"\xff\xfe\x00", b'{"form": NaN}', b"x" * (1 << 20) + b"y"):
        path = tmp_path / "mau.json"
        path.write_bytes(content)
        with pytest.raises(KnownError, match="PREMIACAO.RECIBO_ILEGIVEL"):
            perform(house, scope, "metas.recibo_premiacao", shipment=sent.number, path=path)


def test_an_item_the_receipt_forgets_is_not_accepted(sent_house: Any, tmp_path: Path) -> None:
    from storage.premiacao.files import read_receipt

    told = {"form": "prova-real/premiacao/recibo/1", "shipment": sent_house[3].number, "digest": sent_house[3].digest}
    sent = sent_house[3]
    receipt = read_receipt(json.dumps({**told, "items": []}).encode(), sent.number, sent.digest, sent.items)
    assert receipt.status == "FAILED" and {a.reason for a in receipt.answers} == {"NAO_RESPONDIDO"}


def test_undoing_leaves_the_withdrawal(house: House, director: Scope, folder: Path) -> None:
    run = RUN
    perform(house, director, "metas.enviar", run=run)
    perform(house, director, "metas.reverter", run=run, reason="Gasto de julho em dobro", confirmed=True)
    last = view(house, director).sent[0]
    told = json.loads((folder / last.file).read_text(encoding="utf-8"))
    assert (told["kind"], told["parameterValues"][0]["removed"]) == ("RETIRADA", True)
    assert {v["finalValue"] for v in told["parameterValues"]} == {None} == {
        t["targetValue"] for t in told["performanceTargets"]
    }  # fmt: skip
    assert view(house, director).withdrawals == ()


def test_a_withdrawal_waits_for_a_folder_that_is_away(house: House, director: Scope, folder: Path) -> None:
    run = RUN
    perform(house, director, "metas.enviar", run=run)
    folder.rename(folder.with_name("desligada"))
    perform(house, director, "metas.reverter", run=run, reason="Gasto de julho em dobro", confirmed=True)
    assert view(house, director).withdrawals == (run,)
    folder.with_name("desligada").rename(folder)
    assert str(perform(house, director, "metas.retirar", run=run).kind) == "RETIRADA"
    with pytest.raises(KnownError, match="PREMIACAO.NADA_A_RETIRAR"):
        perform(house, director, "metas.retirar", run=run)


def test_a_replaced_run_withdraws_only_what_the_new_one_does_not_cover(
    house: House, director: Scope, folder: Path
) -> None:
    first = RUN
    perform(house, director, "metas.enviar", run=first)
    second = published(house, director, PECAS_2=Decision(False))
    assert view(house, director).withdrawals == (first,)
    perform(house, director, "metas.enviar", run=second)
    sent = view(house, director).sent
    assert [(str(s.kind), s.run, len(s.items)) for s in sent[:2]] == [("ENVIO", second, 22), ("RETIRADA", first, 2)]
    assert view(house, director).status == "SUCCESS"


def test_a_folder_that_cannot_be_written_remembers_nothing(house: House, director: Scope, tmp_path: Path) -> None:
    run = RUN
    with pytest.raises(KnownError, match="PREMIACAO.SEM_PORTA"):
        perform(house, director, "metas.enviar", run=run)
    gone = tmp_path / "some"
    gone.mkdir()
    perform(house, director, "metas.porta_premiacao", folder=gone)
    gone.rmdir()
    with pytest.raises(KnownError, match="PREMIACAO.SEM_PASTA"):
        perform(house, director, "metas.enviar", run=run)
    assert view(house, director).sent == ()
    with pytest.raises(KnownError, match="PREMIACAO.CRITERIO"):
        perform(house, director, "metas.porta_premiacao", folder=tmp_path, criteria={"PNEUS": "PECAS"})


def test_a_table_never_stays_alone_in_the_folder(tmp_path: Path) -> None:
    """The bonus system may read whatever it finds: half of a shipment is none."""
    made, door = (
        Shipment(1, Kind.SEND, 1, VIGENCIA, "Empresa", datetime(2025, 8, 2, tzinfo=UTC), ()),
        FolderDoor(tmp_path),
    )
    (tmp_path / f"{made.stem}.json").mkdir()
    door.send(made)
    with pytest.raises(KnownError, match="EXPORTAR_"):
        door.settle(made.stem)
    assert [each.name for each in tmp_path.glob("[!.]*")] == [f"{made.stem}.json"]
    (tmp_path / f"{made.stem}.json").rmdir()
    door.settle(made.stem)
    assert sorted(each.name for each in tmp_path.iterdir()) == [f"{made.stem}.csv", f"{made.stem}.json"]


def test_an_act_whose_second_shipment_fails_leaves_neither_file_nor_record(
    house: House, director: Scope, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    perform(house, director, "metas.enviar", run=RUN)
    second = published(house, director, PECAS_2=Decision(False))
    before, sent = sorted(folder.iterdir()), view(house, director).sent
    send, calls = FolderDoor.send, iter((False, True))

    def full_at_the_second(door: FolderDoor, made: Shipment) -> str:
        if next(calls):
            raise KnownError("EXPORTAR_RECUSADO", arquivo=made.stem, motivo="No space left on device")
        return send(door, made)

    with monkeypatch.context() as broken:
        broken.setattr(FolderDoor, "send", full_at_the_second)
        with pytest.raises(KnownError, match="EXPORTAR_RECUSADO"):
            perform(house, director, "metas.enviar", run=second)
    assert (sorted(folder.iterdir()), view(house, director).sent) == (before, sent)
    perform(house, director, "metas.enviar", run=second)
    assert all((folder / each.file).is_file() for each in view(house, director).sent)


def test_a_kept_shipment_without_its_name_gets_it_at_the_next_act(
    house: House, director: Scope, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cut:
        cut.setattr(FolderDoor, "settle", lambda door, stem: None)
        sent = perform(house, director, "metas.enviar", run=RUN)
    assert not (folder / sent.file).exists()
    with pytest.raises(KnownError, match="PREMIACAO.NADA_A_ENVIAR"):
        perform(house, director, "metas.enviar", run=RUN)
    assert (folder / sent.file).is_file()
