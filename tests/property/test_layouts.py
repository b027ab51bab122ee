"""Any register is the same in every layout."""

import os
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from mou import strategies
from mou.answers.register import Register
from mou.documents.files import RegisterFile, load, save
from mou.documents.ndjson import iter_ndjson

ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
REGISTERS = strategies.registers()
SHUFFLED = REGISTERS.flatmap(
    lambda register: st.builds(
        Register,
        **{kind: st.permutations(getattr(register, kind)) for kind in ("parties", "forums", "meetings", "agreements")},
    )
)


@pytest.fixture(autouse=True, scope="module")
def in_memory():
    """To wait for the disk would change nothing but how long it takes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@given(SHUFFLED, SHUFFLED)
def test_all_layouts_load_to_equal_registers(register, other):
    with tempfile.TemporaryDirectory() as folder:
        for path in (f"{folder}/r.json", f"{folder}/r.ndjson", f"{folder}/r/"):
            for one in (register, other):  # the second over the first
                save(one, path)
                assert one == load(path)
            file = RegisterFile(path)
            assert other == file.load()
            file.save(register)
            assert register == load(path)
        assert list(register) == list(iter_ndjson(f"{folder}/r.ndjson"))


@given(REGISTERS)
def test_a_document_is_the_same_read_as_yaml(register):
    with tempfile.TemporaryDirectory() as folder:
        save(register, f"{folder}/r.json")
        text = Path(folder, "r.json").read_text("utf-8")
        # What YAML has no character for, and breaks that its programs disagree about, are written as escapes.
        text = ESCAPED.sub(lambda char: f"\\u{ord(char[0]):04x}", text)
        Path(folder, "r.yaml").write_text(text, "utf-8")
        assert register == load(f"{folder}/r.yaml")
