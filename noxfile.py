"""The checks of the project, each defined once: `nox` runs them all, `nox -s lint` one; `.ci/run` calls these too."""

import os
import secrets
from pathlib import Path

import nox

PYTHONS = ["3.11", "3.12", "3.13"]
OLDEST, NEWEST = PYTHONS[0], PYTHONS[-1]
PROJECT = nox.project.load_toml("pyproject.toml")
# A wheel that was built before, or the tree itself, of which pip builds one.
PACKAGE = os.environ.get("MOU_WHEEL", ".")
LAWS = [f"tests/property/test_{name}.py" for name in ("accounts", "one_answer", "deadlines")]
# Another release draws other examples: raise this by itself, and mend what the new examples find.
HYPOTHESIS = "hypothesis==6.170.17"
EXAMPLE = Path("build", "readme_example.py")

nox.options.default_venv_backend = "venv"
nox.options.sessions = ["lint", "types", "docs", f"tests-{OLDEST}"]


def group(name: str) -> tuple[str, ...]:
    """Return what a dependency group holds."""
    return nox.project.dependency_groups(PROJECT, name)


def install(session: nox.Session, *more: str) -> None:
    """Install the built package with what the tests need; all Pythons but the newest get the older python-dateutil."""
    dateutil = "python-dateutil>=4" if session.python == NEWEST else "python-dateutil==2.9.*"
    session.install(f"{PACKAGE}[test]", dateutil, HYPOTHESIS, *more)


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests, as the README does: `nox -s tests-3.12 -- tests/test_act.py`."""
    install(session)
    session.run("pytest", *session.posargs)


@nox.session(python=OLDEST)
def thorough(session: nox.Session) -> None:
    """Run what the other sessions leave out: the tests that take long, and thousands of examples of each law."""
    install(session, *group("bench"), *group("spark"), *group("typing"), *group("applications"))
    if session.posargs:
        session.run("pytest", "--thorough", *session.posargs)
        return
    session.run("pytest", "--thorough", "-m", "thorough", "--ignore=tests/property")
    session.run("pytest", "--hypothesis-profile=thousands", "--dist=worksteal", *LAWS)


@nox.session(python=OLDEST)
def properties(session: nox.Session) -> None:
    """Test every property with a hundred examples; not a part of CI, because it takes more than five minutes."""
    install(session)
    session.run("pytest", "--thorough", "--dist=worksteal", "tests/property", *session.posargs)


@nox.session(python=OLDEST)
def fuzz(session: nox.Session) -> None:
    """Test the laws of every record with new random examples: once, or as often as in `nox -s fuzz -- 10`."""
    install(session)
    for _ in range(int(session.posargs[0]) if session.posargs else 1):
        command = "pytest", "--hypothesis-profile=fuzz", f"--hypothesis-seed={secrets.randbelow(2**32)}", *LAWS
        session.log(f"to draw the same examples again: {' '.join(command)}")
        session.run(*command)


@nox.session(python=NEWEST)
def coverage(session: nox.Session) -> None:
    """Run the tests in one process, and require that they run every line and branch."""
    install(session)
    session.run("coverage", "run", "-m", "pytest", "-n0", *session.posargs)
    session.run("coverage", "report")


@nox.session(python=OLDEST)
def lint(session: nox.Session) -> None:
    """Look for mistakes and bad style."""
    session.install(*group("lint"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session(python=OLDEST)
def types(session: nox.Session) -> None:
    """Check the types of the library, and of the README's example, by both type checkers."""
    session.install(".[test]", *group("typing"))
    EXAMPLE.parent.mkdir(exist_ok=True)
    example = session.run("python", ".ci/readme.py", "python", silent=True)
    EXAMPLE.write_text(str(example), encoding="utf-8")
    session.run("mypy", "--strict", "src", str(EXAMPLE))
    session.run("pyright", "--pythonpath", str(Path(session.bin, "python")), "src", str(EXAMPLE))


@nox.session(python=OLDEST)
def docs(session: nox.Session) -> None:
    """Build the documentation, in which every reference must resolve."""
    session.install(".[docs]")
    session.run(
        "sphinx-build", "--nitpicky", "--fail-on-warning", "--keep-going", "--quiet", "-b", "html", "docs", "build/html"
    )
    session.log("the documentation is in build/html")
