"""The transparency workbook: live formulas generated from the sheet, the engine's values inside, checked by itself."""

from dataclasses import replace
from pathlib import Path

from storage.errors import KnownError
from storage.exports.delivery import deliver
from storage.exports.hashing import CHAIN_PROPERTY, PROPERTY, RUN_PROPERTY
from storage.exports.workbook_content import WorkbookContent


def workbook_bytes(content: WorkbookContent) -> bytes:
    """The workbook as .xlsx; equal content gives equal bytes.

    Raises NotInExcel when a line has no Excel-2007 form, KnownError PLANILHA_CHEIA when a table does not fit a sheet
    and EXPORTAR_RECUSADO when there is no room to put it together.
    """
    from storage.exports.book.assembly import assembled

    try:
        return assembled(_with_properties(content))
    except OSError as error:
        # openpyxl writes its sheets through the system's temporary folder, which may be full too.
        raise KnownError("EXPORTAR_RECUSADO", arquivo="xlsx", motivo=error.strerror or "") from error


def save_workbook(content: WorkbookContent, path: Path) -> Path:
    """Write the workbook in place of `path`.

    Raises KnownError EXPORTAR_ABERTO (open in Excel), EXPORTAR_RECUSADO, PLANILHA_CHEIA.
    """
    return deliver(path, workbook_bytes(content))


def _with_properties(content: WorkbookContent) -> WorkbookContent:
    carried = {PROPERTY: content.cover.hash, RUN_PROPERTY: content.cover.run, CHAIN_PROPERTY: content.cover.chain}
    return replace(content, properties={**content.properties, **carried})
