"""The demonstration leaves what README names and says how it went; the self-test says whether all holds."""

import json
import shutil
from pathlib import Path

from inspector_app.checklist import exchange
from inspector_app.checklist.canonical import canonical

RESULTS = {
    "so-xay-dung-2022.pdf", "visit.json", "minutes.pdf", "minutes-v1-refused.pdf", "inbox", "office.db", "receipt.json", "trial-root.crt",
}  # fmt: skip


def test_the_demo_leaves_every_file_it_names(demo) -> None:
    assert demo.ran.code == 0, demo.ran.err
    assert {path.name for path in demo.out.iterdir()} == RESULTS
    named = set(demo.ran.result["paths"].values())
    assert {str(demo.out / name) for name in RESULTS} <= named


def test_the_demo_says_the_verdict_and_that_the_office_has_it(demo) -> None:
    result = demo.ran.result
    assert (result["valid"], result["received"], result["grade"]) == (True, True, "equal_bytes")
    verdict = result["verdict"]
    assert (verdict["integrity"], verdict["trust"]) == ("intact", "trusted")
    assert [s["signer"] for s in verdict["signatures"]] == [f"NGƯỜI KÝ THỬ {number}" for number in (1, 2, 3)]


def test_the_demo_talks_on_stderr_alone(demo) -> None:
    assert "Sample (a): the visit of 2022, signed in ink" in demo.ran.err.splitlines()
    assert json.loads(demo.ran.out)["schema"] == 1


def test_what_it_leaves_can_be_read_again(demo) -> None:
    data = (demo.out / "visit.json").read_bytes()
    assert exchange.write(exchange.read(data)) == data
    receipt = json.loads((demo.out / "receipt.json").read_bytes())
    assert canonical(receipt) == (demo.out / "receipt.json").read_bytes()
    assert (receipt["reception"], receipt["grade"]) == ("received", "equal_bytes")
    assert (demo.out / "office.db").read_bytes().startswith(b"SQLite format 3\0")


def test_the_demo_can_be_run_again_over_its_own_results_and_pictures_every_page(
    demo, run, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM")
    out = tmp_path / "kết quả"
    shutil.copytree(demo.out, out)
    ran = run("demo", "--out", out, "--json")
    assert (ran.code, ran.result["valid"]) == (0, True), ran.err
    assert {path.name for path in out.iterdir()} == RESULTS | {"screens"}
    assert len(list((out / "inbox" / "manifest").glob("*.json"))) == 2
    pictures = sorted((out / "screens").iterdir())
    assert ran.result["screens"] == [str(picture) for picture in pictures]
    assert len(pictures) > 12
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)


def test_the_selftest_holds_and_touches_nothing_of_the_user(run, data) -> None:
    ran = run("selftest", "--json")
    assert ran.code == 0
    assert ran.result == {"signatures": True, "pages_equal_data": True, "received": True, "database": True}
    assert not data.exists()
