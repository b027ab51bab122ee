"""The quick readers and the quick writer of documents: they read, refuse and write what the converter does.

The converter does it alone where a caller passes one.
"""

import gc
import io
import json
import sys
import threading
from datetime import date

import attrs
import pytest

import mou
from mou.documents import codec, converter as _converter, lines as _lines
from mou.documents.collector import catch_up, paused_collector
from mou.documents.fast import is_keeping
from mou.documents.fields import Shape, classes, fields_of, is_stored
from mou.documents.memory import Memory
from mou.documents.text import parsed
from mou.errors import ValidationError

_fast = pytest.importorskip("mou.documents.fast")

OWN = mou.converter()
AGREEMENT = {
    "id": "pact",
    "title": "Pact",
    "parties": [
        {"id": "MYS", "name": "Malaysia", "kind": "state", "identifiers": {"wikidata": "Q833"}},
        {"id": "um", "name": "Universiti Malaya", "kind": "organisation", "aliases": ["UM"], "acts_for": "MYS"},
    ],
    "acts": [
        {"kind": "signature", "on": "2020-01-01", "by": ["MYS"], "signatories": [{"name": "A", "party": "MYS"}]},
        {"kind": "withdrawal", "on": "2021-10", "by": ["um"], "id": "notice", "note": "A: B"},
        {"kind": "notice_revocation", "on": "2021-11-01", "by": ["um"], "refers_to": "notice", "certainty": "inferred"},
    ],
    "term": {
        "entry_into_force": {
            "type": "all_of",
            "conditions": [
                {"type": "nth_instrument", "number": 2, "delay": {"type": "first_of_kth_month", "months": 3}},
                {"type": "not_before", "on": "2020", "condition": {"type": "on_signature", "delay": "P30D"}},
                {"type": "share", "percent": "200/3", "weights": {"MYS": "17.4"}, "total": 99},
                {"type": "all_signatories", "counted": {"kinds": ["ratification"], "after_leaving": True}},
            ],
        },
        "duration": "P5Y",
        "anchor": "2020-02-01",
        "renewal": {"type": "tacit", "period": {"type": "indefinite"}, "notice": "P6M"},
        "withdrawal": {"type": "on_notice", "notice": {"type": "day_after", "period": "P1Y"}},
        "minimum_parties": 2,
    },
    "relations": [{"kind": "amends", "to": "other"}],
    "sources": [{"title": "List", "url": "https://example.org/a:b", "published_on": "1907~"}],
    "extensions": {"office": {"shelf": [1, -0.0, 1e300, 2**70, None, True, "a:b"]}},
}
REGISTER = {
    "format": "mou/1",
    "forums": [{"id": "f", "name": "Forum", "memberships": [{"party": "um", "role": "member", "since": "2010"}]}],
    "meetings": [
        {"id": "m", "name": "Meeting", "forum": "f", "ordinal": 1, "online": True, "stated_counts": {"total": 2}}
    ],
    "agreements": [AGREEMENT | {"signed_at": ["m"]}],
}


@pytest.fixture(params=[True, False], ids=["fast", "plain"], autouse=True)
def _door(request, monkeypatch):
    """Each of the two quick readers in turn."""
    monkeypatch.setattr(codec, "use_extra", request.param)


def thorough(text, cls):
    try:
        return mou.loads(text, cls, converter=OWN), ()
    except ValidationError as error:
        return None, error.problems


def usual(text, cls):
    try:
        return mou.loads(text, cls), ()
    except ValidationError as error:
        return None, error.problems


def at_once(text, cls):
    """What the quick reader in use makes of a text; nothing where it leaves it to the converter."""
    try:
        if codec.use_extra:
            return codec.from_text(text, cls)
        document, problems = parsed(text)
    except ValidationError:
        return None
    return None if problems else codec.from_document(document, cls)


def agree(text, cls):
    """Whether a text is read, on which all readers must agree; what a quick one reads at once must be right."""
    made, problems = thorough(text, cls)
    record = at_once(text, cls)
    assert record is None or (record == made and not problems)
    assert usual(text, cls) == (made, problems)
    return not problems


