"""The parcel that most tests here open."""

import pytest

from inspector_app.checklist.handover import Parcel
from inspector_app.checklist.visit import SigningMode
from inspector_app.parcel.pack import pack
from tests.parcel.scene import DEVICE, FILES, MADE_AT, VISIT, sign


@pytest.fixture
def parcel() -> Parcel:
    return pack(VISIT, 1, SigningMode.DIGITAL, FILES, device=DEVICE, made_at=MADE_AT, parent=None, sign=sign)
