"""What developers build on `mou`: web services, models, databases, typed code, clients in TypeScript.

The programs of the how-to guides run here as well, where the documentation's own tests leave them out.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Annotated

import attrs
import jsonschema
import pydantic
import pytest
import sqlalchemy as sa
from fastapi import Body, FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import orm
from told import places

import mou
from mou import clauses
from mou.documents import schema

HERE = Path(__file__).parent
HOW_TO = HERE.parent / "docs" / "how-to"
BIN = HERE / "node" / "node_modules" / ".bin"
SOURCE = Path(mou.__file__).parents[1]


def needs(*modules):
    """Skip a test where a module of the dependency group `applications` is missing."""
    missing = [module for module in modules if find_spec(module) is None]
    return pytest.mark.skipif(bool(missing), reason="the dependency group `applications` is not installed")


NEEDS_NODE = pytest.mark.skipif(
    shutil.which("node") is None or not (BIN / "tsc").exists(),
    reason="no node, or `npm ci --prefix tests/node` not run",
)


def program(page, start):
    """The program of a how-to guide that contains a text."""
    blocks = re.findall(r"^```python\n(.*?)^```$", (HOW_TO / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    [block] = [block for block in blocks if start in block]
    return block


def readme_record():
    """The document of the README's agreement."""
    text = (HERE.parent / "README.md").read_text("utf-8")
    namespace = {}
    exec(re.search(r"^```python\n(import mou\n.*?)^```$", text, re.MULTILINE | re.DOTALL)[1], namespace)  # noqa: S102
    return mou.to_dict(namespace["agreement"])


