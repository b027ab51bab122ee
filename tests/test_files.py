"""Files: whole or not at all, in every layout, and none overwrites what it has not seen."""

import io
import json
import os
import re
import stat
import subprocess
import sys
import threading
import time
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import attrs
import pytest
from told import places, told

import mou
from mou.answers.register import Register
from mou.dates.periods import Period
from mou.documents import disk, files
from mou.documents.codec import converter, dumps, loads
from mou.documents.files import RegisterFile, load, save
from mou.errors import FileChangedError, ValidationError
from mou.model.agreement import Agreement, Relation
from mou.model.party import Party
from mou.model.term import Survival

EVERYTHING = (Path(__file__).parent / "data" / "everything.json").read_text("utf-8")
ONE, OTHER = Register(agreements=[Agreement("a", title="A")]), Register(agreements=[Agreement("b", title="B")])
WRITTEN = ["register.json", "register", "register/", "register.ndjson", "REGISTER.JSONL"]


def listed(directory):
    return sorted(str(path.relative_to(directory)) for path in directory.rglob("*") if not path.is_dir())


@pytest.fixture
def path(tmp_path):
    return tmp_path / "register.json"


@pytest.fixture(params=WRITTEN)
def anywhere(request, tmp_path):
    """A path of each layout that is written."""
    return f"{tmp_path}/{request.param}"


class TestDocuments:
    def test_what_was_saved_is_loaded(self, path):
        save(loads(EVERYTHING), path)
        assert EVERYTHING == path.read_text("utf-8")
        assert loads(EVERYTHING) == load(path) == load(str(path))
        save(Relation("amends", "a"), str(path))
        assert Relation("amends", "a") == load(path, Relation)
        assert ["register.json"] == listed(path.parent)

    def test_a_file_is_utf_8_whatever_the_system_says(self, path):
        party = Party("um", name="Universit\u00e9", kind="organisation")
        save(party, path)
        assert b"Universit\xc3\xa9" in path.read_bytes()
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
        assert party == load(path, Party)

    def test_a_missing_file(self, path):
        with pytest.raises(FileNotFoundError):
            load(path)
        with pytest.raises(FileNotFoundError):
            save(Register(), path / "in" / "nowhere")
        with pytest.raises(FileNotFoundError):
            save(Register(), f"{path}/in/nowhere/")
        assert [] == listed(path.parent)

    @pytest.mark.parametrize("size", [40, 41])
    def test_a_size_has_a_limit(self, size, path, monkeypatch):
        monkeypatch.setattr(files, "LARGEST", 40)
        path.write_text('{"format": "mou/1"}'.ljust(size))
        if size == 40:
            assert Register() == load(path)
        else:
            (sentence,) = told(load, path)
            assert sentence.startswith("(whole): found a document of 41 bytes; expected at most ")

    def test_what_cant_be_written_touches_nothing(self, path):
        """Lone surrogates are no UTF-8; NaN is no JSON."""
        save(Register(), path)
        before = path.read_bytes()
        for value in ({"x": "\ud800"}, {"x": float("nan")}, {"x": object()}):
            with pytest.raises((ValueError, TypeError)):
                save(value, path)
        assert before == path.read_bytes()
        assert ["register.json"] == listed(path.parent)

    @pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
    def test_permissions_are_kept(self, path, mode):
        save(Register(), path)
        path.chmod(mode)
        save(Register(), path)
        assert mode == stat.S_IMODE(path.stat().st_mode)

    @pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
    def test_a_new_file_gets_what_new_files_get(self, path, mask, mode):
        before = os.umask(mask)
        try:
            save(Register(), path)
            assert mask == os.umask(mask)
        finally:
            os.umask(before)
        assert mode == stat.S_IMODE(path.stat().st_mode)

    def test_a_link_is_followed(self, path, tmp_path):
        link = tmp_path / "link.json"
        link.symlink_to(path.name)
        for value in (Register(), loads(EVERYTHING)):  # the first creates the file that it points to
            save(value, link)
            assert link.is_symlink()
            assert not path.is_symlink()
            assert value == load(path) == load(link)

    def test_links_that_lead_nowhere(self, path):
        path.symlink_to(path.name)
        for act in (lambda: save(Register(), path), lambda: load(path)):
            with pytest.raises(OSError, match="symbolic links"):
                act()
        assert ["register.json"] == listed(path.parent)

    def test_a_converter_of_the_callers_own(self, path):
        own = converter()
        own.register_unstructure_hook(Period, lambda period: period.years)
        own.register_structure_hook(Period, lambda value, _: Period(years=value))
        save(Survival("P5Y"), path, converter=own)
        assert '{\n  "type": "survival",\n  "period": 5\n}\n' == path.read_text()
        assert Survival("P5Y") == load(path, Survival, converter=own)


