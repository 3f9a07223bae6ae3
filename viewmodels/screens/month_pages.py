"""The eight pages of the month wizard: what follows what, what each stands on, what each refuses; no Qt."""

from engines.finding import Finding, Severity
from storage.store.canonical import canonical_json, sha256_text
from viewmodels.wizard import Content, Contents, Page

PREPARATION, HOLIDAYS, PARAMETERS, DATA = "preparacao", "feriados", "parametros", "dados"
CALCULATION, RESULTS, APPROVAL, RECORD = "calculo", "resultados", "aprovacao", "registro"
KEYS = (PREPARATION, HOLIDAYS, PARAMETERS, DATA, CALCULATION, RESULTS, APPROVAL, RECORD)
PLANNING = "PLANEJAMENTO"


def month_pages() -> tuple[Page, ...]:
    """The map of the wizard (goals 1.20)."""
    return (
        _page(PREPARATION, HOLIDAYS, accept_preparation),
        _page(HOLIDAYS, PARAMETERS, accept_holidays),
        _page(PARAMETERS, DATA, accept_parameters),
        _page(DATA, CALCULATION, accept_data, (HOLIDAYS, PARAMETERS)),
        _page(CALCULATION, RESULTS, accept_calculation, (HOLIDAYS, PARAMETERS, DATA)),
        Page(RESULTS, _title(RESULTS), APPROVAL, depends=(CALCULATION,)),
        _page(APPROVAL, RECORD, accept_approval, (CALCULATION, RESULTS)),
        _page(RECORD, None, accept_record, (APPROVAL,)),
    )


def _page(key: str, following: str | None, accept: object, depends: tuple[str, ...] = ()) -> Page:
    return Page(key, _title(key), following, accept, depends)  # type: ignore[arg-type]


def _title(key: str) -> str:
    return f"ASSISTENTE.{key.upper()}"


def base_of(contents: Contents) -> str:
    """Fingerprint of all a calculation stands on: days, parameters, snapshot, consents, choices, the month before."""
    holidays, parameters = contents.get(HOLIDAYS, {}), contents.get(PARAMETERS, {})
    data = contents.get(DATA, {})
    consents = data.get("consentimentos") or {}
    parts = [holidays.get("dias"), parameters.get("valores"), data.get("retrato"), consents, data.get("anteriores")]
    chosen = data.get("escolhas")
    return sha256_text(canonical_json([*parts, chosen] if chosen else parts))


def accept_preparation(content: Content, contents: Contents) -> tuple[Finding, ...]:
    """Only a period being planned is calculated (G-002), and only sectors the ERP knows (G-014)."""
    status = str(content.get("periodo") or "")
    if status != PLANNING:
        return (_refusal("ASSISTENTE.SO_PLANEJAMENTO"),)
    return () if content.get("setores") else (_refusal("ASSISTENTE.SEM_SETORES"),)


def accept_holidays(content: Content, contents: Contents) -> tuple[Finding, ...]:
    """Every holiday of the month and of the window has its type (HOL_001, HOL_003)."""
    missing = _listed(content, "faltam")
    if not missing:
        return ()
    return (_refusal("ASSISTENTE.FALTA_FERIADO", dia=missing[0], outros=len(missing) - 1),)


def accept_parameters(content: Content, contents: Contents) -> tuple[Finding, ...]:
    """Every parameter has a value and somebody looked at them."""
    values = content.get("valores")
    empty = [key for key, value in values.items() if not value] if isinstance(values, dict) else [""]
    if empty:
        return (_refusal("ASSISTENTE.FALTA_PARAMETRO", n=len(empty)),)
    return () if content.get("conferidos") else (_refusal("ASSISTENTE.FALTA_CONFERIR"),)


def accept_data(content: Content, contents: Contents) -> tuple[Finding, ...]:
    """The ERP was read, or what is kept was accepted; nothing blocks; every consent is given with its reason."""
    if content.get("erro") and not content.get("guardado"):
        return (_refusal("ASSISTENTE.ERP_CALADO"),)
    if not content.get("retrato"):
        return (_refusal("ASSISTENTE.FALTA_LER"),)
    if content.get("bloqueios"):
        return (_refusal("ASSISTENTE.BLOQUEIO", motivo=str(content.get("motivo", ""))),)
    pending = _listed(content, "pendentes")
    return (_refusal("ASSISTENTE.FALTA_CONSENTIR", n=len(pending)),) if pending else ()


def accept_calculation(content: Content, contents: Contents) -> tuple[Finding, ...]:
    """There is a run, and it stands on what the pages before say now."""
    if not content.get("calculo"):
        return (_refusal("ASSISTENTE.FALTA_CALCULAR"),)
    return () if content.get("base") == base_of(contents) else (_refusal("ASSISTENTE.CALCULO_VELHO"),)


def accept_approval(content: Content, contents: Contents) -> tuple[Finding, ...]:
    """Every goal is decided and the run is published."""
    if content.get("publicado"):
        return ()
    left = content.get("faltam")
    if isinstance(left, int) and left:
        return (_refusal("ASSISTENTE.FALTA_DECIDIR", n=left),)
    return (_refusal("ASSISTENTE.FALTA_PUBLICAR"),)


def accept_record(content: Content, contents: Contents) -> tuple[Finding, ...]:
    """The records the seed makes mandatory are ticked (G-101)."""
    left = 2 - sum(1 for key in ("guardado", "avisada") if content.get(key))
    return (_refusal("ASSISTENTE.FALTA_REGISTRO", n=left),) if left else ()


def _listed(content: Content, key: str) -> list[object]:
    found = content.get(key)
    return list(found) if isinstance(found, list) else []


def _refusal(code: str, **args: object) -> Finding:
    return Finding(code, Severity.ERROR, args=args)
