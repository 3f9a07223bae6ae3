"""What every page and dialog of an audit owes at the largest text, with the dock beside it too: as the company's do.

The same scenes are pictured by tests.ui.pictures; here each is judged.
"""

from collections.abc import Callable

import pytest

from tests.ui.audit_scene import audit_import, audit_pages, audit_studio
from tests.ui.journey.test_every_page import QUIET, Judge
from tests.ui.studio import Studio
from ui.desktop.kit.theme import Mode, Theme

pytestmark = pytest.mark.qt_log_ignore(*QUIET, extend=True)


@pytest.mark.parametrize(
    ("empty", "scene", "mode"), [(False, audit_pages, Mode.CLARO), (True, audit_import, Mode.ESCURO)]
)
def test_every_page_and_dialog_of_an_audit_is_whole_named_and_portuguese(
    dressed: Theme, empty: bool, scene: Callable[[Studio], None], mode: Mode
) -> None:
    dressed.apply(mode, 130)
    with audit_studio((1366, 768), empty, Judge) as judge:
        judge.begin()
        scene(judge)
        assert judge.faults == []