class TestLayouts:
    def test_what_was_saved_is_loaded(self, anywhere):
        for register in (Register(), loads(EVERYTHING), mou.examples.register(), ONE):
            save(register, anywhere)
            assert register == load(anywhere)

    def test_the_name_tells_which(self, tmp_path):
        made = {name: tmp_path / str(number) for number, name in enumerate(WRITTEN)}
        for name, folder in made.items():
            folder.mkdir()
            save(ONE, f"{folder}/{name}")
        assert {
            "register.json": ["register.json"],
            "register": ["register/agreements/a.json", "register/register.json"],
            "register/": ["register/agreements/a.json", "register/register.json"],
            "register.ndjson": ["register.ndjson"],
            "REGISTER.JSONL": ["REGISTER.JSONL"],
        } == {name: listed(folder) for name, folder in made.items()}
        folder = tmp_path / "folder.json"
        folder.mkdir()
        save(ONE, folder)  # no file, whatever it is called
        assert ["agreements/a.json", "register.json"] == listed(folder)

    def test_saved_again_it_is_the_same_to_the_letter(self, anywhere, tmp_path):
        def contents():
            return {name: (tmp_path / name).read_bytes() for name in listed(tmp_path)}

        save(loads(EVERYTHING), anywhere)
        before = contents()
        save(load(anywhere), anywhere)
        assert before == contents()

    def test_a_converter_of_the_callers_own(self, anywhere):
        own = converter()
        own.register_unstructure_hook(Period, lambda period: period.years)
        own.register_structure_hook(Period, lambda value, _: Period(years=value))
        register = Register(agreements=[Agreement("a", title="A", term=mou.Term(survival=Survival("P5Y")))])
        save(register, anywhere, converter=own)
        with pytest.raises(ValidationError, match="/term/survival/period: found 5"):
            load(anywhere)
        assert register == load(anywhere, converter=own)
        assert register == RegisterFile(anywhere, converter=own).load()

    @pytest.mark.parametrize("name", ["register/", "register.ndjson"])
    def test_only_a_register_can_be_several_files_or_lines(self, name, tmp_path):
        what = "a folder" if name.endswith("/") else "NDJSON"
        (sentence,) = told(save, Agreement("a", title="A"), f"{tmp_path}/{name}")
        assert f"found an Agreement; expected a Register, because no other record can be {what}" in sentence
        assert [] == list(tmp_path.iterdir())
        save(ONE, f"{tmp_path}/{name}")
        with pytest.raises((IsADirectoryError, ValidationError)):
            load(f"{tmp_path}/{name}", Agreement)

    @pytest.mark.parametrize("name", ["r.yaml", "r.YML"])
    def test_yaml_is_not_written(self, name, tmp_path):
        for write in (lambda: save(ONE, tmp_path / name), lambda: RegisterFile(tmp_path / name).save(ONE)):
            (sentence,) = told(write)
            assert sentence.endswith("ends in .json, .ndjson or /, because YAML can be read but not written")
        assert [] == list(tmp_path.iterdir())

    def test_a_path_that_has_lost_its_slash(self, tmp_path):
        """`Path("treaties/")` is `Path("treaties")`: a new name without a suffix is a folder, however it is passed."""
        paths = tmp_path / "a", f"{tmp_path}/b", f"{tmp_path}/c/", Path(f"{tmp_path}/d/")
        for path in paths:
            save(ONE, path)
            assert load(path) == ONE
            RegisterFile(path).load()
            assert ["agreements/a.json", "register.json"] == listed(Path(path))
        (sentence,) = told(save, Agreement("a", title="A"), tmp_path / "e")
        assert sentence.endswith("no other record can be a folder; end the name in .json for a document")

    def test_a_document_without_a_suffix_stays_one(self, tmp_path):
        path = tmp_path / "register"
        path.write_text(dumps(ONE), "utf-8")
        save(OTHER, path)
        assert OTHER == load(path)
        assert path.is_file()

    @pytest.mark.parametrize(
        ("name", "reading", "writing"),
        [
            ("x.xlsx", "mou.importing.read or `mou import`", "mou.formats.sheets.write_xlsx or `mou export --to xlsx`"),
            ("x.CSV", "mou.importing.read or `mou import`", "mou.formats.sheets.write_csv or `mou export --to csv`"),
            ("x.parquet", "mou.formats.tables.read_parquet", "mou.formats.tables.write_parquet or `mou export --to"),
            ("x.ics", "a name that ends in .json", "mou.formats.calendar.to_ical or `mou export --to ical`"),
            ("x.jsonld", "a name that ends in .json", "mou.formats.jsonld.to_jsonld or `mou export --to jsonld`"),
            ("x.html", "a name that ends in .json", "mou.formats.page.page or `mou page`"),
            ("x.json.gz", "an uncompressed file", "a name without this suffix; compress the file afterwards"),
        ],
    )
    def test_names_of_other_formats(self, name, reading, writing, tmp_path):
        path = tmp_path / name
        for use, way in (
            (lambda: load(path), reading),
            (lambda: load(path, Agreement), reading),
            (lambda: RegisterFile(path).load(), reading),
            (lambda: save(ONE, path), writing),
            (lambda: save(Agreement("a", title="A"), path), writing),
            (lambda: RegisterFile(path).save(ONE), writing),
        ):
            (sentence,) = told(use)
            assert way in sentence
            assert name in sentence
        assert [] == list(tmp_path.iterdir())
        save(ONE, f"{path}/")  # a folder, whatever it is called
        assert load(path) == ONE == load(f"{path}/")

    def test_every_way_that_an_error_names_exists(self):
        for reading, writing in files._OTHER_FORMATS.values():
            for name in re.findall(r"mou(?:\.\w+)+", f"{reading} {writing}"):
                module, _, function = name.rpartition(".")
                assert callable(getattr(import_module(module), function))

    def test_permissions_are_kept(self, anywhere, tmp_path):
        save(ONE, anywhere)
        names = listed(tmp_path)
        for name in names:
            (tmp_path / name).chmod(0o640)
        save(attrs.evolve(ONE, agreements=[Agreement("a", title="new"), Agreement("b", title="B")]), anywhere)
        assert {0o640} == {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in names}


