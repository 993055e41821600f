"""The record inside the PDF: all that the pages print and no more, the same bytes from the same visit."""

import json
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

import pytest

from inspector_app.authoring import sample, toml
from inspector_app.checklist import canonical, exchange
from inspector_app.checklist.assembly import assemble
from inspector_app.checklist.event import DeviceId, Head, Plane
from inspector_app.checklist.seal import REQUIRED_SIGNERS, Seal
from inspector_app.checklist.template import Template
from inspector_app.checklist.visit import (
    Evidence,
    ItemVerdict,
    SigningMode,
    Visit,
    VisitId,
)
from inspector_app.clock import ZONE
from inspector_app.errors import FormatError

CLOSED = datetime(2026, 5, 12, 16, 30, tzinfo=ZONE)
SEAL = Seal(
    version=1,
    mode=SigningMode.DIGITAL,
    signers=REQUIRED_SIGNERS,
    sealed_at=CLOSED,
    heads=(Head(Plane.ANSWERS, DeviceId("d" * 64), 120, "e" * 64),),
    renderer={"release": "0.1.0"},
)


def opened(name: str, *changes: tuple[str, str, Any]) -> tuple[Visit, Template]:
    found = sample.read_sample(name)
    template = toml.read_shipped(found.template)
    values = {(e, f): value for act in found.acts for e, f, value in act.changes}
    values.update({(entity, field): value for entity, field, value in changes})
    return assemble(VisitId(name), template, template.ref, values), template


@pytest.fixture(scope="module")
def so_mau() -> tuple[Visit, Template]:
    return opened("so-mau")


def sealed(visit: Visit, template: Template) -> exchange.Record:
    return exchange.record(visit, template, drawn_at=CLOSED, seal=SEAL)


def test_two_records_of_one_visit_are_the_same_bytes(so_mau: tuple[Visit, Template]) -> None:
    assert exchange.write(sealed(*so_mau)) == exchange.write(sealed(*opened("so-mau")))


@pytest.mark.parametrize("name", sample.names())
def test_a_record_is_read_back_as_it_was(name: str) -> None:
    for record in (sealed(*opened(name)), exchange.record(*opened(name), drawn_at=CLOSED, draft=2)):
        data = exchange.write(record)
        assert exchange.read(data) == record
        assert exchange.write(exchange.read(data)) == data


def test_the_print_code_is_of_the_record_without_it(so_mau: tuple[Visit, Template]) -> None:
    record = sealed(*so_mau)
    assert record.print_code is not None
    data = json.loads(exchange.write(record))
    del data["print_code"]
    assert record.print_code == exchange.print_code(canonical.canonical(data))
    assert exchange.record(*so_mau, drawn_at=CLOSED, draft=1).print_code is None
    later = replace(SEAL, version=2)
    assert exchange.record(*so_mau, drawn_at=CLOSED, seal=later).print_code != record.print_code


class TestNotes:
    def test_a_note_changes_no_byte_of_what_the_unit_gets(self, so_mau: tuple[Visit, Template]) -> None:
        visit, template = so_mau
        assert visit.notes
        data = exchange.write(sealed(visit, template))
        assert "CANARY" not in data.decode()
        assert "NỘI BỘ" not in data.decode()
        assert data == exchange.write(sealed(replace(visit, notes={}), template))

    def test_what_is_not_printed_is_not_in_it(self, so_mau: tuple[Visit, Template]) -> None:
        visit, template = so_mau
        evidence = (
            Evidence("a" * 64, "nội bộ không in.jpg", "image/jpeg", 10, printed=False),
            Evidence("b" * 64, "bảng niêm yết.jpg", "image/jpeg", 10, caption="Bảng niêm yết", printed=True),
        )
        record = sealed(replace(visit, evidence=evidence), template)
        assert [one.sha256 for one in record.evidence] == ["b" * 64]
        assert b"a" * 64 not in exchange.write(record)

    def test_the_areas_that_members_were_given_stay_with_the_team(
        self, so_mau: tuple[Visit, Template]
    ) -> None:
        assert any(person.areas for person in so_mau[0].people)
        assert not any(person.areas for person in sealed(*so_mau).people)


