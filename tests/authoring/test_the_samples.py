"""Sample (a) says what the report says and no more; sample (b) shows everything and says it is invented."""

from typing import Any

import pytest

from inspector_app.authoring import sample, toml
from inspector_app.checklist import sentences
from inspector_app.checklist.assembly import assemble
from inspector_app.checklist.fact import Amount, Rate, Sample
from inspector_app.checklist.fact_kinds import impossible
from inspector_app.checklist.finding import Audience, DeadlineKind
from inspector_app.checklist.template import Template
from inspector_app.checklist.visit import (
    Closing,
    ItemVerdict,
    PersonRole,
    SigningMode,
    Visit,
    VisitId,
    answered,
)
from inspector_app.errors import ChecklistError


def opened(name: str) -> tuple[Visit, Template]:
    found = sample.read_sample(name)
    template = toml.read_shipped(found.template)
    values: dict[tuple[str, str], Any] = {
        (entity, field): value for act in found.acts for entity, field, value in act.changes
    }
    return assemble(VisitId(name), template, template.ref, values), template


@pytest.fixture(scope="module")
def so_xay_dung() -> tuple[Visit, Template]:
    return opened("so-xay-dung-2022")


@pytest.fixture(scope="module")
def so_mau() -> tuple[Visit, Template]:
    return opened("so-mau")


def results(visit: Visit, template: Template) -> dict[str, str]:
    found = {item.id: sentences.result_of(item, visit.answer(item.id)) for item in template.items}
    return {item: text for item, text in found.items() if text}


def shortcomings(visit: Visit, template: Template) -> dict[str, str | None]:
    return {f.id: sentences.shortcoming_of(f, template, visit.answers) for f in visit.findings}


def test_both_samples_are_shipped() -> None:
    assert sample.names() == ("so-mau", "so-xay-dung-2022")


def test_a_sample_that_is_not_there_is_named() -> None:
    with pytest.raises(ChecklistError) as refused:
        sample.read_sample("so-khac")
    assert refused.value.code == "SAMPLE-MISSING"
    assert "so-khac" in str(refused.value)


@pytest.mark.parametrize("name", sample.names())
def test_every_field_of_a_sample_has_a_place_in_the_visit(name: str) -> None:
    """A misspelt field would be dropped without a word."""
    found = sample.read_sample(name)
    template = toml.read_shipped(found.template)
    seen: set[tuple[str, str]] = set()
    for act in found.acts:
        for entity, field, value in act.changes:
            assert value is not None
            assert (entity, field) not in seen
            seen.add((entity, field))
            if entity.startswith("answer:"):
                item = template.item(entity.removeprefix("answer:"))  # type: ignore[arg-type]
                assert item is not None
                assert field in ("verdict", "not_checked", "result", "note") or item.fact(field)  # type: ignore[arg-type]
                if field == "verdict":
                    assert item.asks_verdict or value == "not_checked", item.id
    visit, _ = opened(name)
    for kind, entities in (("finding", visit.findings), ("recommendation", visit.recommendations)):
        for one in entities:
            wrong = {f for e, f in seen if e == f"{kind}:{one.id}"} - set(one.__dataclass_fields__)
            assert not wrong
    assert not {f for e, f in seen if e == "visit"} - set(visit.details.__dataclass_fields__)
    for person in visit.people:
        wrong = {f for e, f in seen if e == f"person:{person.id}"} - set(person.__dataclass_fields__)
        assert not wrong


@pytest.mark.parametrize("name", sample.names())
def test_every_item_of_a_sample_is_answered_with_possible_figures(name: str) -> None:
    visit, template = opened(name)
    assert [i.id for i in template.items if not answered(i, visit.answer(i.id))] == []
    facts = [fact for answer in visit.answers.values() for fact in answer.facts.values()]
    assert [impossible(fact) for fact in facts if impossible(fact)] == []


