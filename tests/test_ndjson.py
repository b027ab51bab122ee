"""NDJSON: one record a line, and each problem with its line."""

import io
import tracemalloc

import pytest
from told import told

import mou
from mou.answers.register import Register
from mou.documents import ndjson
from mou.documents.codec import loads
from mou.documents.files import load, save
from mou.documents.ndjson import iter_ndjson, write_ndjson
from mou.errors import ValidationError
from mou.model.agreement import Agreement
from mou.model.meeting import Forum, Meeting
from mou.model.party import Party

HEAD = b'{"format": "mou/1"}\n'
A = b'{"agreement": {"id": "a", "title": "A"}}\n'


def streamed(text, **kwargs):
    return list(iter_ndjson(io.BytesIO(text), **kwargs))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "r.ndjson"


class TestReading:
    def test_records_one_after_the_other(self):
        text = HEAD + A + b'\n \n{"party": {"id": "um", "name": "UM", "kind": "organisation"}}\r\n'
        text += b'{"meeting": {"id": "m", "name": "M"}}\n{"forum": {"id": "f", "name": "F"}}'
        assert [
            Agreement("a", title="A"),
            Party("um", name="UM", kind="organisation"),
            Meeting("m", name="M"),
            Forum("f", name="F"),
        ] == streamed(text)

    def test_a_register_takes_them_in_any_order(self, path):
        path.write_bytes(HEAD + A + b'{"forum": {"id": "f", "name": "F"}}\n' + A.replace(b"a", b"b", 1))
        assert ["line 4: (whole)"] == [sentence.partition(": found")[0] for sentence in told(load, path)]
        path.write_bytes(HEAD + A + b'{"forum": {"id": "f", "name": "F"}}\n' + A.replace(b'"a"', b'"b"'))
        assert Register(
            forums=[Forum("f", name="F")], agreements=[Agreement("a", title="A"), Agreement("b", title="A")]
        ) == load(path)

    @pytest.mark.parametrize(
        ("line", "problem"),
        [
            (
                b"5",
                "(whole): found 5; expected an object with exactly one key, one of: party, forum, meeting, agreement",
            ),
            (b"{}", "(whole): found an empty object; expected"),
            (
                b'{"agreement": {}, "party": {}}',
                '(whole): found an object with the keys "agreement", "party"; expected',
            ),
            (b'{"id": "a", "title": "A"}', '(whole): found an object with the keys "id", "title"; expected'),
            (b'{"treaty": {}}', '(whole): found an object with the keys "treaty"; expected'),
            (b'{"agreement": {"id": "a", "title": "A"}', "(whole): found invalid JSON"),
            (b'{"agreement": {"id": "a", "id": "a", "title": "A"}}', "/agreement/id: found a duplicated key"),
            (b'{"agreement": {"id": "a", "title": 5}}', "/agreement/title: found 5"),
            (b'{"agreement": "\xff"}', "(whole): found byte 15: invalid start byte"),
        ],
    )
    def test_a_line_that_is_none(self, line, problem, path):
        path.write_bytes(HEAD + A + b"\n" + line + b"\n" + A.replace(b'"a"', b'"b"'))
        (sentence,) = told(load, path)
        assert sentence.startswith(f"line 4: {problem}")
        records = iter_ndjson(path)
        assert Agreement("a", title="A") == next(records)
        with pytest.raises(ValidationError, match=r"^line 4: "):
            next(records)
        refused = []
        assert ["a", "b"] == [record.id for record in iter_ndjson(str(path), refused=refused.append)]
        assert [sentence] == [str(error) for error in refused]

    @pytest.mark.parametrize(
        "first", [b'{"format": "mou/2"}\n', A, b'{"format": "mou/1", "agreements": []}\n', b'"mou/1"\n']
    )
    def test_the_first_line_says_the_format(self, first, path):
        path.write_bytes(first + b"5\n")
        head, line = told(load, path)
        assert 'line 1: (whole): found a different line; expected the format line {"format": "mou/1"}' == head
        assert line.startswith("line 2: ")

    def test_nothing_at_all(self, path):
        path.write_bytes(b"")
        assert ['line 1: (whole): found nothing; expected the format line {"format": "mou/1"}'] == told(load, path)

    def test_a_mark_of_byte_order(self):
        assert [Agreement("a", title="A")] == streamed(b"\xef\xbb\xbf" + HEAD + A)

    def test_all_problems_are_told_at_once(self, path):
        path.write_bytes(
            b'{"format": "mou/1", "format": "mou/1"}\n' + A + b"5\n[\n" + b'{"forum": {"id": 1, "nom": 2}}\n'
        )
        assert ["line 1", "line 1", "line 3", "line 4", "line 5", "line 5", "line 5"] == [
            sentence.partition(":")[0] for sentence in told(load, path)
        ]

    def test_what_does_not_fit_together_is_told_with_its_line(self, path):
        path.write_bytes(HEAD + A + b'{"meeting": {"id": "m", "name": "M", "forum": "f"}}\n' + A)
        assert [
            'line 4: /agreement/id: found "a"; expected an id not used by any other record in agreements',
            'line 3: /meeting/forum: found "f"; expected the id of a forum in the register',
        ] == told(load, path)

    def test_a_line_has_a_limit(self, monkeypatch):
        monkeypatch.setattr(ndjson, "LARGEST", 50)
        monkeypatch.setattr("mou.documents.text.LARGEST", 50)
        refused = []
        text = HEAD + A + A.replace(b"A", b"A" * 100) + A
        assert ["a"] == [one.id for one in streamed(text, refused=refused.append)]
        assert ["line 3: (whole): found a document of 51 bytes; expected at most 50 bytes"] == [
            str(error) for error in refused
        ]

    def test_missing(self, path):
        with pytest.raises(FileNotFoundError):
            next(iter_ndjson(path))


