"""Where in a hand-written file a schema finds something wrong, in the words of the one who wrote it."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsonschema import ValidationError


def place(error: "ValidationError", raw: dict[str, Any], listed: str) -> tuple[str | None, str]:
    """The entry of the list `listed` (by its id, or #3 where it has none) and the field an error speaks of.

    A missing or unknown field is named itself, not what it is missing from.
    """
    path = list(error.absolute_path)
    instance: Any = error.instance
    schema: Any = error.schema
    if error.validator == "required":
        path += [key for key in schema["required"] if key not in instance][:1]
    elif error.validator == "additionalProperties":
        path += [key for key in instance if key not in schema["properties"]][:1]
    entry = None
    if len(path) >= 2 and path[0] == listed and isinstance(path[1], int):
        own = raw[listed][path[1]]
        entry = str(own["id"]) if isinstance(own, dict) and "id" in own else f"#{path[1] + 1}"
        path = path[2:]
    field = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return entry, field.removeprefix(".") or listed
