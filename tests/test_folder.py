"""A register as a folder: names for every system, an order that is kept, and nothing that is not a register's."""

import json
import os
import subprocess
from pathlib import Path

import attrs
import pytest
from hypothesis import given, strategies as st
from told import told

import mou
from mou.answers.register import Register
from mou.documents import folder as _folder
from mou.documents.files import RegisterFile, load, save
from mou.documents.folder import file_name
from mou.errors import FileChangedError, Problem, ValidationError
from mou.model.agreement import Agreement
from mou.model.meeting import Forum, Meeting
from mou.model.party import Party

IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,127}", fullmatch=True) | st.sampled_from(
    "con CON con.x aux_ nul. com1 COM1.json lpt9-a x+1 _con a.json A:b a:B".replace("+", "-")
    .replace("_con", "con_")
    .split()
)


def agreements(*ids):
    return Register(agreements=[Agreement(one, title=one.upper()) for one in ids])


@pytest.fixture
def folder(tmp_path):
    """A folder that holds the agreements a and b."""
    save(agreements("a", "b"), f"{tmp_path}/treaties/")
    return tmp_path / "treaties"


def problems(folder):
    with pytest.raises(ValidationError) as caught:
        load(folder)
    return [(problem.part, problem.pointer, problem.found) for problem in caught.value.problems]


class TestNames:
    @pytest.mark.parametrize(
        ("record_id", "name"),
        [
            ("mys-usa-2025", "mys-usa-2025.json"),
            ("MYS", "MYS+7.json"),
            ("mYs", "mYs+2.json"),
            ("DCADv1.0-9999", "DCADv1.0-9999+f.json"),
            ("cow:345", "cow=345.json"),
            ("un:I-5", "un=I-5+8.json"),
            ("con", "_con.json"),
            ("Con", "_Con+1.json"),
            ("nul.v1", "_nul.v1.json"),
            ("com10", "com10.json"),
            ("console", "console.json"),
            ("a..", "a...json"),
        ],
    )
    def test_of_ids(self, record_id, name):
        assert name == file_name(record_id)

    @given(IDS)
    def test_every_system_takes_them(self, record_id):
        """Windows: no such characters, no device by any ending, no dot or space at the end; 255 bytes everywhere."""
        name = file_name(record_id)
        assert not set(name) & set('<>:"/\\|?*')
        assert name.isascii()
        assert name.isprintable()
        assert len(name) <= 255
        assert not name.startswith((".", "-", "~"))
        assert name.endswith(".json")
        devices = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
        assert name.partition(".")[0].lower() not in devices

    @given(IDS, IDS)
    def test_no_two_are_the_same_where_case_does_not_count(self, one, other):
        assert (one == other) == (file_name(one).lower() == file_name(other).lower())

    @given(IDS)
    def test_neither_are_those_that_differ_in_case_alone(self, record_id):
        for other in {record_id.lower(), record_id.upper(), record_id.swapcase(), record_id.title()} - {record_id}:
            assert file_name(other).lower() != file_name(record_id).lower()

    @given(IDS)
    def test_they_are_known_again(self, record_id):
        assert _folder._is_named(file_name(record_id))

    @pytest.mark.parametrize(
        "name", ["A.json", "a+1.json", "_a.json", "con.json", "a:b.json", "a b.json", ".json", "é.json", "A+2.json"]
    )
    def test_others_are_not(self, name):
        assert not _folder._is_named(name)