class TestGoodDocuments:
    @pytest.mark.parametrize("indent", [None, 2])
    def test_are_read_at_once(self, indent):
        for document, cls in ((AGREEMENT, mou.Agreement), (REGISTER, mou.Register)):
            text = json.dumps(document, indent=indent)
            made = at_once(text, cls)
            assert made == mou.loads(text, cls, converter=OWN)
            assert type(made) is cls
            assert made == at_once(text.encode(), cls)

    def test_are_equal_deep_down(self):
        made = at_once(json.dumps(REGISTER), mou.Register)
        assert repr(made) == repr(thorough(json.dumps(REGISTER), mou.Register)[0])
        assert hash(made) == hash(thorough(json.dumps(REGISTER), mou.Register)[0])
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            made.agreements[0].title = "Another"

    def test_defaults_may_stand_there(self):
        written = json.loads(json.dumps(AGREEMENT))
        acts = [dict.fromkeys(["place", "until", "period", "received_on", "note"]) | act for act in written["acts"]]
        written |= {"description": None, "registrations": [], "kind": None, "binding": None, "acts": acts}
        made = at_once(json.dumps(written), mou.Agreement)
        assert made == mou.loads(json.dumps(AGREEMENT), mou.Agreement)

    @pytest.mark.parametrize(
        "text",
        [
            '{"id" : "a", "title" : "T"}',
            '{"id"\n:"a","title":":"}',
            '{"title": "A: B", "id": "a"}',
            '{"title": "\\": \\"a\\":", "id": "a"}',
            '{"title": "A : B", "id": "a"}',
            '{"\\u0069d": "a", "title": "\\u003a"}',
            '\t{"id":"a","title":"T","extensions":{"a":{"b":[":",{"c":"d:"}]}}}\r\n',
        ],
    )
    def test_keys_are_told_from_colons(self, text):
        assert at_once(text, mou.Agreement) == mou.loads(text, mou.Agreement, converter=OWN)

    def test_equal_values_are_one_object(self):
        one, other = (json.dumps(AGREEMENT | {"id": name}) for name in ("one", "two"))
        first, second = mou.loads(one, mou.Agreement), mou.loads(other, mou.Agreement)
        for party, same in zip(first.parties, second.parties, strict=True):
            assert party is same
        if codec.use_extra:
            assert first.acts[0].by is second.acts[0].by
            assert first.acts[1].on is second.acts[1].on
        assert first.term.duration is second.term.duration

    def test_parties_that_differ_do_not_become_one(self):
        for name in ("Malaysia", "Malaya", "Malaysia"):
            text = json.dumps({"id": "MYS", "name": name, "kind": "state"})
            assert mou.loads(text, mou.Party).name == name
        assert not agree('{"id": "MYS", "name": "Malaysia", "kind": "state", "sort": "state"}', mou.Party)

    def test_days_are_read_as_everywhere(self):
        for text in ("2020-02-29", "2020-02", "2020-02~", "1000-01-01", "2020-02-XX", "2020-XX-01"):
            document = json.dumps({"register": "UNTS", "number": "I-1", "on": text})
            assert str(at_once(document, mou.TreatyRegistration).on) == text
        for text in ("2020-02-30", " 201-01-01", "2_01-01-01", "\uff12020-01-01", "2020-W01-1", "20200101"):
            document = json.dumps({"register": "UNTS", "number": "I-1", "on": text})
            assert at_once(document, mou.TreatyRegistration) is None
            assert not agree(document, mou.TreatyRegistration)

    def test_what_is_remembered_is_bounded(self):
        memory = Memory(str, 3)
        for number in (*range(10), *range(10)):
            assert memory[number] == str(number)
            assert len(memory) <= 3

    def test_parties_that_are_recognised_by_their_text_are_bounded(self, monkeypatch):
        monkeypatch.setattr(_converter, "MOST_REPEATED", 3)
        reader = _converter.quick.__wrapped__()
        texts = [json.dumps({"id": f"p{number}", "name": "P", "kind": "organisation"}) for number in range(20)]
        for text in [*texts, *texts]:
            assert reader.structure(json.loads(text), mou.Party) == mou.loads(text, mou.Party)
        read = reader.get_structure_hook(mou.Party)
        (memory,) = (cell.cell_contents for cell in read.__closure__ if type(cell.cell_contents) is dict)
        assert len(memory) <= 3

    def test_terms_are_counted_whether_they_are_read_or_found(self, monkeypatch):
        """The user's own keys, as of weights, are counted apart: a text whose keys don't add up is parsed again."""
        if codec.use_extra:
            monkeypatch.setattr("mou.documents.text.parsed", lambda _: pytest.fail("parsed again"))
        for term in (
            {"duration": "P5Y", "withdrawal": {"type": "on_notice", "notice": "P6M"}},
            {"entry_into_force": {"type": "share", "percent": "1", "weights": {"MYS": "1"}, "total": 2}},
            {"entry_into_force": {"type": "on_signature", "article": "A" * 2000}},  # more than is remembered
        ):
            text = json.dumps({"id": "a", "title": "T", "term": term})
            first, second = (at_once(text, mou.Agreement) for _ in range(2))
            assert first == second == mou.loads(text, mou.Agreement, converter=OWN)

    def test_long_lists_are_not_remembered(self):
        ids = [f"p{number}" for number in range(50)]
        text = json.dumps({"kind": "signature", "on": "2020-01-01", "by": ids})
        assert mou.loads(text, mou.Act).by == tuple(ids)
        assert mou.loads(text, mou.Act).by is not mou.loads(text, mou.Act).by


