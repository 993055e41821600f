"""Which authorities a computer believes: imported from files, listed, given up, and carried to the laptops."""

from datetime import datetime
from pathlib import Path

import pytest

from inspector_app.actions import office, profile, trust
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist.authorities import Acceptance, Keeping, Standing, grouped
from inspector_app.clock import ZONE, FixedClock
from inspector_app.errors import SigningError
from inspector_app.signing import trial
from inspector_app.signing.certificates import fingerprint
from inspector_app.signing.trust import load
from tests.actions.conftest import ACTOR

REAL = Path(__file__).resolve().parents[1] / "fixtures" / "authorities"
AT = datetime(2026, 5, 12, 8, 0, tzinfo=ZONE)


def real(name: str) -> tuple[str, bytes]:
    return name, (REAL / name).read_bytes()


@pytest.fixture(scope="module")
def world() -> trial.TrialCertificates:
    return trial.make(("NGƯỜI KÝ THỬ",), AT, "mật khẩu thử")


def states(ws: Workspace, **where: Path) -> dict[str, Keeping]:
    return {line.name: line.keeping for line in trust.listed(ws, **where)}


def test_at_first_every_pin_is_missing_and_says_where_to_get_it(ws: Workspace) -> None:
    lines = trust.listed(ws)
    assert {line.keeping for line in lines} == {Keeping.MISSING}
    assert lines[0].published == "http://ca.gov.vn/pki/pub/crt/rootcag2.crt"


def test_what_a_pin_names_is_taken_and_recorded(ws: Workspace) -> None:
    done = trust.take(ws, trust.look(ws, [real("rootcag2.crt"), real("cpcag2.crt")]))
    assert [own.standing for own in done.taken] == [Standing.PINNED, Standing.PINNED]
    first = trust.listed(ws)[0]
    assert (first.keeping, first.acceptance) == (Keeping.PINNED, Acceptance(ACTOR, AT))
    assert first.authority.ends.year == 2048
    store = load(ws.folder / "trust")
    assert (len(store.roots), len(store.intermediates)) == (1, 1)
    again = trust.take(ws, trust.look(ws, [real("rootcag2.crt")]))
    assert (len(again.taken), len(again.known)) == (0, 1)


def test_the_same_certificate_in_two_files_is_offered_once(ws: Workspace) -> None:
    (own,) = trust.look(ws, [real("rootcag2.crt"), real("rootcag2.crt")])
    assert own.file == "rootcag2.crt"


def test_an_unknown_authority_is_taken_only_by_its_own_fingerprint(ws: Workspace, world) -> None:
    offered = trust.look(ws, [("gốc.crt", world.root_der), ("trung gian.crt", world.intermediate_der)])
    done = trust.take(ws, offered)
    assert (done.taken, [own.standing for own in done.left]) == ((), [Standing.UNPINNED] * 2)
    assert load(ws.folder / "trust").roots == ()

    root = fingerprint(world.root_der)
    done = trust.take(ws, offered, [grouped(root).upper()])
    assert [own.authority.sha256 for own in done.taken] == [root]
    assert load(ws.folder / "trust").roots == (world.root_der,)
    assert states(ws)[done.taken[0].authority.name] is Keeping.ACCEPTED
    told = trust.refusal(done.left[0])
    assert (told.code, told.parameters["sha256"]) == ("TRUST-NOT-PINNED", fingerprint(world.intermediate_der))


@pytest.mark.parametrize("typed", ["0" * 64, "rootca", ""])
def test_a_fingerprint_that_no_file_has_takes_nothing(ws: Workspace, world, typed: str) -> None:
    offered = trust.look(ws, [real("rootcag2.crt"), ("gốc.crt", world.root_der)])
    with pytest.raises(SigningError) as refused:
        trust.take(ws, offered, [typed])
    assert refused.value.code == "TRUST-ACCEPT-UNKNOWN"
    assert load(ws.folder / "trust").roots == ()


def test_a_person_is_never_an_authority_whoever_accepts(ws: Workspace, world) -> None:
    from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

    _, certificate, _ = pkcs12.load_key_and_certificates(world.people[0].pkcs12, "mật khẩu thử".encode())
    der = certificate.public_bytes(Encoding.DER)
    offered = trust.look(ws, [("người.cer", der)])
    done = trust.take(ws, offered, [fingerprint(der)])
    assert (done.taken, done.left) == ((), offered)
    assert trust.refusal(done.left[0]).code == "TRUST-NOT-AUTHORITY"
    assert not (ws.folder / "trust").exists()


