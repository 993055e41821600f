"""A screen reader without a voice: run by the system's Python with pyatspi, apart from the program, over AT-SPI alone.
One JSON request a line comes in, one JSON answer a line goes out; it keeps what the program says of itself meanwhile.
"""

import json
import re
import sys

import gi
import pyatspi

gi.require_version("Atspi", "2.0")
from gi.repository import GLib  # noqa: E402

HEARD = (
    "object:state-changed:focused",
    "object:state-changed:checked",
    "object:announcement",
)
DEEPEST = 40
KEPT = 20_000

heard = []


def hear(event):
    """Keep one event as a screen reader would have spoken it."""
    try:
        name, role = event.source.name, event.source.getRoleName()
        text = event.any_data if isinstance(event.any_data, str) else ""
    except Exception as gone:  # noqa: BLE001 - whatever was spoken of is no more
        name, role, text = "", f"gone ({type(gone).__name__})", ""
    heard.append({"type": event.type.name, "on": event.detail1, "name": name, "role": role, "text": text})
    del heard[:-KEPT]


def program(name):
    """The running program by its name on the desk, or None."""
    for own in pyatspi.Registry.getDesktop(0):
        if own is not None and own.name == name:
            return own
    return None


def children(node):
    """What is in a node; a long tree is asked row by row."""
    for index in range(node.childCount):
        child = node.getChildAtIndex(index)
        if child is not None:
            yield child


def walk(node, hidden, depth=0):
    """Every node that is to be seen, from the outside in."""
    yield node, depth
    if depth < DEEPEST:
        for child in children(node):
            states = child.getState()
            if hidden or states.contains(pyatspi.STATE_SHOWING):
                yield from walk(child, hidden, depth + 1)


def described(node, depth=0):
    """What a screen reader can say of a node."""
    node.clear_cache()  # what was read before may have changed
    states = [pyatspi.stateToString(own) for own in node.getState().getStates()]
    relations = {}
    for relation in node.getRelationSet():
        kind = relation.getRelationType().value_nick
        relations[kind] = [relation.getTarget(n).name for n in range(relation.getNTargets())]
    try:
        acts = node.queryAction()
        actions = [acts.getName(n) for n in range(acts.nActions)]
    except NotImplementedError:
        actions = []
    try:
        box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        place = [box.x, box.y, box.width, box.height]
    except NotImplementedError:
        place = None
    return {
        "role": node.getRoleName(),
        "name": node.name,
        "description": node.description,
        "states": states,
        "actions": actions,
        "relations": relations,
        "place": place,
        "depth": depth,
    }


def found(request):
    """Nodes by role and by a pattern of the name."""
    top = program(request["program"])
    if top is None:
        return
    role, name = request.get("role"), re.compile(request.get("name", ""))
    for node, depth in walk(top, request.get("hidden", False)):
        if (role is None or node.getRoleName() == role) and name.search(node.name or ""):
            yield node, depth


def answer(request):
    """What is asked for."""
    match request["ask"]:
        case "programs":
            return [own.name for own in pyatspi.Registry.getDesktop(0) if own is not None]
        case "find":
            most = request.get("most", 1000)
            nodes = []
            for node, depth in found(request):
                nodes.append(described(node, depth))
                if len(nodes) == most:
                    break
            return nodes
        case "act":
            for node, _depth in found(request):
                acts = node.queryAction()
                wanted = request["action"]
                place = next(n for n in range(acts.nActions) if acts.getName(n) == wanted)
                return acts.doAction(place)
            return None
        case "focus":
            for node, _depth in found(request):
                return node.queryComponent().grabFocus()
            return None
        case "heard":
            said = heard[:]
            if request.get("forget"):
                heard.clear()
            return said
        case other:
            raise ValueError(other)


def serve(stream, _condition):
    """One request, one answer; the end of the requests is the end."""
    line = stream.readline()
    if not line:
        pyatspi.Registry.stop()
        return False
    try:
        reply = {"answer": answer(json.loads(line))}
    except Exception as problem:  # noqa: BLE001 - told to whoever asked
        reply = {"problem": f"{type(problem).__name__}: {problem}"}
    print(json.dumps(reply, ensure_ascii=False), flush=True)
    return True


def main():
    for kind in HEARD:
        pyatspi.Registry.registerEventListener(hear, kind)
    GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, serve)
    print(json.dumps({"answer": "ready"}), flush=True)
    pyatspi.Registry.start()


if __name__ == "__main__":
    main()