def run(*command, cwd, **env):
    """The exit code and the output of a command."""
    done = subprocess.run(  # noqa: S603
        command, cwd=cwd, env=os.environ | env, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


RECORD = readme_record()
SIGNED = {"kind": "signature", "on": "2025-10-30", "by": ["MYS", "USA"]}
LATE = SIGNED | {"on": "2025-02-29"}
EVERYTHING = json.loads((HERE / "data" / "everything.json").read_text("utf-8"))
CLASSES = sorted(schema.classes(), key=lambda cls: cls.__name__)


class Filing(pydantic.BaseModel):
    reference: str = "A/17"
    agreement: mou.Agreement
    acts: list[mou.Act] = []
    term: mou.Term | None = None


AGREEMENT = mou.examples.agreement()
LIFE = mou.lifecycle(AGREEMENT)
ODD = mou.Agreement("odd", title="Odd", parties=AGREEMENT.parties, acts=[mou.Act.signature("2202-01-01")])
RESULTS = [
    mou.check(ODD)[0],
    LIFE,
    LIFE.position("2026-01-01"),
    mou.position(AGREEMENT, "2026-01-01", party="MYS"),
    LIFE.entry,
    LIFE.entry.steps[0],
    LIFE.explain(),
    LIFE.milestones()[0],
    LIFE.participation("MYS"),
    LIFE.participation("MYS").spells[0],
    LIFE.phases[0],
    LIFE.period("2026-01-01"),
    mou.examples.register().agenda("P1Y", "2030-01-01"),
    mou.examples.register().upcoming("P1Y", "2030-01-01")[0],
    mou.examples.register().not_determined("2026-01-01")[0],
    mou.missing_fields(mou.examples.register().not_determined("2026-01-01"))[0],
]


class TestFromDict:
    def test_a_whole_register_goes_out_and_comes_back(self):
        register = mou.from_dict(EVERYTHING)
        assert mou.from_dict(json.loads(json.dumps(mou.to_dict(register), allow_nan=False))) == register

    @pytest.mark.parametrize(
        ("extra", "where"),
        [
            ({"id": float("nan")}, ["/id"]),
            ({"title": float("inf")}, ["/title"]),
            ({"title": b"Pact"}, ["/title"]),
            ({"title": object()}, ["/title"]),
            ({1: 2}, ["/1"]),
            ({None: 2}, ["/None"]),
            ({("a", "b"): 2}, ["/('a', 'b')"]),
            ({"parties": {"MYS": {}}}, ["/parties"]),
            ({"acts": {5}}, ["/acts"]),
            ({"acts": [SIGNED, None]}, ["/acts/1"]),
            ({"extensions": {1: 2}}, ["/extensions/1"]),
            ({"extensions": {"a": {2: 3}}}, ["/extensions/a/2"]),
            ({"extensions": {"a": float("nan")}}, ["/extensions/a"]),
            ({"extensions": {"a": {5}}}, ["/extensions/a"]),
            ({"extensions": {"a": b""}}, ["/extensions/a"]),
        ],
    )
    def test_a_hostile_value_is_refused_at_its_place(self, extra, where):
        assert places(mou.from_dict, {"id": "pact", "title": "Pact"} | extra, mou.Agreement) == where

    def test_a_cycle_is_refused(self):
        document = {"id": "pact", "title": "Pact"}
        document["extensions"] = {"itself": document}
        assert len(places(mou.from_dict, document, mou.Agreement)) == 1
        document = {"id": "pact", "title": "Pact"}
        document["acts"] = [document]
        assert places(mou.from_dict, document, mou.Agreement)[0] == "/acts/0/kind"
        condition = {"type": "all_of"}
        condition["conditions"] = [condition]
        assert places(mou.from_dict, {"entry_into_force": condition}, mou.Term) == ["(whole)"]

    def test_deep_nesting_is_refused(self):
        deep = [[]]
        for _ in range(100_000):
            deep = [deep]
        try:
            found = places(mou.from_dict, {"id": deep, "title": "Pact", "extensions": {"a": deep}}, mou.Agreement)
            assert [found[0], len(found)] == ["/id", 2]
        finally:  # one level at a time, as Python frees nested lists by recursion
            while deep:
                deep = deep.pop()

    @pytest.mark.parametrize("value", [5, None, {}, [mou.Term()], mou.Act, mou.Finding, mou.Period.parse("P5Y")])
    def test_only_a_record_can_be_written(self, value):
        assert places(mou.to_dict, value) == ["(whole)"]

    @pytest.mark.parametrize("value", RESULTS, ids=lambda value: type(value).__name__)
    def test_a_result_is_written_as_text_has_it(self, value):
        assert mou.to_dict(value) == json.loads(mou.dumps(value))

    def test_a_class_of_another_library_is_no_result(self):
        assert places(mou.to_dict, attrs.make_class("Strange", ["field"])(1)) == ["(whole)"]


class TestPydanticResults:
    """Results of computations: pydantic writes them and never reads them."""

    @pytest.mark.parametrize("value", RESULTS, ids=lambda value: type(value).__name__)
    def test_a_result_in_a_model(self, value):
        adapter = pydantic.TypeAdapter(dict[str, type(value)])
        assert json.loads(adapter.dump_json({"it": value})) == {"it": mou.to_dict(value)}
        assert adapter.validate_python({"it": value}) == {"it": value}
        with pytest.raises(pydantic.ValidationError):
            adapter.validate_python({"it": mou.to_dict(value)})

    @pytest.mark.parametrize("value", RESULTS, ids=lambda value: type(value).__name__)
    def test_the_json_schema_has_the_keys(self, value):
        node = pydantic.TypeAdapter(type(value)).json_schema(mode="serialization")
        assert node["title"] == type(value).__name__
        assert set(mou.to_dict(value)) <= set(node["properties"])
        jsonschema.validate(mou.to_dict(value), node)

    def test_every_class_of_results_can_be_written(self):
        classes = [getattr(mou.results, name) for name in mou.results.__all__]
        computed = [cls for cls in classes if attrs.has(cls)]
        assert len(computed) > 20
        assert [cls for cls in computed if not hasattr(cls, "__get_pydantic_core_schema__")] == []

    def test_a_subclass_is_written_with_its_own_keys(self):
        where = mou.position(AGREEMENT, "2026-01-01", party="MYS")
        assert pydantic.TypeAdapter(mou.Position).dump_python(where) == mou.to_dict(where)
        assert "party" in mou.to_dict(where)


class TestPydantic:
    def test_a_record_and_its_document_are_accepted_in_python_and_json(self):
        agreement = mou.from_dict(RECORD, mou.Agreement)
        filing = Filing(agreement=RECORD, acts=[SIGNED], term={"duration": "P5Y"})
        assert filing.agreement == agreement
        assert Filing.model_validate_json(filing.model_dump_json()) == filing
        assert filing.model_dump()["agreement"] == RECORD
        assert json.loads(filing.model_dump_json())["agreement"] == RECORD
        assert Filing(agreement=agreement).agreement is agreement

    @pytest.mark.parametrize("mode", ["validation", "serialization"])
    def test_the_json_schema_accepts_what_the_model_writes(self, mode):
        found = Filing.model_json_schema(mode=mode)
        jsonschema.Draft202012Validator.check_schema(found)
        validator = jsonschema.Draft202012Validator(found)
        document = json.loads(Filing(agreement=RECORD, acts=[SIGNED]).model_dump_json())
        assert list(validator.iter_errors(document)) == []
        assert [error.json_path for error in validator.iter_errors(document | {"acts": [SIGNED | {"on": 5}]})] == [
            "$.acts[0].on"
        ]

    @pytest.mark.parametrize("cls", [*CLASSES, mou.Period], ids=lambda cls: cls.__name__)
    def test_every_class_of_records_is_a_type_of_pydantic(self, cls):
        adapter = pydantic.TypeAdapter(cls | None)
        found = adapter.json_schema()
        jsonschema.Draft202012Validator.check_schema(found)
        assert adapter.validate_python(None) is None
        assert cls.__name__ in found["$defs"]

    def test_an_error_ends_with_the_hint(self):
        with pytest.raises(pydantic.ValidationError) as caught:
            Filing(agreement=RECORD, acts=[SIGNED | {"kind": "signatur"}])
        (error,) = caught.value.errors()
        assert error["msg"].endswith('; did you mean "signature"?')
        assert error["ctx"]["hint"] == 'did you mean "signature"?'

    def test_a_record_in_a_union_is_known_by_its_class(self):
        duration = pydantic.TypeAdapter(mou.Period | mou.Until | mou.Indefinite)
        for value, document in (
            (mou.Period.parse("P5Y"), "P5Y"),
            (mou.Until("2030-12-31"), {"type": "until", "last_day": "2030-12-31"}),
            (mou.Indefinite(), {"type": "indefinite"}),
        ):
            assert duration.validate_python(value) is value
            assert duration.dump_python(value) == document
            assert duration.validate_python(document) == value
            assert duration.validate_json(duration.dump_json(value)) == value
        act_or_term = pydantic.TypeAdapter(mou.Act | mou.Term)
        assert act_or_term.validate_python(mou.Term("P5Y")) == mou.Term("P5Y")
        assert act_or_term.validate_python(SIGNED) == mou.from_dict(SIGNED, mou.Act)
        with pytest.raises(pydantic.ValidationError) as caught:
            act_or_term.validate_python({"onn": "2025-10-30"})
        assert {error["loc"][0] for error in caught.value.errors()} == {
            "function-plain[Act()]",
            "function-plain[Term()]",
        }

    def test_a_value_of_another_class_is_refused(self):
        with pytest.raises(pydantic.ValidationError, match=r"found a Term; expected an Agreement object"):
            Filing(agreement=mou.Term())

    def test_each_problem_is_an_error_at_its_place(self):
        with pytest.raises(pydantic.ValidationError) as caught:
            Filing(
                agreement=RECORD | {"title": 5, "a/b~c": 1},
                acts=[SIGNED, LATE, {"kind": "signature"}, 5],
                term={"renewal": {"type": "tacit", "period": "PY"}},
            )
        errors = [(error["loc"], error["input"], error["type"]) for error in caught.value.errors()]
        assert errors == [
            (("agreement", "title"), 5, "mou"),
            (("agreement", "a/b~c"), 1, "mou"),
            (("acts", 1, "on"), "2025-02-29", "mou"),
            (("acts", 2, "on"), None, "mou"),
            (("acts", 3), 5, "mou"),
            (("term", "renewal", "period"), "PY", "mou"),
        ]
        json.dumps(caught.value.errors(), allow_nan=False)

    def test_a_problem_of_a_condition_in_a_condition_has_its_place(self):
        wrong = {"type": "nth_instrument", "number": 3, "among": ["MYS"]}
        with pytest.raises(pydantic.ValidationError) as caught:
            pydantic.TypeAdapter(clauses.AllOf).validate_python({"type": "all_of", "conditions": [wrong]})
        assert [error["loc"] for error in caught.value.errors()] == [("conditions", 0, "number")]

    def test_a_model_of_the_same_name_does_not_take_its_place(self):
        class Agreement(pydantic.BaseModel):
            number: int
            agreement: mou.Agreement
            others: list["Agreement"] = []

        found = Agreement.model_json_schema()
        validator = jsonschema.Draft202012Validator(found)
        assert list(validator.iter_errors({"number": 5, "agreement": RECORD})) == []
        assert not validator.is_valid({"number": 5, "agreement": {"number": 5, "agreement": RECORD}})


def service(**options):
    app = FastAPI(**options)

    @app.post("/agreements", status_code=201)
    def add(agreement: Annotated[mou.Agreement, Body()]) -> mou.Agreement:
        return agreement

    @app.post("/lists")
    def add_all(agreements: Annotated[list[mou.Agreement], Body()]) -> mou.Register:
        return mou.Register(agreements=agreements)

    @app.post("/filings")
    def file(filing: Filing) -> Filing:
        return filing

    return TestClient(app)


@pytest.fixture(scope="module")
def client():
    return service(separate_input_output_schemas=False)


class TestFastAPI:
    def test_a_record_goes_in_and_comes_out(self, client):
        response = client.post("/agreements", json=RECORD)
        assert (response.status_code, response.json()) == (201, RECORD)
        assert client.post("/lists", json=[RECORD]).json() == {"format": "mou/1", "agreements": [RECORD]}
        filing = {"reference": "B/1", "agreement": RECORD, "acts": [SIGNED], "term": {"duration": "P5Y"}}
        assert client.post("/filings", json=filing).json() == filing

    @pytest.mark.parametrize(
        ("path", "document", "locations"),
        [
            ("/agreements", RECORD | {"acts": [LATE]}, [["body", "acts", 0, "on"]]),
            ("/agreements", {"title": 5}, [["body", "id"], ["body", "title"]]),
            ("/agreements", [], [["body"]]),
            ("/agreements", None, [["body"]]),
            ("/lists", [RECORD, RECORD | {"title": 5}], [["body", 1, "title"]]),
            ("/filings", {"agreement": RECORD, "acts": [SIGNED, LATE]}, [["body", "acts", 1, "on"]]),
            (
                "/filings",
                {"agreement": RECORD | {"parties": [5]}, "term": {"duration": 5}},
                [["body", "agreement", "parties", 0], ["body", "term", "duration"]],
            ),
        ],
        ids=str,
    )
    def test_a_wrong_record_is_answered_with_its_places(self, client, path, document, locations):
        response = client.post(path, json=document)
        assert response.status_code == 422
        assert [problem["loc"] for problem in response.json()["detail"]] == locations

    @pytest.mark.parametrize(
        "body",
        [
            b"{bad",
            b'{"id": NaN, "title": "Pact"}',
            b'{"id": "pact", "title": "\\ud800"}',
            b'{"id": "pact", "title": "Pact", "\\ud800": 1}',
            b'{"id": "pact", "title": "Pact", "extensions": {"a": 1e999}}',
            b'{"id": ' + b"[" * 500 + b"]" * 500 + b"}",
        ],
        ids=lambda body: body[:60].decode(),
    )
    def test_a_hostile_body_is_answered_too(self, client, body):
        response = client.post("/agreements", content=body, headers={"content-type": "application/json"})
        assert response.status_code == 422
        assert response.json()["detail"]

    def test_a_body_that_is_not_declared_as_json_is_refused(self, client):
        for body in (json.dumps(RECORD).encode(), b"\xff"):
            response = client.post("/agreements", content=body)
            assert [problem["loc"] for problem in response.json()["detail"]] == [["body"]]

    def test_there_is_one_schema_for_each_record_unless_two_are_wanted(self, client):
        schemas = client.get("/openapi.json").json()["components"]["schemas"]
        assert {"Agreement", "Act", "TacitRenewal", "Filing"} <= set(schemas)
        assert not [name for name in schemas if name.endswith(("-Input", "-Output"))]
        assert schemas["Filing"]["properties"]["agreement"] == {"$ref": "#/components/schemas/Agreement"}
        every = service().get("/openapi.json").json()["components"]["schemas"]
        assert {"Filing-Input", "Filing-Output"} <= set(every)

    def test_the_document_refers_to_schemas_that_it_has(self, client):
        text = client.get("/openapi.json").text
        names = set(re.findall(r'"\$ref":"#/components/schemas/([^"]*)"', text))
        assert names <= set(json.loads(text)["components"]["schemas"])
        assert text.count('"$ref"') == text.count('"$ref":"#/components/schemas/')


class AgreementType(sa.types.TypeDecorator):
    impl = sa.JSON
    cache_ok = True

    def process_bind_param(self, value, dialect):  # noqa: ARG002
        return None if value is None else mou.to_dict(value)

    def process_result_value(self, value, dialect):  # noqa: ARG002
        return None if value is None else mou.from_dict(value, mou.Agreement)


def test_a_column_of_sqlalchemy_holds_records():
    class Base(orm.DeclarativeBase):
        pass

    class Entry(Base):
        __tablename__ = "agreements"
        id: orm.Mapped[int] = orm.mapped_column(primary_key=True)
        agreement: orm.Mapped[mou.Agreement | None] = orm.mapped_column(AgreementType)

    engine = sa.create_engine("sqlite://")
    Base.metadata.create_all(engine)
    every = mou.from_dict(EVERYTHING).agreements
    with orm.Session(engine) as session:
        session.add_all(Entry(agreement=agreement) for agreement in (*every, None))
        session.commit()
    with orm.Session(engine) as session:
        assert [row.agreement for row in session.scalars(sa.select(Entry))] == [*every, None]
        assert session.scalars(sa.select(Entry).where(Entry.agreement == every[0])).one().id == 1
    engine.dispose()


@needs("flask")
def test_the_view_for_flask():
    namespace = {"__name__": "views"}
    exec(program("web-application.md", "from flask import"), namespace)  # noqa: S102
    client = namespace["app"].test_client()
    response = client.post("/agreements", json=RECORD)
    assert (response.status_code, response.json) == (201, RECORD)
    response = client.post("/agreements", json=RECORD | {"acts": [LATE]})
    assert (response.status_code, [problem["at"] for problem in response.json["problems"]]) == (422, ["/acts/0/on"])


DJANGO = """
import json
from datetime import date

import django
from django.conf import settings

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=["office"], ROOT_URLCONF="office.urls", SECRET_KEY="-", ALLOWED_HOSTS=["testserver"],
)
django.setup()
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from office.models import Entry

import mou

record = json.load(open("record.json"))
agreement = mou.from_dict(record, mou.Agreement)
with connection.schema_editor() as editor:
    editor.create_model(Entry)
Entry(agreement=agreement).save()
assert Entry.objects.get().agreement == agreement
assert Entry.objects.get(last_day__lt=date(2031, 1, 1)).id == agreement.id
assert Entry.objects.get(document__kind="mou").id == agreement.id
Entry(id=agreement.id, document=record).full_clean(validate_unique=False)
try:
    Entry(id="pact", document=record | {"acts": [{"kind": "signature", "on": "2025-02-29"}]}).full_clean()
except ValidationError as error:
    assert list(error.message_dict) == ["document"]
    assert error.message_dict["document"][0].startswith("/acts/0/on: ")
else:
    raise AssertionError("a wrong document was accepted")

client = Client()
response = client.post("/agreements", record, content_type="application/json")
assert response.status_code == 201 and response.json() == record
for body, at in ((record | {"title": 5}, "/title"), ("{bad", "")):
    response = client.post("/agreements", body, content_type="application/json")
    assert response.status_code == 422 and response.json()["problems"][0]["at"] == at
assert client.get("/agreements").status_code == 405
print("done")
"""


@needs("django")
def test_the_model_and_the_view_for_django(tmp_path):
    office = tmp_path / "office"
    office.mkdir()
    (office / "__init__.py").touch()
    (office / "models.py").write_text(program("database.md", "from django.db import models"), "utf-8")
    (office / "views.py").write_text(program("web-application.md", "from django.http import"), "utf-8")
    urls = 'from django.urls import path\nfrom office import views\nurlpatterns = [path("agreements", views.add)]\n'
    (office / "urls.py").write_text(urls, "utf-8")
    (tmp_path / "record.json").write_text(json.dumps(RECORD), "utf-8")
    (tmp_path / "check.py").write_text(DJANGO, "utf-8")
    path = os.pathsep.join([str(tmp_path), str(SOURCE)])
    assert run(sys.executable, "check.py", cwd=tmp_path, PYTHONPATH=path) == (0, "done\n")


TYPED = program("typed-code.md", "def last_days")
MISTAKES = program("typed-code.md", "# the day can be None")
MISTAKEN_LINES = {number for number, line in enumerate(MISTAKES.splitlines(), 1) if "  # " in line}


def by_mypy(folder):
    # mypy refuses a search path that is a place of installed packages.
    path = {} if "site-packages" in SOURCE.parts else {"MYPYPATH": str(SOURCE)}
    return run(sys.executable, "-m", "mypy", "--strict", "--cache-dir", "cache", "code.py", cwd=folder, **path)


def by_pyright(folder):
    settings = {"typeCheckingMode": "strict", "extraPaths": [str(SOURCE)]}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    return run(sys.executable, "-m", "pyright", "--pythonpath", sys.executable, "code.py", cwd=folder)


@pytest.mark.thorough
@needs("mypy", "pyright")
@pytest.mark.parametrize("checked", [by_mypy, by_pyright])
class TestTypedCode:
    def test_the_code_of_the_guide_is_accepted(self, checked, tmp_path):
        (tmp_path / "code.py").write_text(TYPED, "utf-8")
        code, output = checked(tmp_path)
        assert code == 0, output

    def test_each_mistake_of_the_guide_is_found(self, checked, tmp_path):
        (tmp_path / "code.py").write_text(MISTAKES, "utf-8")
        _, output = checked(tmp_path)
        lines = {int(line) for line in re.findall(r"code\.py:(\d+).*? error: ", output)}
        assert lines == MISTAKEN_LINES, output


SCHEMA_FILE = "agreement.schema.json"
TYPES = {  # each generator: its program, and how to import the type of an agreement
    "json-schema-to-typescript": ("json2ts", 'import type { Agreement } from "./agreement";'),
    "quicktype": ("quicktype", 'import type { Agreement } from "./agreement";'),
    "openapi-typescript": (
        "openapi-typescript",
        'import type { components } from "./api";\ntype Agreement = components["schemas"]["Agreement"];',
    ),
}
WRONG = {
    "an unknown word": {"kind": "mouu"},
    "no text": {"title": 5},
    "an unknown key": {"titel": "Pact"},
    "a wrong act": {"acts": [{"kind": "signature", "on": 5}]},
    "an act without a day": {"acts": [{"kind": "signature"}]},
    "a wrong party": {"parties": [{"id": "MYS", "name": "Malaysia", "kind": "country"}]},
    "a wrong clause": {"term": {"renewal": {"type": "silent"}}},
    "a wrong duration": {"term": {"duration": 5}},
}
RICH = RECORD | {
    "term": {
        "entry_into_force": {
            "type": "all_of",
            "conditions": [
                {"type": "nth_instrument", "number": 5, "delay": {"type": "first_of_month_after", "period": "P3M"}},
                {"type": "share", "percent": "55"},
            ],
        },
        "duration": {"type": "until", "last_day": "2030-12-31"},
        "renewal": {"type": "tacit", "period": "P1Y", "notice": "P3M"},
        "withdrawal": {"type": "none"},
    },
    "extensions": {"office": {"file": "A/17", "pages": [1, 2]}},
}


def guide_command(generator):
    """The command of a generator in the guide."""
    page = (HOW_TO / "typescript.md").read_text("utf-8")
    return re.search(rf"^\| \[{generator}\].*`([^`]*)` \|$", page, re.MULTILINE)[1]


def run_guide(generator, program_path, folder):
    """Run a command as the guide has it, with the installed program."""
    command, _, target = guide_command(generator).removeprefix("npx ").partition(" > ")
    done = subprocess.run(  # noqa: S603
        [program_path, *command.split()[1:]], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    if target:
        (folder / target).write_text(done.stdout, "utf-8")


@pytest.mark.thorough
@NEEDS_NODE
@pytest.mark.parametrize(
    ("generator", "source"), [*((name, "schema") for name in TYPES), ("openapi-typescript", "service")]
)
def test_generated_types_accept_good_records_and_refuse_wrong_ones(generator, source, client, tmp_path):
    if source == "service":
        openapi = client.get("/openapi.json").json()
    else:
        namespace = {}
        script = program("typescript.md", "mou.schema.components()")
        exec(re.sub(r"^(>>>|\.\.\.) ?", "", script, flags=re.MULTILINE).rpartition("size =")[0], namespace)  # noqa: S102
        openapi = namespace["openapi"]
    (tmp_path / "openapi.json").write_text(json.dumps(openapi), "utf-8")
    (tmp_path / SCHEMA_FILE).write_text(schema.text(mou.Agreement), "utf-8")
    binary, imports = TYPES[generator]
    run_guide(generator, BIN / binary, tmp_path)
    good = [f"export const good{n}: Agreement = {json.dumps(one)};" for n, one in enumerate((RECORD, RICH))]
    wrong = [
        f"// @ts-expect-error {name}\nexport const wrong{n}: Agreement = {json.dumps(RECORD | part)};"
        for n, (name, part) in enumerate(WRONG.items())
    ]
    (tmp_path / "record.ts").write_text("\n".join([imports, *good, *wrong]) + "\n", "utf-8")
    if generator == "json-schema-to-typescript":
        page = (HOW_TO / "typescript.md").read_text("utf-8")
        shown = re.search(r"^```ts\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)[1]
        (tmp_path / "shown.ts").write_text(shown, "utf-8")
    files = sorted(path.name for path in tmp_path.glob("*.ts"))
    assert run(str(BIN / "tsc"), "--strict", "--noEmit", *files, cwd=tmp_path) == (0, "")


@pytest.mark.thorough
@needs("datamodel_code_generator")
def test_generated_pydantic_models_accept_good_records_and_refuse_wrong_ones(tmp_path):
    (tmp_path / SCHEMA_FILE).write_text(schema.text(mou.Agreement), "utf-8")
    run_guide("datamodel-code-generator", Path(sys.executable).with_name("datamodel-codegen"), tmp_path)
    spec = spec_from_file_location("agreement", tmp_path / "agreement.py")
    generated = module_from_spec(spec)
    sys.modules["agreement"] = generated  # its classes refer to each other by name
    try:
        spec.loader.exec_module(generated)
        for record in (RECORD, RICH):
            model = generated.Agreement.model_validate(record)
            assert mou.from_dict(model.model_dump(mode="json", exclude_unset=True), mou.Agreement) == mou.from_dict(
                record, mou.Agreement
            )
        for part in WRONG.values():
            with pytest.raises(pydantic.ValidationError):
                generated.Agreement.model_validate(RECORD | part)
    finally:
        del sys.modules["agreement"]