class TestEither:
    """A register or an agreement, whichever the document is."""

    @pytest.mark.parametrize("ending", ["json", "yaml"])
    def test_files(self, ending, tmp_path):
        path = tmp_path / f"a.{ending}"
        for record in (ONE, Agreement("a", title="A")):
            path.write_text(dumps(record))
            assert record == load(path) == load(str(path)) == load(path, type(record)) == loads(dumps(record))
            assert record == load(path, converter=mou.converter())
        path.write_text('{"title": 5}')
        assert ["/id", "/title"] == places(load, path)
        path.write_text("[]")
        assert ["(whole): found a list; expected a Register object"] == told(load, path)

    def test_a_class_holds_the_document_to_it(self, tmp_path):
        save(ONE, tmp_path / "r.json")
        save(Agreement("a", title="A"), tmp_path / "a.json")
        (problem, *_) = told(load, tmp_path / "a.json", Register)
        assert problem.startswith("/id: found an unknown key; expected one of: ")
        assert problem.endswith("; this looks like an Agreement: pass mou.Agreement")
        assert ["/id", "/title", "/agreements"] == places(load, tmp_path / "r.json", Agreement)
        (problem, *_) = told(load, tmp_path / "r.json", Agreement)
        assert problem.endswith("; this looks like a Register: pass mou.Register")

    def test_standard_output_is_no_file(self):
        expected = "the name of a file or folder; print mou.dumps(record) for standard output"
        assert [f'(whole): found "-"; expected {expected}'] == told(save, ONE, "-")

    def test_an_agreement_states_its_format(self, tmp_path):
        agreement = Agreement("a", title="A")
        save(agreement, tmp_path / "a.json")
        assert '{\n  "format": "mou/1",\n  "id": "a",\n  "title": "A"\n}\n' == (tmp_path / "a.json").read_text()
        assert agreement == load(tmp_path / "a.json") == load(tmp_path / "a.json", Agreement, converter=mou.converter())
        newer = '{"format": "mou/2", "id": "a", "title": "A", "new": 1}'
        hint = "a newer version of mou wrote this document: update mou to read it"
        for read in (lambda: loads(newer), lambda: mou.from_dict(json.loads(newer), Agreement)):
            assert [f'/format: found "mou/2"; expected "mou/1"; {hint}'] == told(read)

    @pytest.mark.parametrize("document", [{}, {"agreements": []}, {"format": "mou/2", "title": "A"}, {"parties": []}])
    def test_what_is_no_agreement_should_be_a_register(self, document):
        (problem, *_) = told(loads, json.dumps(document))
        assert problem.startswith("/format: found ")

    @pytest.mark.parametrize("record", [ONE, Agreement("a", title="A")], ids=lambda one: type(one).__name__)
    @pytest.mark.parametrize("indent", [2, None])
    def test_standard_input(self, record, indent, monkeypatch):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(dumps(record, indent=indent).encode())))
        assert record == load("-")

    def test_standard_input_that_is_closed(self, monkeypatch):
        monkeypatch.setattr("sys.stdin", None)
        with pytest.raises(OSError, match="Standard input is closed"):
            load("-")

    def test_standard_input_of_a_class(self, monkeypatch):
        monkeypatch.setattr(
            sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b'{"id": "MYS", "name": "M", "kind": "state"}'))
        )
        assert "MYS" == load("-", Party).id

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            (b"", "(whole): found invalid JSON"),
            (b'{"format": "mou/1"}\n{"agreement": 5}\n', "line 2: /agreement: found 5"),
            (b'{"format": "mou/1"}\n{"agreement": ', "line 2: (whole): found invalid JSON"),
            (b"[\n]", "(whole): found a list"),
        ],
    )
    def test_standard_input_that_is_wrong(self, text, problem, monkeypatch):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text)))
        with pytest.raises(ValidationError) as caught:
            load("-")
        assert str(caught.value).startswith(problem)

    def test_lines_from_standard_input(self, tmp_path, monkeypatch):
        save(ONE, tmp_path / "r.ndjson")
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO((tmp_path / "r.ndjson").read_bytes())))
        assert ONE == load("-")