class TestContents:
    def test_each_record_is_a_document_by_itself(self, tmp_path):
        register = mou.examples.register()
        save(register, f"{tmp_path}/r/")
        text = (tmp_path / "r" / "agreements" / "mys-usa-defence-2025.json").read_text("utf-8")
        assert register.agreements[0] == mou.loads(text, Agreement)
        assert mou.dumps(register.agreements[0]) + "\n" == text

    def test_records_in_the_order_of_their_ids_need_no_list(self, folder):
        """So that two people who each add one don't both change the same file."""
        assert {"format": "mou/1", "layout": "folder"} == json.loads((folder / "register.json").read_text())
        save(agreements("a", "B", "c"), folder)
        order = {"agreements": ["a", "B", "c"]}  # B is before a
        assert order == json.loads((folder / "register.json").read_text())["order"]
        assert agreements("a", "B", "c") == load(folder)

    def test_a_file_that_is_not_in_the_list_comes_after_it(self, folder):
        save(agreements("c", "b"), folder)
        for one in "da":
            (folder / "agreements" / f"{one}.json").write_text(f'{{"id": "{one}", "title": "{one.upper()}"}}')
        assert agreements("c", "b", "a", "d") == load(folder)

    def test_a_listed_record_must_be_there(self, folder):
        save(agreements("c", "b"), folder)
        (folder / "agreements" / "b.json").unlink()
        assert ['register.json: /order/agreements/1: found "b"; expected the id of a record in agreements'] == told(
            load, folder
        )

    def test_a_file_by_hand_and_a_file_taken_away(self, folder):
        (folder / "agreements" / "a.json").unlink()
        (folder / "parties").mkdir()
        (folder / "parties" / "um.json").write_text('\ufeff{"id": "um", "name": "UM", "kind": "organisation"}', "utf-8")
        assert Register(parties=[Party("um", name="UM", kind="organisation")], agreements=agreements("b")) == load(
            folder
        )

    def test_only_what_changed_is_written(self, folder):
        before = {path: path.stat().st_ino for path in folder.rglob("*.json")}
        save(agreements("a", "b", "c"), folder)
        assert before == {path: path.stat().st_ino for path in before}
        changed = agreements("a", "b", "c")
        save(attrs.evolve(changed, agreements=[*changed.agreements[:2], Agreement("c", title="new")]), folder)
        assert before == {path: path.stat().st_ino for path in before}

    def test_a_link_to_the_folder_is_followed(self, folder, tmp_path):
        (tmp_path / "link").symlink_to("treaties")
        save(agreements("z"), tmp_path / "link")
        assert agreements("z") == load(folder) == load(tmp_path / "link") == load(f"{tmp_path}/link/")

    def test_git_sees_one_file_for_one_change(self, folder):
        def git(*arguments):
            identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
            command = ["git", *identity, *arguments]
            return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout  # noqa: S603

        git("init", "-q")
        git("add", "-A")
        git("commit", "-qm", "start")
        save(agreements("a", "b", "c"), folder)
        assert "?? agreements/c.json\n" == git("status", "--porcelain")
        save(agreements("b", "c"), folder)
        assert " D agreements/a.json\n?? agreements/c.json\n" == git("status", "--porcelain")


class TestWhatIsNotOurs:
    OTHERS = ("README.md", ".git/config", "agreements/notes.txt", "agreements/.x.json", "scans/a.json", "x.json")

    def test_it_is_left_alone(self, folder):
        for name in self.OTHERS:
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text("mine")
        assert agreements("a", "b") == load(folder)
        save(agreements("c"), folder)
        assert agreements("c") == load(folder)
        assert {*self.OTHERS, "register.json", "agreements/c.json"} == {
            str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()
        }

    def test_a_folder_that_is_no_register(self, tmp_path):
        (tmp_path / "agreements").mkdir()
        with pytest.raises(FileNotFoundError, match="No register in this folder"):
            load(tmp_path)
        mine = tmp_path / "agreements" / "a.json"
        mine.write_text("mine")
        with pytest.raises(FileNotFoundError, match=r"register\.json"):
            load(tmp_path)
        for write in (lambda: save(Register(), tmp_path), lambda: RegisterFile(tmp_path).save(Register())):
            with pytest.raises((ValidationError, FileChangedError)):
                write()
        assert [
            "agreements/a.json: (whole): found a file in a folder without a register; expected no file of this name"
        ] == (told(save, Register(), tmp_path))
        assert [mine] == [path for path in tmp_path.rglob("*") if path.is_file()]
        assert "mine" == mine.read_text()

    def test_a_folder_in_which_a_register_is_one_document(self, tmp_path):
        save(agreements("a"), tmp_path / "register.json")
        for act in (lambda: load(tmp_path), lambda: save(Register(), tmp_path)):
            with pytest.raises(ValidationError, match=r"register\.json: /layout: found nothing"):
                act()
        assert agreements("a") == load(tmp_path / "register.json")

    def test_the_list_alone_is_no_empty_register(self, folder):
        with pytest.raises(ValidationError, match=r"/layout: found an unknown key"):
            load(folder / "register.json")

    def test_a_folder_with_other_things_can_become_one(self, tmp_path):
        (tmp_path / "README.md").write_text("mine")
        save(agreements("a"), tmp_path)
        assert agreements("a") == load(tmp_path)
        assert "mine" == (tmp_path / "README.md").read_text()