class TestReading:
    def changed(self, so_mau: tuple[Visit, Template], **changes: object) -> bytes:
        return canonical.canonical({**json.loads(exchange.write(sealed(*so_mau))), **changes})

    def refused(self, data: bytes) -> str:
        with pytest.raises(FormatError) as caught:
            exchange.read(data)
        return caught.value.code

    def test_changed_content_is_detected(self, so_mau: tuple[Visit, Template]) -> None:
        for changes in (
            {"legal_bases": []},
            {"print_code": "AAAAAA"},
            {"drawn_at": "2026-05-12T16:31:00+07:00"},
        ):
            assert self.refused(self.changed(so_mau, **changes)) == "FORMAT-PRINT-CODE"

    def test_a_sealed_record_does_not_pass_for_a_draft(self, so_mau: tuple[Visit, Template]) -> None:
        data = json.loads(exchange.write(sealed(*so_mau)))
        del data["seal"]
        assert self.refused(canonical.canonical(data)) == "FORMAT-PRINT-CODE"

    def test_a_newer_record_says_so_whatever_else_it_holds(self, so_mau: tuple[Visit, Template]) -> None:
        assert self.refused(self.changed(so_mau, schema=2, invention="mới")) == "FORMAT-NEWER"

    def test_a_field_that_does_not_belong_is_refused(self, so_mau: tuple[Visit, Template]) -> None:
        assert self.refused(self.changed(so_mau, notes={"25a": "ghi chú"})) == "FORMAT-VALUE"

    @pytest.mark.parametrize(
        "data", [b"{}", b"[]", b"null", b'{"format":"inspector-app/manifest","schema":1}']
    )
    def test_other_data_are_not_a_record(self, data: bytes) -> None:
        assert self.refused(data) == "FORMAT-RECORD"

    def test_damaged_data_are_refused(self, so_mau: tuple[Visit, Template]) -> None:
        assert self.refused(exchange.write(sealed(*so_mau))[:-1]) == "FORMAT-VALUE"


class TestContent:
    def test_every_area_has_its_heading_and_says_whether_it_was_checked(self) -> None:
        record = sealed(*opened("so-xay-dung-2022"))
        assert [heading.area for heading in record.headings] == list("1234567")
        assert [heading.area for heading in record.headings if not heading.checked] == ["5"]
        assert [len(heading.findings) for heading in record.headings] == [1, 2, 2, 1, 0, 0, 4]

    def test_results_of_one_group_are_one_paragraph(self) -> None:
        record = sealed(*opened("so-xay-dung-2022"))
        plans = record.headings[0].results[0]
        assert plans.items == ("1", "2", "4", "5", "7")
        assert plans.text.startswith(
            "Đã ban hành, tổ chức thực hiện Kế hoạch CCHC giai đoạn 2021 - 2025; đã "
        )
        every = [item for heading in record.headings for one in heading.results for item in one.items]
        assert len(every) == len(set(every)) == 23

    def test_a_group_says_only_what_was_found(self) -> None:
        visit, template = opened("so-xay-dung-2022", ("answer:2", "verdict", "no"))
        plans = sealed(visit, template).headings[0].results[0]
        assert plans.items == ("1", "4", "5", "7")
        assert "năm 2022" not in plans.text

    def test_items_not_applicable_do_not_count_as_checked(self) -> None:
        visit, template = opened("so-xay-dung-2022")
        answers = {
            item.id: replace(visit.answer(item.id), verdict=ItemVerdict.NOT_APPLICABLE, facts={})
            for item in template.items
        }
        record = sealed(replace(visit, answers=answers, findings=()), template)
        assert not any(heading.checked for heading in record.headings)
        assert record.legal_bases == ()

    def test_a_shortcoming_of_no_item_stands_under_the_first_heading(self) -> None:
        visit, template = opened("so-xay-dung-2022", ("finding:khac", "text", "Còn tồn tại khác"))
        first = sealed(visit, template).headings[0]
        assert "Còn tồn tại khác" in [finding.text for finding in first.findings]

    def test_no_rule_is_cited_while_the_day_is_unknown(self) -> None:
        assert sealed(*opened("so-xay-dung-2022")).legal_bases == ()

    def test_rules_in_force_on_the_day_are_cited_once_each(self, so_mau: tuple[Visit, Template]) -> None:
        cited = sealed(*so_mau).legal_bases
        assert len(set(cited)) == len(cited)
        assert {
            "Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 của Chính phủ",
            "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư",
        } <= set(cited)

    def test_the_rows_of_a_sample_are_an_annex(self, so_mau: tuple[Visit, Template]) -> None:
        (annex,) = sealed(*so_mau).samples
        assert annex.item == "25a"
        assert annex.title == "Văn bản điện tử phát hành trên E-Office có chữ ký số của lãnh đạo"
        assert [row.order for row in annex.rows] == list(range(1, 31))

    def test_a_recommendation_without_words_is_not_printed(self) -> None:
        visit, template = opened("so-xay-dung-2022", ("recommendation:3", "order", 3))
        assert len(visit.recommendations) == 3
        assert len(sealed(visit, template).recommendations) == 2

    def test_a_draft_has_its_number_and_no_seal(self, so_mau: tuple[Visit, Template]) -> None:
        record = exchange.record(*so_mau, drawn_at=CLOSED, draft=3)
        assert (record.draft, record.seal, record.print_code) == (3, None, None)

    def test_the_record_names_the_checklist_it_was_made_with(self, so_mau: tuple[Visit, Template]) -> None:
        _, template = so_mau
        assert sealed(*so_mau).template == template.ref
        assert {field.name for field in fields(exchange.Record)}.isdisjoint({"notes", "events", "device"})
