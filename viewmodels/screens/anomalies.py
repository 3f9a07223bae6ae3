"""The anomalies of a run as banners of the results page: how grave, what to look at, the value in its stead; no Qt."""

from engines.goals.anomalies import KM, Anomaly, anomalies_of
from viewmodels.banner import BannerView
from viewmodels.desk import Desk
from viewmodels.operations.metas.results import RunView
from viewmodels.papers.anomaly_words import anomaly_words
from viewmodels.screens import goal_words as words
from viewmodels.screens.alternative_km import IN_USE, AlternativeKm
from viewmodels.screens.cockpit import finding_names
from viewmodels.state import State

DECIDE = "DECIDIR"
SEPARATOR = "/"


def anomaly_banners(desk: Desk, view: RunView) -> tuple[BannerView, ...]:
    """One banner for each number out of place, and for each alternative km in use; high severity first."""
    ranked = sorted(view.anomalies, key=lambda each: each.severity != "HIGH")
    return (*(_banner(desk, view, each) for each in ranked), *_in_use(desk, view))


def _banner(desk: Desk, view: RunView, anomaly: Anomaly) -> BannerView:
    texts, names = desk.house.texts, finding_names(view)
    found = next(f for f in view.findings if f.where == anomaly.where and anomalies_of((f,), view.book.rules))
    state = State.CRITICO if anomaly.severity == "HIGH" else State.ATENCAO
    km = anomaly.kind == KM
    acts = AlternativeKm(desk, view, anomaly.where["setor"]).acts(found, proof=False) if km else _decide(desk, view)
    return BannerView(
        state,
        texts.say_finding(found, names),
        found.code,
        where=anomaly_words(texts, anomaly),
        effect=texts.advise(found, names),
        actions=acts,
        key=anomaly.where["setor"] if km else SEPARATOR.join((anomaly.where["criterio"], anomaly.where["setor"])),
    )


def _decide(desk: Desk, view: RunView) -> tuple[tuple[str, str], ...]:
    may = words.is_draft(view) and desk.allowed("metas.decidir")
    return ((DECIDE, desk.say("TELA.DECIDIR")),) if may else ()


def _in_use(desk: Desk, view: RunView) -> tuple[BannerView, ...]:
    texts, names = desk.house.texts, finding_names(view)
    listed = [f for f in view.findings if f.text_code == IN_USE]
    return tuple(
        BannerView(
            State.ATENCAO,
            texts.say_finding(found, names),
            found.code,
            effect=texts.advise(found, names),
            actions=AlternativeKm(desk, view, found.where["setor"]).acts(found, proof=False),
            key=found.where["setor"],
        )
        for found in listed
    )
