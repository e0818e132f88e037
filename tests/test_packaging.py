"""What is published: the wheel and the sdist are whole, and the wheel alone does a user's job in a bare environment."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from email import message_from_bytes
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PACKAGES = ("okrsdk", "sheets_addon")
DATA = (*[f"{package}/py.typed" for package in PACKAGES], "okrsdk/cli/sample_clients/home-services.yaml")
# What the extras bring, and what only tests and checks need, has no place in a user's environment.
OF_EXTRAS = {
    "a2wsgi",
    "celery",
    "flask",
    "flask-openapi",
    "google-re2",
    "granian",
    "ironcalc",
    "limits",
    "openpyxl",
    "prometheus-client",
    "pyarrow",
    "redis",
    "werkzeug",
}
OF_CHECKS = {"hatchling", "hypothesis", "mypy", "playwright", "pytest", "ruff"}
NEEDS = {
    "excel": (["export", "okrs.yaml", "-o", "okrs.xlsx"],),
    "parquet": (["export", "okrs.yaml", "-o", "facts.parquet"],),
    "local": (["new", "Acme", "--cycle", "2026-Q1"], ["demo"], ["sheets", "list"]),
    "scale": (["provision", "roster.csv", "--cycle", "2026-Q2", "--workers", "celery"],),
    "service": (["serve"],),
}
DRAFT = "Be the practice that families in Harbor choose first\n  - Increase registrations from 12 to 22 a month\n"


def _run(command, *, folder, status=0):
    """What a command prints and says, in an environment that knows nothing of this repository."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "OKR_", "VIRTUAL_ENV"))}
    environment = kept | {"HOME": str(folder), "OKR_HOME": str(folder / "okr"), "NO_COLOR": "1"}
    ran = subprocess.run(
        list(map(str, command)), cwd=folder, env=environment, capture_output=True, text=True, timeout=600, check=False
    )
    assert ran.returncode == status, f"{command}:\n{ran.stdout[-2000:]}\n{ran.stderr[-4000:]}"
    assert "Traceback" not in ran.stderr
    return ran.stdout, ran.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The wheel and the sdist it was built from."""
    home = tmp_path_factory.mktemp("built")
    folder = home / "dist"
    _run([sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT], folder=home)
    [wheel], [sdist] = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return wheel, sdist


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A new environment, as `make` makes it."""
    folder = tmp_path_factory.mktemp("bare env")
    _run(["env", f"PYTHON={sys.executable}", "sh", ROOT / ".ci" / "venv", "bare"], folder=folder)
    return folder / "bare"


def _needed_by(wheel):
    """What the wheel says that it needs, and what that needs, as it is installed here."""
    with zipfile.ZipFile(wheel) as archive:
        [metadata] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        said = message_from_bytes(archive.read(metadata)).get_all("Requires-Dist", [])
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [(Requirement(text), "") for text in said]
    while waiting:
        one, of_extra = waiting.pop()
        if one.marker is not None and not one.marker.evaluate({"extra": of_extra}):
            continue
        own = found[canonicalize_name(one.name)] = distribution(one.name)
        assert one.specifier.contains(own.version), f"{one}: {own.version} is installed"
        ways = {(text, extra) for text in own.requires or [] for extra in ("", *one.extras)} - seen
        seen |= ways
        waiting += [(Requirement(text), extra) for text, extra in ways]
    return found.values()


def _link(distributions, site_packages):
    """Links what is installed here into an environment, where pip would fetch and unpack it all anew."""
    here = Path(sysconfig.get_path("purelib"))
    for own in distributions:
        for file in own.files or ():
            shared = not (here / file.parts[0] / "__init__.py").exists() and not file.parts[0].endswith(".dist-info")
            place = Path(*file.parts[: 2 if shared else 1])  # of a folder without an __init__, such as google, a part
            if file.parts[0] in ("..", "__pycache__") or (site_packages / place).exists():
                continue
            (site_packages / place).parent.mkdir(exist_ok=True)
            (site_packages / place).symlink_to(here / place)


@pytest.mark.slow
def test_the_wheel_and_the_sdist_are_whole(built, tmp_path):
    wheel, sdist = built
    _run([sys.executable, "-m", "twine", "check", "--strict", wheel, sdist], folder=tmp_path)

    in_wheel = set(zipfile.ZipFile(wheel).namelist())
    assert {name.split("/")[0] for name in in_wheel} == {*PACKAGES, f"{wheel.name.rsplit('-', 3)[0]}.dist-info"}
    assert in_wheel >= set(DATA)
    sources = {str(path.relative_to(ROOT)) for package in PACKAGES for path in (ROOT / package).rglob("*.py")}
    assert {name for name in in_wheel if name.endswith(".py")} == sources

    with tarfile.open(sdist) as archive:
        in_sdist = {name.partition("/")[2] for name in archive.getnames()}
    assert in_sdist >= {"LICENSE", "README.md", "constraints.txt", "tests/test_packaging.py", *sources}
    assert not any(name.startswith((".venv", "build", "dist")) for name in in_sdist)


@pytest.mark.slow
def test_the_environment_is_made_with_the_python_that_was_chosen(bare):
    config = (bare / "pyvenv.cfg").read_text(encoding="utf-8")
    assert f"version = {sys.version.split()[0]}" in config


@pytest.mark.slow
def test_the_wheel_alone_checks_grades_and_exports(built, bare, tmp_path):
    wheel, _ = built
    python, okr = bare / "bin" / "python", bare / "bin" / "okr"
    _link(_needed_by(wheel), next((bare / "lib").glob("python3*/site-packages")))
    _run([python, "-m", "pip", "install", "-q", "--no-index", "--no-deps", wheel], folder=tmp_path)
    installed = json.loads(_run([python, "-m", "pip", "list", "--format", "json"], folder=tmp_path)[0])
    assert {entry["name"].lower() for entry in installed}.isdisjoint(OF_EXTRAS | OF_CHECKS)

    okrs, draft, table = (tmp_path / name for name in ("okrs.yaml", "draft.txt", "okrs.csv"))
    okrs.write_bytes((ROOT / "examples" / "clients" / "home-services.yaml").read_bytes())
    draft.write_text(DRAFT, encoding="utf-8")

    _run([python, "-c", "import okrsdk; okrsdk.open, okrsdk.check, okrsdk.grade"], folder=tmp_path)
    assert "Usage: okr" in _run([okr, "--help"], folder=tmp_path)[0]
    assert "K202" in _run([okr, "check", okrs, "--on", "2026-11-18"], folder=tmp_path)[0]
    assert "draft.txt" in _run([okr, "check", draft], folder=tmp_path)[0]
    graded = json.loads(_run([okr, "grade", okrs, "--on", "2026-11-18", "--format", "json"], folder=tmp_path)[0])
    assert graded["scores"]["key_results"][0]["score"] == 0.61  # (92 - 64) / (110 - 64)
    _run([okr, "export", okrs, "-o", table], folder=tmp_path)
    with table.open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["Key result ID"] == "O1-KR1"
    for extra, commands in NEEDS.items():
        for command in commands:
            _, said = _run([okr, *command], folder=tmp_path, status=2)
            assert f'pip install "okrsdk[{extra}]"' in said