class TestWriting:
    def test_lines(self, path):
        write_ndjson(mou.examples.register(), path)
        lines = path.read_text("utf-8").splitlines()
        assert '{"format": "mou/1"}' == lines[0]
        assert ["forum", "forum", "meeting", "meeting", "meeting", "agreement"] == [
            line.split('"')[1] for line in lines[1:]
        ]
        assert list(mou.examples.register()) == list(iter_ndjson(path))
        before = path.read_bytes()
        save(mou.examples.register(), path)
        assert before == path.read_bytes()

    def test_a_record_is_one_line_whatever_is_in_it(self, path):
        text = "a\nb\r\n\u2028\u2029\x85\t🤝"
        write_ndjson([Agreement("a", title=text)], path)
        assert 2 == path.read_bytes().count(b"\n")
        assert [text] == [one.title for one in iter_ndjson(path)]

    def test_what_is_no_record_leaves_the_old(self, path):
        write_ndjson([], path)
        assert ["(whole): found a Term; expected a Party, Forum, Meeting or Agreement"] == told(
            write_ndjson, [Agreement("a", title="A"), mou.Term()], path
        )
        assert HEAD == path.read_bytes()
        assert [path] == list(path.parent.iterdir())

    def test_its_own_records_can_be_filtered(self, path):
        """They are read while they are written: the new file takes the place of the old at the end."""
        write_ndjson([Agreement(one, title="A") for one in "abc"], path)
        write_ndjson((one for one in iter_ndjson(path) if one.id != "b"), path)
        assert ["a", "c"] == [one.id for one in iter_ndjson(path)]


def test_memory_does_not_grow_with_the_file(path):
    def peak(count):
        write_ndjson((Agreement(f"a{number}", title="A" * 100) for number in range(count)), path)
        tracemalloc.start()
        try:
            assert count == sum(1 for _ in iter_ndjson(path))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    assert peak(2000) < 2 * peak(200)


def test_everything_there_is(path):
    from test_codec import EVERYTHING

    save(loads(EVERYTHING), path)
    assert loads(EVERYTHING) == load(path)
