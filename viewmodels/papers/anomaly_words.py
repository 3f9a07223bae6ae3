"""An anomaly in words: how grave, what kind of correction, the value proposed in its stead (seed 003 §10.2)."""

from decimal import Decimal

from engines.goals.anomalies import KM, Anomaly
from storage.texts.sentences import Texts


def anomaly_words(texts: Texts, anomaly: Anomaly) -> str:
    """`Anomalia de gravidade alta; revisão manual; valor alternativo: 130.243,92 km`."""
    unit = "km" if anomaly.kind == KM else "BRL"
    value = anomaly.alternative
    none = texts.say("ESTRANHO.SEM_ALTERNATIVA")
    return texts.say(
        "ESTRANHO.ANOMALIA",
        gravidade=texts.say(f"ESTRANHO.GRAVIDADE.{anomaly.severity}"),
        correcao=texts.say(f"ESTRANHO.CORRECAO.{anomaly.correction}"),
        alternativa=texts.figure_text(value, unit, 2) if isinstance(value, Decimal) else none,
    )