DEEP = "[" * 2000 + "]" * 2000
NASTY = {
    "a key twice": '{"id": "a", "title": "T", "id": "a"}',
    "a key twice, once escaped": '{"id": "a", "title": "T", "\\u0069d": "b"}',
    "a key twice, with blanks": '{"id" : "a", "title" :":T", "id": "a"}',
    "a key twice, and colons": '{"id" :"a", "title":"T", "id" :":x"}',
    "a key twice in a party": '{"id": "a", "title": "T", "parties": [{"id": "MYS", "id": "MYS"}]}',
    "a key twice in an extension": '{"id": "a", "title": "T", "extensions": {"a": [{"b": 1, "b": 1}]}}',
    "a tag twice": '{"id": "a", "title": "T", "term": {"duration": {"type": "indefinite", "type": "indefinite"}}}',
    "an unknown key": '{"id": "a", "title": "T", "name": "T"}',
    "an unknown key deep down": '{"id": "a", "title": "T", "term": {"duration": {"type": "indefinite", "on": 1}}}',
    "a wrong tag": '{"id": "a", "title": "T", "term": {"duration": {"type": "express"}}}',
    "a tag that is no text": '{"id": "a", "title": "T", "term": {"duration": {"type": ["indefinite"]}}}',
    "no tag": '{"id": "a", "title": "T", "term": {"duration": {}}}',
    "no tag of one class": '{"id": "a", "title": "T", "term": {"renewal": {"type": "tacit", "period": {}}}}',
    "the tag of nothing": '{"id": "a", "title": "T", "term": {"renewal": {"type": "tacit", "period": {"type": ""}}}}',
    "no required key": '{"id": "a"}',
    "NaN": '{"id": "a", "title": "T", "extensions": {"a": NaN}}',
    "infinity": '{"id": "a", "title": "T", "extensions": {"a": -Infinity}}',
    "1e400": '{"id": "a", "title": "T", "extensions": {"a": 1e400}}',
    "too many digits": '{"id": "a", "title": "T", "extensions": {"a": %s}}' % ("9" * 5000),
    "a half character": '{"id": "a", "title": "\\ud800"}',
    "a half character in an extension": '{"id": "a", "title": "T", "extensions": {"a": "\\ud800"}}',
    "a half character in a key": '{"id": "a", "title": "T", "extensions": {"\\udc00": 1}}',
    "a half character as it is": '{"id": "a", "title": "\ud800"}',
    "a control": '{"id": "a", "title": "T\\u0000"}',
    "a control as it is": '{"id": "a", "title": "T\x01"}',
    "a delete": '{"id": "a", "title": "T\x7f"}',
    "a line end as it is": '{"id": "a", "title": "T\n"}',
    "blanks": '{"id": "a", "title": "\u3000\\t"}',
    "an id with a line end": '{"id": "a\\n", "title": "T"}',
    "text after": '{"id": "a", "title": "T"} x',
    "nothing": "",
    "too deep": f'{{"id": "a", "title": "T", "extensions": {{"a": {DEEP}}}}}',
    "all too deep": DEEP,
    "deeper than extensions are": '{"id": "a", "title": "T", "extensions": {"a": %s}}' % ("[" * 40 + "]" * 40),
    "the year 10000": '{"id": "a", "title": "T", "term": {"stated_last_day": "10000-01-01"}}',
    "the last day": '{"id": "a", "title": "T", "term": {"stated_last_day": "9999-12-31"}}',
    "a week": '{"id": "a", "title": "T", "term": {"stated_last_day": "2020-W01-1"}}',
    "other digits": '{"id": "a", "title": "T", "term": {"stated_last_day": "\\uff12\\uff10\\uff12\\uff10-01-01"}}',
    "a float for a whole number": '{"id": "a", "title": "T", "term": {"minimum_parties": 2.0}}',
    "true for a whole number": '{"id": "a", "title": "T", "term": {"minimum_parties": true}}',
    "a number too large": '{"id": "a", "title": "T", "term": {"minimum_parties": 9007199254740992}}',
    "1 for true": '{"id": "a", "title": "T", "binding": 1}',
    "a number for text": '{"id": "a", "title": 5}',
    "null for a list": '{"id": "a", "title": "T", "acts": null}',
    "null for what is required": '{"id": "a", "title": null}',
    "text for a list": '{"id": "a", "title": "T", "subjects": "trade"}',
    "a text twice": '{"id": "a", "title": "T", "subjects": ["trade", "trade"]}',
    "a party twice": '{"id": "a", "title": "T", "parties": [%s, %s]}'
    % (('{"id": "MYS", "name": "M", "kind": "state"}',) * 2),
    "a rule of the whole": '{"id": "a", "title": "T", "acts": [{"kind": "termination", "on": "2020", "by": ["MYS"]}]}',
    "a list": "[]",
    "a text": '"a"',
    "null": "null",
}


