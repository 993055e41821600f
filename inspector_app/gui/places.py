"""Which field of the visit a widget edits, so that a key pressed anywhere in it knows what is meant."""

from PySide6.QtWidgets import QWidget

from inspector_app.checklist.visit import FieldKey

_ENTITY, _FIELD = "place-entity", "place-field"


def stands_for(widget: QWidget, entity: str, field: str) -> None:
    """Say which field a widget, and everything in it, edits."""
    widget.setProperty(_ENTITY, entity)
    widget.setProperty(_FIELD, field)


def field_at(widget: QWidget | None) -> FieldKey | None:
    """The field that a widget, or what it stands in, edits; None where that is none."""
    while widget is not None:
        entity, field = widget.property(_ENTITY), widget.property(_FIELD)
        if isinstance(entity, str) and isinstance(field, str):
            return entity, field
        widget = widget.parentWidget()
    return None