class TestSoXayDung:
    def test_it_has_ten_shortcomings_two_recommendations_and_two_items_unchecked(
        self, so_xay_dung: tuple[Visit, Template]
    ) -> None:
        visit, template = so_xay_dung
        assert len(visit.findings) == 10
        assert len(visit.recommendations) == 2
        assert len(template.criteria) == 33
        unchecked = [
            criterion
            for criterion in template.criteria
            if all(
                visit.answer(item.id).verdict is ItemVerdict.NOT_CHECKED
                for item in template.items
                if item.criterion == criterion
            )
        ]
        assert unchecked == ["20", "33"]

    def test_the_unchecked_sub_items_are_the_agency_signature_and_the_eight_clauses(
        self, so_xay_dung: tuple[Visit, Template]
    ) -> None:
        visit, template = so_xay_dung
        unchecked = [i.id for i in template.items if visit.answer(i.id).verdict is ItemVerdict.NOT_CHECKED]
        assert unchecked == ["20", "25b", *(f"31.{clause}" for clause in range(1, 9)), "33"]

    def test_the_shortcomings_read_as_the_report_allows(self, so_xay_dung: tuple[Visit, Template]) -> None:
        assert shortcomings(*so_xay_dung) == {
            "3": "Sản phẩm, trách nhiệm và thời hạn của nhiệm vụ trong các kế hoạch CCHC chưa được xác định rõ",
            "10": "Chưa xây dựng và công bố rộng rãi bản cam kết bình đẳng, minh bạch, không phân biệt đối xử "
            "khi tiếp cận tài liệu pháp lý chuyên ngành",
            "11": "Trang TTĐT chưa có chuyên mục hỗ trợ pháp lý cho doanh nghiệp",
            "15": "Nội dung các quyết định công bố TTHC thuộc lĩnh vực của Sở chưa cụ thể",
            "16": "Tại trụ sở chưa niêm yết công khai địa chỉ tiếp nhận phản ánh, kiến nghị về quy định TTHC",
            "21": "Chưa ban hành quy chế làm việc mới sau khi sắp xếp lại cơ cấu tổ chức",
            "24": "Chưa phát sinh số tiền thanh toán trực tuyến đối với các TTHC cho phép thanh toán trực tuyến",
            "25a": "Còn một số văn bản điện tử phát hành trên E-Office chưa được lãnh đạo ký số",
            "26": "Quy chế bảo đảm an toàn, an ninh thông tin chưa cập nhật quy định, hướng dẫn mới",
            "31.0": "Còn nhiều nội dung chưa triển khai, chưa đáp ứng đầy đủ TCVN ISO 9001:2015",
        }

    def test_the_results_read_as_the_report_allows(self, so_xay_dung: tuple[Visit, Template]) -> None:
        assert results(*so_xay_dung) == {
            "1": "Đã ban hành, tổ chức thực hiện Kế hoạch CCHC giai đoạn 2021 - 2025",
            "2": "Đã ban hành, tổ chức thực hiện Kế hoạch CCHC năm 2022",
            "4": "Đã có kế hoạch tuyên truyền CCHC",
            "5": "Đã có kế hoạch kiểm tra CCHC giai đoạn 2021 - 2025",
            "6": "Đang nỗ lực khắc phục các tồn tại năm 2021",
            "7": "Đã có kế hoạch thực hiện giải pháp nâng cao PCI năm 2021",
            "8": "Kịp thời chỉ đạo chấn chỉnh hồ sơ trễ hạn do lỗi tác nghiệp",
            "9": "Thường xuyên rà soát, kiến nghị xử lý vướng mắc trong lĩnh vực xây dựng",
            "12": "Thường xuyên đăng tải quyết định phê duyệt đồ án quy hoạch, giấy phép xây dựng đã cấp",
            "13": "Tiếp tục phân cấp quản lý trật tự xây dựng",
            "14": "Đã có kế hoạch kiểm soát TTHC",
            "17": "Bố trí công chức tại bộ phận một cửa theo quy định",
            "18": "Đã đánh giá công chức, viên chức giải quyết TTHC trên phần mềm một cửa điện tử",
            "19": "Tỷ lệ hồ sơ trễ hạn còn 1,01% (số liệu tính đến giữa tháng 5/2022), năm 2021 là 4,5% "
            "(hai kỳ không cùng độ dài)",
            "22": "Đã giao quyền tự chủ, tự chịu trách nhiệm về tài chính cho 02 đơn vị sự nghiệp trực thuộc",
            "23": "Thực hiện đấu thầu qua mạng theo quy định",
            "27": "Đã có Kế hoạch chuyển đổi số giai đoạn 2021 - 2025, định hướng đến năm 2030",
            "28": "Chú trọng đầu tư, nâng cấp hạ tầng kỹ thuật CNTT",
            "29": "Đẩy mạnh sử dụng ứng dụng chuyên ngành, ứng dụng dùng chung của tỉnh",
            "30": "Từng bước nâng chất lượng trang TTĐT",
            "31.0": "Đã xây dựng, chuyển đổi, áp dụng, duy trì, cải tiến HTQLCL",
            "32": "Chỉ số CCHC năm 2021 đạt 62,87%, xếp loại Trung bình; năm 2020 đạt 72,59%, "
            "xếp loại Trung bình. Chỉ số giảm 9,72 điểm phần trăm",
            "32b": "Giảm điểm: chỉ đạo, điều hành; kết quả thực hiện nhiệm vụ. Điểm chưa cao: thể chế; TTHC; "
            "kiểm tra CCHC; CQĐT, CQS; tác động (Chỉ số CCHC năm 2021)",
        }

    def test_what_the_report_does_not_say_is_blank(self, so_xay_dung: tuple[Visit, Template]) -> None:
        visit, template = so_xay_dung
        details = visit.details
        for blank in ("number", "plan", "decision", "content", "period", "method", "place", "kind"):
            assert getattr(details, blank) is None, blank
        assert details.opened_at is details.closed_at is None
        assert [person.name for person in visit.people] == ["Trần Thu Mai"]
        assert visit.person(PersonRole.LEADER) is visit.people[0]
        assert visit.evidence == visit.rows == ()
        assert not visit.notes
        assert visit.opinion.difficulties is visit.opinion.proposals is visit.opinion.reservation is None
        assert visit.assessment.strengths is visit.assessment.objective_causes is None
        for finding in visit.findings:
            assert (finding.remedy, finding.owner, finding.deadline, finding.legal_basis) == (None,) * 4
        for item in template.items:
            for fact in visit.answer(item.id).facts.values():
                if isinstance(fact, Sample):
                    assert (fact.population, fact.examined, fact.defective) == (None, None, None)
                if isinstance(fact, Rate):
                    assert (fact.numerator, fact.denominator) == (None, None)

    def test_its_first_recommendation_covers_every_shortcoming_at_once_and_both_go_to_the_unit(
        self, so_xay_dung: tuple[Visit, Template]
    ) -> None:
        visit, _ = so_xay_dung
        first, second = visit.recommendations
        assert first.findings == tuple(finding.id for finding in visit.findings)
        assert first.deadline is not None
        assert first.deadline.kind is DeadlineKind.IMMEDIATELY
        assert second.deadline is None
        assert {first.audience, second.audience} == {Audience.UNIT}

    def test_it_warns_on_every_page_and_is_signed_by_hand(self, so_xay_dung: tuple[Visit, Template]) -> None:
        details = so_xay_dung[0].details
        assert details.notice == "BẢN MINH HỌA DỰNG LẠI TỪ TIN BÁO NGÀY 06/6/2022 - KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
        assert details.signing_mode is SigningMode.INK