class TestNastyDocuments:
    @pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
    def test_are_refused_alike(self, text):
        assert not agree(text, mou.Agreement)

    def test_bytes_that_are_no_utf_8(self):
        for text in (b'{"id": "a", "title": "\xff"}', b'{"id": "a", "title": "T", "extensions": {"a": "\xff"}}'):
            assert not agree(text, mou.Agreement)
        assert not agree('{"id": "a", "title": "T"}'.encode("utf-16"), mou.Agreement)

    def test_numbers_that_are_equal_are_not_the_same(self):
        """1 and true and 1.0 are equal in Python: what was read for one must not be found for another."""
        for times in ("1", "true", "1.0", "1"):
            text = '{"renewal": {"type": "tacit", "period": "P1Y", "times": %s}}'
            assert agree(text % times, mou.Term) is (times == "1")
            text = '{"entry_into_force": {"type": "share", "percent": "1", "total": %s}}'
            assert agree(text % times, mou.Term) is (times == "1")

    def test_a_mark_of_an_editor_is_passed_over(self):
        for text in ('\ufeff{"id": "a", "title": "T"}', b'\xef\xbb\xbf{"id": "a", "title": "T"}'):
            assert agree(text, mou.Agreement)

    @pytest.mark.parametrize(
        "text", ["{}", '{"type": "until"}', '{"type": "indefinite"}', '{"type": "indefinite", "a": 1}']
    )
    def test_a_tagged_class_by_itself(self, text):
        assert agree(text, mou.Indefinite) is (text == '{"type": "indefinite"}')

    @pytest.mark.parametrize(
        "text", ["{}", '{"format": "mou/2"}', '{"format": "mou/1", "format": "mou/1"}', '{"format": "mou/1"}']
    )
    def test_a_register_says_its_format(self, text):
        assert agree(text, mou.Register) is (text == '{"format": "mou/1"}')

    def test_a_document_too_large(self, monkeypatch):
        monkeypatch.setattr("mou.documents.text.LARGEST", 10)
        assert not agree('{"id": "a", "title": "T"}', mou.Agreement)

    def test_what_no_register_holds_goes_the_thorough_way(self):
        @attrs.frozen
        class Own:
            days: tuple[date, ...]

        assert mou.loads('{"days": ["2020-01-01"]}', Own) == Own((date(2020, 1, 1),))
        assert codec.from_text('{"days": []}', Own) is None
        assert codec.from_document({"days": []}, Own) is None

    def test_a_converter_of_the_callers_own_goes_the_thorough_way(self, monkeypatch):
        monkeypatch.setattr(codec, "from_text", pytest.fail)
        monkeypatch.setattr(codec, "from_document", pytest.fail)
        own = mou.converter()
        own.register_structure_hook(mou.Period, lambda value, _: mou.Period(years=value))
        assert mou.loads('{"duration": "P5Y"}', mou.Term, converter=OWN).duration == mou.Period(years=5)