class TestBadContents:
    def test_all_that_is_wrong_is_told_with_its_file(self, folder, tmp_path):
        secret = tmp_path / "secret.json"
        secret.write_text('{"id": "s", "title": "secret"}')
        held = folder / "agreements"
        (held / "c.json").symlink_to(secret)
        (held / "d.json").mkdir()
        os.mkfifo(held / "e.json")
        (held / "f.json").write_bytes(b'{"id": "f", "title": "\xff"}')
        (held / "g.json").write_text('{"id": "h", "title": "G"}')
        (held / "i.json").write_text('{"id": "i", "id": "i", "title": 5}')
        (held / "J.json").write_text('{"id": "J", "title": "J"}')
        (held / "k.json").write_text("")
        (folder / "forums").symlink_to(tmp_path)
        (folder / "meetings").write_text("")
        (folder / "register.json").write_text('{"format": "mou/2", "layout": "folder", "order": {"acts": []}}')
        assert {
            ("forums", "", "a link"),
            ("meetings", "", "a file"),
            ("agreements/c.json", "", "a link"),
            ("agreements/d.json", "", "a folder"),
            ("agreements/e.json", "", "a device or pipe"),
            ("agreements/f.json", "", "byte 22: invalid start byte"),
            ("agreements/g.json", "/id", '"h"'),
            ("agreements/i.json", "/id", "a duplicated key"),
            ("agreements/i.json", "/title", "5"),
            ("agreements/J.json", "/id", '"J"'),
            ("agreements/k.json", "", "invalid JSON (Expecting value: line 1 column 1 (char 0))"),
            ("register.json", "/format", '"mou/2"'),
            ("register.json", "/order/acts", "an unknown key"),
        } == set(problems(folder))
        with pytest.raises(ValidationError):
            save(Register(), folder)
        assert '{"id": "s", "title": "secret"}' == secret.read_text()
        assert (held / "c.json").is_symlink()

    def test_the_right_name_is_told(self, folder):
        (folder / "agreements" / "MYS.json").write_text('{"id": "MYS", "title": "A"}')
        expected = "the id in the name of the file; the file of this id is MYS+7.json"
        assert [f'agreements/MYS.json: /id: found "MYS"; expected {expected}'] == told(load, folder)
        expected = "the file of a record, with its id as the name"
        assert [f"agreements/MYS.json: (whole): found a file with a different name; expected {expected}"] == told(
            save, Register(), folder
        )

    def test_one_that_is_too_large(self, folder, monkeypatch):
        monkeypatch.setattr(_folder, "LARGEST", 100)
        (folder / "agreements" / "a.json").write_text('{"id": "a", "title": "A"}'.ljust(101))
        assert [("agreements/a.json", "", "a document of 101 bytes")] == problems(folder)

    def test_what_does_not_fit_together_is_told_with_its_file(self, folder):
        for kind, record in {
            "meetings": Meeting("m", name="M", forum="f", host="um"),
            "forums": Forum("g", name="G"),
            "agreements": Agreement("c", title="C", signed_at=["m", "n"]),
        }.items():
            (folder / kind).mkdir(exist_ok=True)
            (folder / kind / f"{record.id}.json").write_text(mou.dumps(record))
        assert [
            ("meetings/m.json", "/forum", '"f"'),
            ("meetings/m.json", "/host", '"um"'),
            ("agreements/c.json", "/signed_at/1", '"n"'),
        ] == problems(folder)

    @pytest.mark.parametrize("order", [["a", "a"], ["../x"], "a", {"a": 1}])
    def test_a_list_that_is_none(self, order, folder):
        (folder / "register.json").write_text(
            json.dumps({"format": "mou/1", "layout": "folder", "order": {"agreements": order}})
        )
        (part, pointer, _), *_ = problems(folder)
        assert "register.json" == part
        assert pointer.startswith("/order/agreements")

    @pytest.mark.parametrize("make", ["link", "file", "inner"])
    def test_what_is_to_be_put_in_place_comes_from_the_folder_alone(self, make, folder, tmp_path):
        """A folder that was got from elsewhere may hold anything."""
        commit = folder / ".mou-commit"
        if make == "link":
            commit.symlink_to(tmp_path)
        elif make == "file":
            commit.write_text("")
        else:
            (commit / "agreements").mkdir(parents=True)
            (commit / "agreements" / "a.json").symlink_to(tmp_path / "x")
        part = ".mou-commit/agreements/a.json" if make == "inner" else ".mou-commit"
        assert part in [part for part, *_ in problems(folder)]
        with pytest.raises(ValidationError):
            save(Register(), folder)
        assert (folder / "agreements" / "a.json").is_file()

    def test_a_lock_that_leads_elsewhere(self, folder, tmp_path):
        (folder / ".mou-lock").symlink_to(tmp_path / "made")
        with pytest.raises(OSError, match="mou-lock"):
            save(Register(), folder)
        assert not (tmp_path / "made").exists()


