"""The one pair of helpers that ties a widget to a viewmodel's property: neither keeps the other alive."""

from collections.abc import Callable
from typing import Any
from weakref import ref

from PySide6.QtCore import QObject, QSignalBlocker, SignalInstance
from PySide6.QtWidgets import QWidget


def show(viewmodel: QObject, name: str, setter: Callable[[Any], object]) -> None:
    """Call a widget's bound `setter` with `viewmodel.<name>` now and whenever `<name>_changed` fires.

    The widget's signals are blocked meanwhile, so nothing echoes. Raises AttributeError when the viewmodel has
    neither the property nor its signal, TypeError when `setter` is not a bound method of a widget.
    """
    widget = getattr(setter, "__self__", None)
    if not isinstance(widget, QWidget):
        raise TypeError("show() needs a bound method of a widget")
    weak_model, weak_widget, act = ref(viewmodel), ref(widget), setter.__name__

    def refresh(*_: object) -> None:
        model, shown = weak_model(), weak_widget()
        if model is None or shown is None:
            return
        with QSignalBlocker(shown):
            getattr(shown, act)(getattr(model, name))

    signal: SignalInstance = getattr(viewmodel, f"{name}_changed")
    connection = signal.connect(refresh)

    def release(*_: object) -> None:
        if weak_model() is not None:
            QObject.disconnect(connection)

    widget.destroyed.connect(release)
    refresh()


def tell(signal: SignalInstance, viewmodel: QObject, act: str) -> None:
    """Call `viewmodel.<act>(value)` when a widget's `signal` carries a value; `act` is a property name or a method.

    Setting a property uses plain assignment. Raises AttributeError at once when the viewmodel has no such name.
    """
    getattr(viewmodel, act)
    weak_model = ref(viewmodel)

    def forward(*values: object) -> None:
        model = weak_model()
        if model is None:
            return
        member = getattr(model, act)
        if callable(member):
            member(*values)
        else:
            setattr(model, act, values[0])

    signal.connect(forward)