def test_what_is_removed_is_believed_no_longer(ws: Workspace) -> None:
    offered = trust.look(ws, [real("rootcag2.crt")])
    trust.take(ws, offered)
    gone = trust.remove(ws, grouped(offered[0].authority.sha256))
    assert gone.name == "RootCA chuyên dùng Chính phủ G2"
    assert states(ws)[gone.name] is Keeping.MISSING
    assert list((ws.folder / "trust").iterdir()) == []
    with pytest.raises(SigningError) as refused:
        trust.remove(ws, offered[0].authority.sha256)
    assert refused.value.code == "TRUST-NOT-KEPT"


def test_a_damaged_record_does_not_take_the_trust_away(ws: Workspace) -> None:
    (own,) = trust.look(ws, [real("rootcag2.crt")])
    trust.take(ws, [own])
    (ws.folder / "trust" / f"{own.authority.sha256}.json").write_bytes(b"{")
    first = trust.listed(ws)[0]
    assert (first.keeping, first.acceptance) == (Keeping.PINNED, None)


def test_the_ledger_of_this_computer_believes_the_same_before_and_after_it_is_made(
    ws: Workspace, world
) -> None:
    trust.take(ws, trust.look(ws, [real("rootcag2.crt")]))
    ledger = office.open_local_ledger(ws)
    assert load(ledger / "trust") == load(ws.folder / "trust")
    offered = trust.look(ws, [real("cpcag2.crt"), ("gốc.crt", world.root_der)])
    trust.take(ws, offered, [fingerprint(world.root_der)])
    assert load(ledger / "trust") == load(ws.folder / "trust")
    trust.remove(ws, fingerprint(world.root_der))
    assert load(ledger / "trust") == load(ws.folder / "trust")


@pytest.fixture
def laptop(tmp_path: Path, clock: FixedClock):
    with open_workspace(tmp_path / "máy khác", clock, "Ông Đặng Văn Mang") as opened:
        yield opened


def test_imported_authorities_travel_with_the_profile_and_go_with_it(
    ws: Workspace, laptop: Workspace, world, tmp_path: Path
) -> None:
    folder = tmp_path / "văn phòng"
    office.set_up(folder, "Sở Nội vụ")
    offered = trust.look(
        ws, [real("rootcag2.crt"), real("cpcag2.crt"), ("gốc.crt", world.root_der)], office=folder
    )
    trust.take(ws, offered, [fingerprint(world.root_der)], office=folder)
    assert not (ws.folder / "trust").exists()  # the office's folder, not this computer

    profile.import_profile(laptop, *office.profile_data(folder))
    assert load(laptop.folder / "trust") == load(folder / "trust")
    brought = {line.sha256: line for line in trust.listed(laptop) if line.kept}
    own = brought[fingerprint(world.root_der)]
    assert (own.keeping, own.acceptance.office, own.acceptance.by) == (
        Keeping.FROM_OFFICE,
        "Sở Nội vụ",
        "Ông Đặng Văn Mang",
    )
    assert states(laptop)["RootCA chuyên dùng Chính phủ G2"] is Keeping.PINNED

    trust.remove(ws, fingerprint(world.root_der), office=folder)
    profile.import_profile(laptop, *office.profile_data(folder))
    assert load(laptop.folder / "trust") == load(folder / "trust")
    assert fingerprint(world.root_der) not in {line.sha256 for line in trust.listed(laptop)}


def test_what_a_person_accepted_stays_when_the_profile_gives_it_up(
    ws: Workspace, laptop: Workspace, world, tmp_path: Path
) -> None:
    folder = tmp_path / "văn phòng"
    office.set_up(folder, "Sở Nội vụ")
    root = fingerprint(world.root_der)
    trust.take(ws, trust.look(ws, [("gốc.crt", world.root_der)], office=folder), [root], office=folder)
    profile.import_profile(laptop, *office.profile_data(folder))
    trust.take(laptop, trust.look(laptop, [("gốc.crt", world.root_der)]))  # now on this person's word
    trust.remove(ws, root, office=folder)
    profile.import_profile(laptop, *office.profile_data(folder))
    assert load(laptop.folder / "trust").roots == (world.root_der,)
    assert states(laptop)[trust.listed(laptop)[-1].name] is Keeping.ACCEPTED