class TestLines:
    HEAD = b'{"format": "mou/1"}\n'

    def read(self, line, converter=None):
        try:
            return list(mou.iter_ndjson(io.BytesIO(self.HEAD + line), converter=converter))
        except ValidationError as error:
            return error.problems

    @pytest.mark.parametrize(
        "line",
        [
            b'{"party": {"id": "MYS", "name": "Malaysia", "kind": "state"}}',
            b'{ "agreement" : {"id": "a", "title": ":"} }\r\n',
            b'{"forum": {"id": "a", "name": "A", "id": "b"}}',
            b'{"forum": {"id": "a", "name": "A"}, "forum": {"id": "a", "name": "A"}}',
            b'{"forum": {"id": "a", "name": "A"}, "party": {"id": "MYS", "name": "Malaysia", "kind": "state"}}',
            b'{"forum": null}',
            b'{"forum": {"id": "a", "name": ""}}',
            b"{}",
            b"[]",
            b"x",
            b'{"act": {}}',
        ],
    )
    def test_are_read_alike(self, line):
        assert self.read(line) == self.read(line, OWN)

    def test_that_are_too_long(self, monkeypatch):
        monkeypatch.setattr("mou.documents.text.LARGEST", 10)
        with pytest.raises(ValidationError, match="a document of 35 bytes"):
            codec.from_line(b'{"forum": {"id": "a", "name": "A"}}')

    def test_are_read_at_once(self, monkeypatch):
        if codec.use_extra:
            monkeypatch.setattr(
                "mou.documents.ndjson.parsed", lambda text: (json.loads(text), []) if b"format" in text else 1 / 0
            )
        monkeypatch.setattr(codec, "reference", pytest.fail)
        assert self.read(b'{"forum": {"id": "a", "name": "A"}}')[0].id == "a"


class TestWriting:
    @pytest.mark.parametrize("indent", [None, 0, 1, 2, 4, -1, "\t"])
    def test_is_as_the_thorough_way_writes(self, indent):
        for value in (mou.loads(json.dumps(REGISTER)), mou.loads(json.dumps(REGISTER), converter=OWN), mou.Register()):
            assert mou.dumps(value, indent=indent) == mou.dumps(value, indent=indent, converter=OWN)

    def test_parties_in_many_places(self, monkeypatch):
        """Their texts are remembered, so many, and never taken for that of another."""
        monkeypatch.setattr(_lines, "MOST_REPEATED", 3)
        for number in [*range(20), *range(20)]:
            party = mou.Party(f"p{number}", name="P", kind="organisation")
            for _ in range(2):
                assert mou.dumps(party, indent=None).startswith(f'{{"id": "p{number}"')

    def test_what_is_no_record(self):
        assert mou.dumps([mou.Period(years=1)], indent=None) == '["P1Y"]'

    def test_long_lists_are_not_remembered(self):
        ids = tuple(f"p{number}" for number in range(50))
        assert json.loads(mou.dumps(mou.Act("signature", "2020-01-01", by=ids)))["by"] == list(ids)
        assert ids not in _lines._short_lists


class TestTheExtra:
    def test_is_not_needed(self, monkeypatch):
        monkeypatch.setattr(codec, "use_extra", True)
        for name in ("msgspec", "msgspec.json"):
            monkeypatch.setitem(sys.modules, name, None)
        monkeypatch.delitem(sys.modules, "mou.documents.fast", raising=False)
        monkeypatch.delattr("mou.documents.fast", raising=False)
        codec._fast.cache_clear()
        try:
            assert codec._fast() is None
            assert mou.loads(json.dumps(REGISTER)).agreements[0].id == "pact"
            assert codec.from_line(b'{"forum": {"id": "a", "name": "A"}}') is None
            assert mou.dumps(mou.Party.state("MYS"), indent=1).startswith('{\n "id"')
        finally:
            codec._fast.cache_clear()

    def test_is_loaded_where_it_is_installed(self):
        codec._fast.cache_clear()
        assert codec._fast().__name__ == "mou.documents.fast"


def test_converters_that_are_said_to_keep_instances_do():
    """Of a value of the field's own classes, such a converter makes that value."""
    register = mou.loads(json.dumps(REGISTER))
    left, seen = [register], set()
    while left:
        record = left.pop()
        for field, _ in fields_of(type(record)):
            value = getattr(record, field.name)
            parts = value if isinstance(value, tuple) else [value]
            left += [part for part in parts if type(part) in classes()]
            if is_keeping(field.converter):
                assert field.converter(value) == value
                seen.add(field.converter)
    assert len(seen) > 10


