"""The door of the desktop: who is at the desk and for which client, asked only where somebody must answer."""

from pathlib import Path

from ui.desktop.entrance.dialog import EntranceDialog
from viewmodels.audit_house import audit_scope
from viewmodels.carried_house import carried_scope
from viewmodels.entrance import Entrance, sample_scope
from viewmodels.operations.faces import House, Scope


def enter(house: House) -> Scope | Path | None:
    """Scope of who came in; None when the door was closed. The sample company's director is never asked, nor whoever
    opens a carried file or an audit. A path when somebody showed the door a carried file to be opened instead."""
    if house.audit is not None:
        return audit_scope(house)
    scope = carried_scope(house) if house.workspace is not None else sample_scope(house)
    if scope is not None:
        return scope
    dialog = EntranceDialog(house, Entrance(house))
    try:
        dialog.exec()
        return dialog.file or dialog.entrance.scope
    finally:
        dialog.deleteLater()
