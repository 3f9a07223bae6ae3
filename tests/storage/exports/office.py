"""LibreOffice without a window, as the second opinion on our formulas: it recalculates every cell when it opens."""

import os
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""


def recalculated(workbook: bytes, folder: Path) -> Workbook:
    """The workbook as LibreOffice recomputes it, values only; skips the test where LibreOffice is not installed."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed: the formulas were not recalculated")
    settings = folder / "perfil" / "user"
    settings.mkdir(parents=True)
    (settings / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, encoding="utf-8")
    source, target = folder / "pasta.xlsx", folder / "refeita"
    source.write_bytes(workbook)
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={(folder / 'perfil').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(target),
            str(source),
        ],
        env={**os.environ, "HOME": str(folder)},
        check=True,
        capture_output=True,
        timeout=110,
    )
    return load_workbook(BytesIO((target / source.name).read_bytes()), data_only=True)


def cells(sheet: Any) -> list[list[Any]]:
    """Values of a sheet, row by row."""
    return [[cell.value for cell in row] for row in sheet.iter_rows()]
