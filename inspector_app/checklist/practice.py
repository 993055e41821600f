"""Which visit is there to practise on, told by its id alone."""

PREFIX = "sample-practice-"
PUT_AWAY = "ĐÃ BỎ BẢN TẬP LÀM"
"""The notice of one that is in no list any longer."""


def is_practice(visit_id: str) -> bool:
    return visit_id.startswith(PREFIX)
