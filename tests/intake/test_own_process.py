"""A process that dies of foreign bytes leaves the user's terminal alone; our own faults are still told there."""

import os

import pytest

from inspector_app.intake.own_process import Pipe, answer_of, hush


def cries(pipe: Pipe) -> None:
    hush()
    os.write(2, b"thread 'main' panicked: memory allocation failed\n")
    pipe.send_bytes(pipe.recv_bytes())


def fails_by_our_own_fault(pipe: Pipe) -> None:
    hush()
    raise LookupError("lỗi của chính chương trình")


def test_what_a_native_library_cries_out_is_not_seen(capfd: pytest.CaptureFixture[str]) -> None:
    assert answer_of(cries, (), b"bytes", 60) == b"bytes"
    assert capfd.readouterr().err == ""


def test_our_own_fault_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    assert answer_of(fails_by_our_own_fault, (), b"bytes", 60) == b""
    assert "LookupError: lỗi của chính chương trình" in capfd.readouterr().err