class TestSoMau:
    def test_it_says_that_all_is_invented(self, so_mau: tuple[Visit, Template]) -> None:
        visit, _ = so_mau
        assert visit.details.notice == "BẢN MẪU - MỌI TÊN, SỐ LIỆU ĐỀU LÀ GIẢ ĐỊNH"
        assert (visit.details.unit, visit.details.province) == ("Sở Mẫu", "tỉnh Mẫu")

    def test_seven_of_thirty_documents_are_unsigned_and_the_rows_agree(
        self, so_mau: tuple[Visit, Template]
    ) -> None:
        visit, template = so_mau
        fact = visit.answer("25a").facts["sample"]  # type: ignore[arg-type, index]
        assert isinstance(fact, Sample)
        assert (fact.population, fact.examined, fact.defective) == (412, 30, 7)
        rows = [row for row in visit.rows if row.item == "25a"]
        assert len(rows) == 30
        assert sum(row.passed is False for row in rows) == 7
        assert all(row.number and row.issued and row.abstract for row in rows)
        assert all(row.remark for row in rows if row.passed is False)
        assert len({row.number for row in rows}) == 30
        assert shortcomings(visit, template)["25a"] == (
            "Còn 7/30 (23,3%) văn bản điện tử phát hành trên E-Office chưa được lãnh đạo ký số "
            "(kiểm tra 30 trong tổng số 412 văn bản)"
        )

    def test_figures_name_their_source_and_cut_off(self, so_mau: tuple[Visit, Template]) -> None:
        found = results(*so_mau)
        assert found["19"] == (
            "Tỷ lệ hồ sơ trễ hạn là 1,01%, 14/1.386 hồ sơ (số liệu tính đến ngày 30/4/2026), năm 2025 là 2,38% "
            "(hai kỳ không cùng độ dài), theo kết quả Đoàn kiểm tra trên hệ thống"
        )
        assert found["24"] == (
            "Đã phát sinh giao dịch, số tiền thanh toán trực tuyến phí, lệ phí: 121/604 hồ sơ (20,03%), "
            "số tiền 18.450.000 đồng (số liệu tính đến ngày 30/4/2026), "
            "theo kết quả Đoàn kiểm tra trên hệ thống"
        )

    def test_it_shows_every_verdict_and_every_kind_of_deadline(self, so_mau: tuple[Visit, Template]) -> None:
        visit, _ = so_mau
        assert {answer.verdict for answer in visit.answers.values()} >= set(ItemVerdict)
        deadlines = {finding.deadline.kind if finding.deadline else None for finding in visit.findings}
        assert deadlines == {*DeadlineKind, None}
        assert {r.audience for r in visit.recommendations} == set(Audience)
        assert any(
            isinstance(fact, Amount) for answer in visit.answers.values() for fact in answer.facts.values()
        )

    def test_the_day_has_a_substitute_an_absentee_and_all_who_sign(
        self, so_mau: tuple[Visit, Template]
    ) -> None:
        visit, _ = so_mau
        assert {person.role for person in visit.people} == set(PersonRole)
        assert any(person.substitutes_for for person in visit.people)
        (absent,) = [person for person in visit.people if person.absent_reason]
        assert absent.areas == ()
        for role in (PersonRole.LEADER, PersonRole.SECRETARY, PersonRole.REPRESENTATIVE):
            signer = visit.person(role)
            assert signer is not None
            assert signer.name
        areas = {area for person in visit.people for area in person.areas}
        assert areas == set("1234567")
        assert visit.details.opened_at is not None
        assert visit.details.opened_at.isoformat() == "2026-05-12T08:00:00+07:00"
        assert visit.details.closed_at is not None
        assert visit.details.closed_at.isoformat() == "2026-05-12T16:30:00+07:00"

    def test_the_unit_keeps_an_opinion_of_its_own(self, so_mau: tuple[Visit, Template]) -> None:
        visit, _ = so_mau
        assert visit.details.closing is Closing.RESERVED
        assert visit.opinion.reservation
        assert visit.details.signing_mode is SigningMode.DIGITAL

    def test_internal_notes_carry_the_canary(self, so_mau: tuple[Visit, Template]) -> None:
        visit, _ = so_mau
        assert set(visit.notes) == {"16", "25a", "26"}
        assert all("GHI CHÚ NỘI BỘ CANARY" in note for note in visit.notes.values())

    def test_a_cited_rule_was_in_force_on_the_day(self, so_mau: tuple[Visit, Template]) -> None:
        visit, _ = so_mau
        cited = {finding.legal_basis for finding in visit.findings if finding.legal_basis}
        assert cited == {"Điều 5 Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ"}