class TestRegisterFile:
    def test_it_saves_over_what_it_loaded_or_saved(self, anywhere):
        file = RegisterFile(anywhere)
        file.save(ONE)
        assert ONE == file.load() == load(anywhere)
        for register in (OTHER, Register(), ONE):
            file.save(register)
            assert register == load(anywhere)
        again = RegisterFile(anywhere)
        assert ONE == again.load()
        again.save(OTHER)
        assert OTHER == load(anywhere)

    def test_it_saves_over_nothing_else(self, anywhere, tmp_path):
        mine, theirs = RegisterFile(anywhere), RegisterFile(anywhere)
        theirs.save(ONE)
        before = {name: (tmp_path / name).read_bytes() for name in listed(tmp_path)}
        with pytest.raises(FileChangedError) as caught:  # it appeared meanwhile
            mine.save(OTHER)
        assert os.fspath(anywhere) == caught.value.path
        assert str(caught.value).startswith(caught.value.path)
        mine.load()
        theirs.load()
        theirs.save(OTHER)
        with pytest.raises(FileChangedError):
            mine.save(Register())
        theirs.save(ONE)  # as it was when it was loaded
        assert before == {name: (tmp_path / name).read_bytes() for name in listed(tmp_path)}
        mine.save(OTHER)
        assert OTHER == load(anywhere)

    def test_what_is_gone_is_changed(self, anywhere, tmp_path):
        file = RegisterFile(anywhere)
        file.save(ONE)
        for name in listed(tmp_path):
            (tmp_path / name).unlink()
        with pytest.raises(FileChangedError):
            file.save(ONE)
        assert [] == listed(tmp_path)
        with pytest.raises(FileNotFoundError):
            file.load()
        RegisterFile(anywhere).save(OTHER)
        assert OTHER == load(anywhere)

    def test_another_time_is_no_change(self, anywhere, tmp_path):
        file = RegisterFile(anywhere)
        file.save(ONE)
        for name in listed(tmp_path):
            os.utime(tmp_path / name, (0, 0))
        file.save(OTHER)

    def test_what_could_not_be_read_was_not_seen(self, path):
        file = RegisterFile(path)
        path.write_text("{}")
        with pytest.raises(ValidationError):
            file.load()
        with pytest.raises(FileChangedError):
            file.save(ONE)
        assert "{}" == path.read_text()

    def test_a_save_that_failed_late_can_be_done_again(self, tmp_path, monkeypatch):
        """It holds from one step on, though it was not told so."""
        folder = f"{tmp_path}/register/"
        file = RegisterFile(folder)
        file.save(ONE)

        def fail(_):
            raise OSError("disk fails")

        monkeypatch.setattr(files._folder, "_finish", lambda *_: None)
        monkeypatch.setattr(files._folder, "sync_folder", lambda path: fail(path) if path == Path(folder) else None)
        with pytest.raises(OSError, match="disk fails"):
            file.save(OTHER)
        monkeypatch.undo()
        assert OTHER == load(folder)
        file.save(ONE)
        assert ONE == load(folder)

    def test_yaml_can_be_loaded(self, tmp_path):
        (tmp_path / "r.yaml").write_text("format: mou/1\nagreements: [{id: a, title: A}]\n")
        assert ONE == RegisterFile(tmp_path / "r.yaml").load()