def test_constructors_take_no_field_that_documents_do_not_hold():
    """The quick converter leaves unknown keys to the constructors."""
    assert [field for cls in classes() for field in attrs.fields(cls) if field.init and not is_stored(field)] == []


def test_what_an_annotation_says():
    assert Shape(int | None).optional
    assert not Shape(int).optional
    assert Shape(tuple[int, ...]).is_tuple


class TestCollector:
    def test_is_off_and_then_as_it_was(self):
        assert gc.isenabled()
        with paused_collector():
            assert not gc.isenabled()
            with paused_collector():
                assert not gc.isenabled()
            assert not gc.isenabled()
        assert gc.isenabled()

    def test_stays_off_where_it_was_off(self):
        gc.disable()
        try:
            with paused_collector():
                pass
            assert not gc.isenabled()
        finally:
            gc.enable()

    def test_is_restored_whatever_happens(self):
        with pytest.raises(ValidationError):
            mou.loads("{}")
        with pytest.raises(ZeroDivisionError), paused_collector():
            1 / 0  # noqa: B018
        assert gc.isenabled()

    def test_of_several_threads_the_last_restores_it(self):
        inside, leave = threading.Event(), threading.Event()

        def load():
            with paused_collector():
                inside.set()
                leave.wait(10)

        thread = threading.Thread(target=load)
        thread.start()
        inside.wait(10)
        with paused_collector():
            pass
        assert not gc.isenabled()
        leave.set()
        thread.join()
        assert gc.isenabled()

    @pytest.fixture
    def looked(self):
        """At which generations the collector was made to look while it was off; "much" are 20 new objects or more."""
        often, seen = gc.get_threshold(), []

        def note(phase, about):
            if phase == "start" and not gc.isenabled():
                seen.append(about["generation"])

        gc.callbacks.append(note)
        gc.set_threshold(10, 2, often[2])
        yield seen
        gc.set_threshold(*often)
        gc.callbacks.remove(note)

    @pytest.mark.parametrize(("made", "looks"), [(1, []), (100, [1])], ids=["little", "much"])
    def test_looks_once_at_what_was_made(self, looked, made, looks):
        with paused_collector():
            gc.collect()
            looked.clear()
            with paused_collector():
                kept = [[] for _ in range(made)]
            assert looked == []  # the outer block goes on
        assert looked == looks
        assert len(kept) == made

    def test_looks_at_the_rest_where_it_has_begun(self, looked):
        with paused_collector():
            kept = [[] for _ in range(100)]
            catch_up()
            catch_up()
            assert looked == [1]
            kept.append([])
        assert looked == [1, 1]

    def test_looks_at_nothing_where_it_was_off(self, looked):
        for turn_off in (gc.disable, lambda: gc.set_threshold(0)):
            turn_off()
            try:
                with paused_collector():
                    kept = [[] for _ in range(100)]
                    catch_up()
            finally:
                gc.enable()
            assert looked == []
            assert len(kept) == 100

    def test_looks_now_and_then_while_lines_load(self, looked, monkeypatch, tmp_path):
        register = mou.Register(forums=[mou.Forum(f"f{number}", name=f"F{number}") for number in range(100)])
        mou.save(register, tmp_path / "r.ndjson")
        monkeypatch.setattr("mou.documents.files._OFTEN", 10)
        assert mou.load(tmp_path / "r.ndjson") == register
        assert looked == [1] * len(looked)
        assert len(looked) > 2  # and not only at the end

    @pytest.mark.parametrize("name", ["r.json", "r.ndjson", "r/"])
    def test_is_off_while_registers_load(self, tmp_path, monkeypatch, name):
        path = f"{tmp_path}/{name}"
        mou.save(mou.loads(json.dumps(REGISTER)), path)
        seen = []
        rules = mou.model.records._rules
        monkeypatch.setattr("mou.model.records.Records.__attrs_post_init__", lambda _: seen.append(gc.isenabled()))
        monkeypatch.setattr(codec, "from_text", lambda *_: None)
        monkeypatch.setattr(codec, "from_document", lambda *_: None)
        assert rules(mou.load(path)) == []
        assert mou.RegisterFile(path).load() == mou.load(path)
        assert seen == [False] * 3
        assert gc.isenabled()