class TestStoppedSaves:
    """In short; `test_killed_saves` stops them everywhere."""

    def test_what_was_not_committed_is_thrown_away(self, folder):
        (folder / ".mou-new" / "agreements").mkdir(parents=True)
        (folder / ".mou-new" / "agreements" / "a.json").write_text("half")
        assert agreements("a", "b") == load(folder)
        save(agreements("c"), folder)
        assert agreements("c") == load(folder)
        assert not (folder / ".mou-new").exists()

    def test_what_was_committed_holds(self, folder):
        (folder / ".mou-commit" / "agreements").mkdir(parents=True)
        (folder / ".mou-commit" / "agreements" / "a.json").write_text("")
        (folder / ".mou-commit" / "agreements" / "c.json").write_text('{"id": "c", "title": "C"}')
        assert agreements("b", "c") == load(folder)
        assert (folder / "agreements" / "a.json").exists()  # whoever reads changes nothing
        save(agreements("b", "c"), folder)
        assert agreements("b", "c") == load(folder)
        assert not (folder / ".mou-commit").exists()
        assert not (folder / "agreements" / "a.json").exists()

    def test_what_fails_is_taken_back(self, folder, monkeypatch):
        def fail(_):
            raise OSError("disk full")

        monkeypatch.setattr(_folder, "sync_file", fail)
        with pytest.raises(OSError, match="disk full"):
            save(agreements("c"), folder)
        assert agreements("a", "b") == load(folder)
        assert {"agreements", "register.json"} == {path.name for path in folder.iterdir()}


class TestReadingMeanwhile:
    def test_it_is_read_again(self, folder, monkeypatch):
        read_bytes = Path.read_bytes

        def change(path):
            text = read_bytes(path)
            if path.name == "a.json":
                monkeypatch.undo()
                save(agreements("a", "c"), folder)
            return text

        monkeypatch.setattr(Path, "read_bytes", change)
        assert agreements("a", "c") == load(folder)

    def test_a_file_that_goes_between_listing_and_reading(self, folder, monkeypatch):
        read_bytes = Path.read_bytes

        def gone(path):
            if path.name == "b.json":
                monkeypatch.undo()
                path.unlink()
            return read_bytes(path)

        monkeypatch.setattr(Path, "read_bytes", gone)
        assert agreements("a") == load(folder)

    def test_it_gives_up(self, folder, monkeypatch):
        read_bytes = Path.read_bytes

        def change(path):
            os.utime(path)
            return read_bytes(path)

        monkeypatch.setattr(Path, "read_bytes", change)
        with pytest.raises(OSError, match="kept changing while it was read"):
            load(folder)


def test_a_problem_in_one_of_several_documents():
    problem = Problem("/title", "5", "text").within("agreements/a.json")
    assert "agreements/a.json: /title: found 5; expected text" == str(problem)
    assert "agreements/a.json: /a/title: found 5; expected text" == str(problem.under("/a"))