WRITER = """
import sys, attrs, mou
path, who = sys.argv[1:]
file = mou.RegisterFile(path)
for number in range(8):
    while True:
        try:
            register = file.load()
            more = [*register.agreements, mou.Agreement(f"{who}-{number}", title=who)]
            file.save(attrs.evolve(register, agreements=more))
            break
        except mou.FileChangedError:
            pass
"""


def test_writers_lose_nothing_of_each_other(anywhere):
    save(Register(), anywhere)
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, anywhere, who]) for who in "abc"]  # noqa: S603
    assert [0, 0, 0] == [writer.wait(60) for writer in writers]
    assert {f"{who}-{number}" for who in "abc" for number in range(8)} == {one.id for one in load(anywhere).agreements}


class TestWhatIsNotSaved:
    """Nothing replaces a register but a record, and nothing is made where a name is mistyped."""

    @pytest.mark.parametrize("value", [None, {}, [], "text", 5, mou.lifecycle(Agreement("a", title="A"))], ids=repr)
    def test_what_is_no_record(self, value, tmp_path):
        path = tmp_path / "r.json"
        save(ONE, path)
        (problem,) = told(save, value, path)
        assert "; expected a record, such as an Agreement or a Register" in problem
        file = RegisterFile(path)
        file.load()
        assert "; expected a Register" in told(file.save, value)[0]
        assert ONE == load(path)

    def test_a_folder_that_is_missing_is_not_made(self, tmp_path):
        for path in (tmp_path / "no" / "r.json", tmp_path / "no" / "folder"):
            with pytest.raises(FileNotFoundError):
                save(ONE, path)
        assert [] == list(tmp_path.iterdir())

    def test_the_empty_name(self):
        for use in (lambda: save(ONE, ""), lambda: load("")):
            assert told(use)[0].startswith('(whole): found ""; expected ')


def test_a_union_that_holds_registers(tmp_path):
    for name in ("r.json", "r.ndjson", "folder/"):
        save(ONE, f"{tmp_path}/{name}")
        assert ONE == load(f"{tmp_path}/{name}", Register | Agreement)


class TestLocks:
    @pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="there is no /proc")
    def test_where_no_file_can_be_made(self):
        with pytest.raises(OSError, match=r"No such file or directory|Permission denied"):
            save(ONE, "/proc/self/x.json")

    def test_it_waits_for_another_thread(self, tmp_path):
        path, order = tmp_path / ".lock", []
        with disk.locked(path):
            thread = threading.Thread(target=lambda: order.append(disk.locked(path).__enter__()))
            thread.daemon = True
            thread.start()
            time.sleep(0.2)
            assert order == []
        thread.join(5)
        assert order == [None]
