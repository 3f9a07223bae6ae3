"""What a file proves by itself: a paper whose pages repeat its own hash, a store whose journals are whole."""

from pathlib import Path

from storage.backup import verify_copy
from storage.errors import KnownError
from storage.exports.hashing import Carried
from storage.journal import paper_anchors, verify
from storage.people import list_clients
from viewmodels.operations.documentos.verdict import BROKEN_STORE, WHOLE_STORE, Verdict
from viewmodels.operations.house import House


def agrees_with_itself(carried: Carried, path: Path) -> bool:
    """True when what is printed repeats the hash the file carries: on every page, or on the workbook's cover."""
    if carried.kind == "pdf":
        return _every_page_says(carried.hash[:16], path)
    return _cover_says(carried.hash, path)


def verify_store(path: Path, house: House | None = None) -> Verdict:
    """File, format, triggers and every journal of a store or workspace.

    The one of the house is read as it is; another that has a log beside it is in use, and refused: KnownError
    VERIFICAR.EM_USO.
    """
    if house is not None and path.exists() and path.samefile(house.store.path):
        return _verify_own(house)
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size > 0:
        raise KnownError("VERIFICAR.EM_USO", arquivo=path.name)
    try:
        verify_copy(path)
    except KnownError as error:
        return Verdict(BROKEN_STORE, "loja", args={"codigo": error.code, **error.args_shown})
    return Verdict(WHOLE_STORE, "loja")


def _verify_own(house: House) -> Verdict:
    with house.store.read() as connection:
        found = [
            finding
            for client in list_clients(connection)
            for finding in verify(connection, client.id, paper_anchors(connection, client.id))
        ]
    return Verdict(BROKEN_STORE if found else WHOLE_STORE, "loja", findings=tuple(found), args={"codigo": ""})


def _every_page_says(signs: str, path: Path) -> bool:
    from storage.exports.pdf_pages import page_count, page_text

    pdf = path.read_bytes()
    return all(signs in page_text(pdf, index) for index in range(page_count(pdf, path.name)))


def _cover_says(full_hash: str, path: Path) -> bool:
    from storage.exports.comparing import first_sheet_texts

    return full_hash in first_sheet_texts(path.read_bytes(), path.name)
