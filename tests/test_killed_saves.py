"""A save that is killed at any moment leaves the old register or the new one, in every layout."""

import io
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import mou
from mou.answers.register import Register
from mou.documents.codec import loads
from mou.documents.files import RegisterFile, load, save
from mou.model.agreement import Agreement

LAYOUTS = ["register.json", "register.ndjson", "register/"]
CALLS = "open fsync replace rename unlink mkdir rmdir chmod".split()
EXAMPLE = mou.examples.register()
EVERYTHING = loads((Path(__file__).parent / "data" / "everything.json").read_text("utf-8"))
FEW = Register(agreements=[Agreement("b", title="B"), Agreement("a", title="A")])
# One changed, one gone, one new, and another order.
CHANGED = Register(agreements=[Agreement("a", title="new"), Agreement("c", title="C")])


@pytest.fixture(autouse=True)
def in_memory(monkeypatch):
    """To wait for the disk would change nothing but how long it takes."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


class Killed(BaseException):
    """No `except Exception` catches it, as none catches a kill."""


class Disk:
    """Counts what is asked of the system, and fails from one call on (a killed process does nothing more), or once."""

    def __init__(self, monkeypatch, at, *, once=False):
        self.calls, self.at, self.once = 0, at, once
        for name in CALLS:
            monkeypatch.setattr(os, name, self.counted(getattr(os, name)))
        monkeypatch.setattr(io, "open", self.counted(io.open))

    def counted(self, call):
        def counting(*args: Any, **kwargs: Any) -> Any:
            self.calls += 1
            if self.once and self.calls == self.at:
                raise OSError(5, "the disk fails")
            if not self.once and self.calls >= self.at:
                raise Killed
            return call(*args, **kwargs)

        return counting


def found(path):
    """What is loaded; nothing where there is nothing."""
    try:
        return load(path)
    except FileNotFoundError:
        return None


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def stopped(act, at, *, once=False):
    """Whether an act was stopped at its n-th call to the system."""
    with pytest.MonkeyPatch.context() as patch:
        disk = Disk(patch, at, once=once)
        try:
            act()
        except Killed:
            return True
        except OSError:
            assert once
            return True
        # What fails while it tidies up is passed over.
        return disk.calls >= at


@pytest.mark.thorough
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("old", "new"),
    [(None, FEW), (FEW, CHANGED), (EXAMPLE, EVERYTHING), (FEW, Register())],
    ids=["none-few", "few-changed", "example-everything", "few-empty"],
)
@pytest.mark.parametrize("once", [False, True], ids=["killed", "failing"])
def test_stopped_at_every_call_it_is_the_old_or_the_new(layout, old, new, once, tmp_path):
    save(new, f"{tmp_path}/clean-{layout}")
    clean = set(files(tmp_path))
    seen = []
    at = 1
    while True:
        room = tmp_path / str(at)
        room.mkdir()
        path = f"{room}/{layout}"
        if old is not None:
            save(old, path)
        bystander = Path(path).parent / "README.md" if not layout.endswith("/") else room / "README.md"
        bystander.write_text("mine")
        if not stopped(lambda: save(new, path), at, once=once):  # noqa: B023
            break
        register = found(path)
        assert register in (old, new)
        seen.append(register == new)
        if once and register == old:
            assert not [name for name in files(room) if ".mou-" in name]
        save(new, path)  # the next one finds its way, and leaves nothing of the one before
        assert new == load(path)
        assert {name.removeprefix("clean-") for name in clean} | {"README.md"} == set(files(room))
        assert "mine" == bystander.read_text()
        at += 1
    assert new == load(path)
    assert at > 4
    if not once:
        assert sorted(seen) == seen  # at one moment it becomes the new one, and stays so


@pytest.mark.thorough
def test_killed_again_while_the_next_finishes_it(tmp_path):
    """The save that follows a killed one is killed as well, at every call."""
    third = Register(agreements=[Agreement("b", title="third"), Agreement("d", title="D")])
    outcomes = set()
    for first in range(15, 60, 4):
        for second in range(1, 80, 5):
            path = f"{tmp_path}/{first}-{second}/"
            save(FEW, path)
            if not stopped(lambda: save(CHANGED, path), first):  # noqa: B023
                break
            between = load(path)
            stopped(lambda: save(third, path), second)  # noqa: B023
            register = load(path)
            assert register in (between, third)
            outcomes.add((between == CHANGED, register == third))
            save(EXAMPLE, path)
            assert EXAMPLE == load(path)
    assert {(False, False), (False, True), (True, False), (True, True)} == outcomes


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_register_file_whose_save_failed_goes_on(layout, tmp_path):
    for at in range(1, 60):
        path = f"{tmp_path}/{at}-{layout}"
        file = RegisterFile(path)
        file.save(FEW)
        if not stopped(lambda: file.save(CHANGED), at, once=True):  # noqa: B023
            break
        assert load(path) in (FEW, CHANGED)
        file.save(EXAMPLE)
        assert EXAMPLE == load(path)


SAVER = """
import sys, mou
path = sys.argv[1]
def register(title, count):
    return mou.Register(agreements=[mou.Agreement(f"a{n}", title=title) for n in range(count)])
registers = [register("A", 12), register("B", 9)]
print("ready", flush=True)
while True:
    for one in registers:
        mou.save(one, path)
"""


@pytest.mark.parametrize(
    "layout", [LAYOUTS[0], *(pytest.param(layout, marks=pytest.mark.thorough) for layout in LAYOUTS[1:])]
)
def test_killed_for_real_and_read_meanwhile(layout, tmp_path):
    path = f"{tmp_path}/{layout}"
    save(Register(agreements=[Agreement(f"a{n}", title="A") for n in range(12)]), path)
    chance = random.Random(layout)  # noqa: S311
    for _ in range(4):
        with subprocess.Popen([sys.executable, "-c", SAVER, path], stdout=subprocess.PIPE) as saver:  # noqa: S603
            assert saver.stdout
            assert b"ready\n" == saver.stdout.readline()
            until = time.monotonic() + chance.uniform(0.05, 0.3)
            while time.monotonic() < until:
                assert_one_of_both(load(path))
            saver.kill()
        assert_one_of_both(load(path))
    save(EXAMPLE, path)
    assert EXAMPLE == load(path)
    assert not [name for name in files(tmp_path) if ".mou-" in name]


def assert_one_of_both(register):
    assert {one.title for one in register.agreements} == {"A" if len(register) == 12 else "B"}
    assert len(register) in {12, 9}
