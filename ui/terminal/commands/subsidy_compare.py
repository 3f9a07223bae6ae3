"""`subsidio comparar PASTA PUBLICADO`: a folder recalculated against the stages the city published."""

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ui.terminal.frame import DONE, REFUSED, Call, Command, Outcome, teller
from viewmodels.operations.faces import KnownError, Texts, drive
from viewmodels.operations.subsidios.cause_words import cause_words, stage_words
from viewmodels.operations.subsidios.comparing import paying_stages
from viewmodels.operations.subsidios.folder_comparison import FolderComparison, StageDifference, compare_folder

MOST = 20
"""Faults of the tables shown; `--json` gives all that were kept."""


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("pasta", metavar="PASTA", type=Path, help=texts.say("COMANDO.AJUDA_SUBSIDIO_PASTA"))
    published = texts.say("COMANDO.AJUDA_SUBSIDIO_PUBLICADO")
    parser.add_argument("publicado", metavar="PUBLICADO", type=Path, help=published)
    parser.add_argument(
        "--conhecido-em", required=True, metavar="AAAA-MM-DD", help=texts.say("COMANDO.AJUDA_CONHECIDO")
    )
    parser.add_argument("--de", default="", metavar="AAAA-MM-DD", help=texts.say("COMANDO.AJUDA_DE"))
    parser.add_argument("--ate", default="", metavar="AAAA-MM-DD", help=texts.say("COMANDO.AJUDA_ATE"))


def _compare(call: Call) -> Outcome:
    asked = call.arguments
    days = (_day(text) if text else None for text in (asked.de, asked.ate))
    found = drive(compare_folder(asked.pasta, asked.publicado, _day(asked.conhecido_em), *days), teller(call))
    if found.faults:
        return Outcome(_told(call.texts, found), _faults(call.texts, found), REFUSED)
    return Outcome(_told(call.texts, found), tuple(_lines(call.texts, found)), DONE)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise KnownError("COMANDO.DATA_INVALIDA", valor=text[:40]) from None


def _told(texts: Texts, found: FolderComparison) -> dict[str, object]:
    """The comparison as `--json` prints it."""
    compared = found.comparison
    return {
        "conhecido_em": found.known_on,
        "dias": found.days,
        "etapas": [_stage(each) for each in (compared.stages if compared else ())],
        "primeira_divergencia": compared.first.stage if compared and compared.first else None,
        "nao_comparadas": compared.left_out if compared else (),
        "recalculado": compared.ours if compared else None,
        "pago": compared.theirs if compared else None,
        "diferenca": compared.difference if compared else None,
        "faixas": compared.units if compared else 0,
        "faixas_que_diferem": compared.differing_units if compared else 0,
        "causas": [
            {
                "codigo": each.code,
                "de": each.theirs,
                "para": each.ours,
                "clausula": each.clause,
                "ato": each.act,
                "viagens": each.trips,
                "faixas": each.units,
                "efeito": each.effect,
                "texto": cause_words(texts, each.code, each.theirs, each.ours),
            }
            for each in (compared.causes if compared else ())
        ],
        "ordens": [{"consorcio": o.consortium, "recalculado": o.ours, "ordenado": o.ordered} for o in found.orders],
        "faltas": [{"codigo": code, "texto": texts.say_with(code, args)} for code, args in found.faults],
        "faltas_total": found.fault_count,
    }


def _stage(each: StageDifference) -> dict[str, object]:
    counts = {"linhas": each.rows, "linhas_que_diferem": each.differing_rows, "celulas": each.cells}
    sides = {"so_nossas": each.ours_only, "so_deles": each.theirs_only}
    born = {"viagens_que_divergem_aqui": each.first_trips, "faixas_que_divergem_aqui": each.first_units}
    return {"etapa": each.stage, "iguais": each.equal, **counts, **sides, **born}


def _lines(texts: Texts, found: FolderComparison) -> Iterator[str]:
    compared = found.comparison
    assert compared is not None
    first, last = found.days[0], found.days[-1]
    yield texts.say("SUBSIDIO.DIAS", de=first, ate=last, n=len(found.days), conhecido=found.known_on)
    for each in compared.stages:
        name = f"{stage_words(texts, each.stage)} ({each.stage})"
        if each.equal:
            yield texts.say("SUB_COMPARA.LINHA_ETAPA", etapa=name, estado=texts.say("SUB_COMPARA.IGUAL"))
        else:
            counts = {"n": each.differing_rows, "celulas": each.cells}
            sides = {"nossas": each.ours_only, "delas": each.theirs_only}
            yield texts.say("SUB_COMPARA.LINHA_ETAPA_DIFERE", etapa=name, **counts, **sides)
    if compared.left_out:
        yield texts.say("SUB_COMPARA.LINHA_FORA", etapas=", ".join(compared.left_out))
    if compared.first:
        yield texts.say("SUB_COMPARA.LINHA_PRIMEIRA", etapa=stage_words(texts, compared.first.stage))
    yield from _money(texts, found)


def _money(texts: Texts, found: FolderComparison) -> Iterator[str]:
    compared = found.comparison
    assert compared is not None
    if compared.difference is None:
        paid = paying_stages().keys() & set(compared.left_out)
        yield texts.say(f"SUB_COMPARA.SEM_{'RECALCULO' if paid else 'PAGAMENTO'}")
        return
    sides = {"nosso": compared.ours, "deles": compared.theirs, "efeito": compared.difference}
    yield texts.say("SUB_COMPARA.LINHA_TOTAL", **sides, n=compared.differing_units, total=compared.units)
    for each in compared.causes:
        name = cause_words(texts, each.code, each.theirs, each.ours)
        ground = texts.say("SUB_COMPARA.FUNDAMENTO", ato=each.act, clausula=each.clause) if each.clause else ""
        yield texts.say("SUB_COMPARA.LINHA_CAUSA", efeito=each.effect, nome=name, fundamento=ground).rstrip()
    rest = compared.difference - sum(each.effect for each in compared.causes)
    yield texts.say("SUB_COMPARA.NAO_SOMAM", resto=rest) if rest else _added(texts, len(compared.causes))
    yield from _orders(texts, found)


def _orders(texts: Texts, found: FolderComparison) -> Iterator[str]:
    if not found.orders:
        yield texts.say("SUB_ORDENS.NAO_VERIFICAVEL")
    for order in found.orders:
        told = {"ordenado": order.ordered, "nosso": order.ours, "diferenca": order.ours - order.ordered}
        yield texts.say("SUB_COMPARA.ORDEM", consorcio=order.consortium or texts.say("SUB_COMPARA.TODOS"), **told)


def _added(texts: Texts, causes: int) -> str:
    return texts.say("SUB_COMPARA.SOMAM", n=causes) if causes else texts.say("SUB_COMPARA.NADA_DIFERE")


def _faults(texts: Texts, found: FolderComparison) -> tuple[str, ...]:
    shown = tuple(texts.say_with(code, args) for code, args in found.faults[:MOST])
    return (*shown, texts.say("SUBSIDIO.FALTAS", n=found.fault_count))


COMMANDS = (Command(("subsidio", "comparar"), "COMANDO.SUBSIDIO_COMPARAR", _compare, _arguments),)
