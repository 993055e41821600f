"""A new visit begins with the usual team and names; older visits stay as they are; one undo takes it all back."""

from inspector_app.actions.undo import undo
from inspector_app.actions.usual import begin
from inspector_app.actions.visits import DEFAULT_TEMPLATE, load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.visit import PersonRole, Side, VisitId
from inspector_app.settings import Settings

USUAL = Settings(
    province="tỉnh Khánh Hòa",
    team_name="ĐOÀN KIỂM TRA CCHC",
    recipients=("Sở Mẫu", "Lưu: VT"),
    team=(("Trần Thị Mẫu", "Phó Giám đốc Sở Nội vụ", "leader"), ("Lê Văn Thử", "", "không có vai này")),
)


def test_a_new_visit_has_what_is_usual_and_what_was_typed(ws: Workspace) -> None:
    made = begin(ws, DEFAULT_TEMPLATE, {"unit": "Sở Mẫu", "team_name": "ĐOÀN KIỂM TRA ĐỘT XUẤT"}, USUAL)
    visit = load(ws, made).visit
    assert (visit.details.province, visit.details.unit) == ("tỉnh Khánh Hòa", "Sở Mẫu")
    assert visit.details.team_name == "ĐOÀN KIỂM TRA ĐỘT XUẤT"
    assert visit.details.recipients == ("Sở Mẫu", "Lưu: VT")
    assert [(own.name, own.position, own.role, own.side) for own in visit.people] == [
        ("Trần Thị Mẫu", "Phó Giám đốc Sở Nội vụ", PersonRole.LEADER, Side.TEAM),
        ("Lê Văn Thử", None, PersonRole.MEMBER, Side.TEAM),
    ]


def test_it_is_one_act(ws: Workspace) -> None:
    made = begin(ws, DEFAULT_TEMPLATE, {"unit": "Sở Mẫu"}, USUAL)
    undo(ws, made)
    opened = load(ws, made)
    assert opened.visit.people == ()
    assert opened.visit.details.unit is None
    assert opened.undo == ()


def test_nothing_usual_is_nothing_written(ws: Workspace, visit: VisitId) -> None:
    made = begin(ws, DEFAULT_TEMPLATE, {}, Settings())
    assert load(ws, made).undo == ()
    assert load(ws, visit).visit.people == ()
