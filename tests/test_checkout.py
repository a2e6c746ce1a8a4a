"""MVPy where it is not installed, or installed without `-e`: copies of the checkout, and a Python without our finder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import mvpy
from mvpy.helpers.hosted_names import VERSION

ROOT = Path(__file__).parents[1]
LIBRARIES = os.pathsep.join(dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib")))
NOTHING = shutil.ignore_patterns("__pycache__", "*.pyc")


@pytest.fixture(name="checkout", scope="module")
def copied_checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a checkout has of MVPy, its rewrites and its benchmark."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("mvpy", "rewrites", "tests/benchmarks"):
        shutil.copytree(ROOT / name, folder / name, ignore=NOTHING)
    return folder


@pytest.fixture(name="installed", scope="module")
def copied_installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which MVPy is as `pip install` without `-e` puts it."""
    folder = tmp_path_factory.mktemp("installed")
    shutil.copytree(ROOT / "mvpy", folder / "mvpy", ignore=NOTHING)
    shutil.copytree(ROOT / "rewrites", folder / "mvpy" / "rewrites", ignore=NOTHING)
    return folder


def python(folder: Path, *arguments: str, path: str = LIBRARIES) -> subprocess.CompletedProcess[str]:
    """What Python does in *folder*: it has no packages but those in *path*, and no finder for what is installed with `-e`."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    variables |= {"PYTHONPATH": path, "MVPY_CACHE_DIR": str(folder / "cache")}
    command = [sys.executable, "-S", "-B", *arguments]
    return subprocess.run(
        command, cwd=folder, env=variables, capture_output=True, text=True, check=False, timeout=120
    )


def test_the_command_works_in_a_checkout_that_is_not_installed(checkout: Path):
    run = python(checkout, "-m", "mvpy", "desugar", "--only", "assert", "-c", "assert a")

    assert (run.returncode, run.stderr) == (0, "")
    assert "raise AssertionError" in run.stdout


def test_so_does_the_package(checkout: Path):
    told = "import mvpy, mvpy.rewrites; print(mvpy.rewrites.__file__, mvpy.desugar('x: int = 1', only=['annotated']).code)"

    run = python(checkout, "-c", told)

    assert run.stderr == ""
    assert run.stdout.startswith(str(checkout / "rewrites" / "__init__.py"))
    assert "x = 1" in run.stdout


def test_so_do_the_processes_that_it_starts(checkout: Path):
    (checkout / "programs").mkdir()
    for number in range(6):
        (checkout / "programs" / f"p{number}.py").write_text("print(1 + 1)\n")

    run = python(checkout, "-m", "mvpy", "desugar", "-j", "2", "programs", "-o", "outputs")

    assert run.returncode == 0, run.stderr
    assert len(list((checkout / "outputs").iterdir())) == 6


def test_what_is_missing_is_said_in_a_sentence(checkout: Path):
    run = python(checkout, "-m", "mvpy", "--version", path="")

    words = f"mvpy needs click, which is not installed: run `{sys.executable} -m pip install -e {checkout}`\n"
    assert (run.returncode, run.stdout, run.stderr) == (1, "", words)


def test_beside_an_installation_nothing_is_looked_for(installed: Path):
    (installed / "rewrites").mkdir()
    (installed / "rewrites" / "__init__.py").write_text("raise SystemExit('somebody else')\n")
    path = os.pathsep.join([str(installed), LIBRARIES])

    run = python(
        installed / "mvpy",
        "-c",
        "import mvpy.rewrites; print(mvpy.__path__, mvpy.rewrites.__file__)",
        path=path,
    )

    assert run.stdout.split() == [
        f"['{installed / 'mvpy'}']",
        str(installed / "mvpy" / "rewrites" / "__init__.py"),
    ]


def test_the_benchmark_measures_what_is_installed(checkout: Path, installed: Path):
    (checkout / "small.py").write_text("x = [1, 2]\n" * 100)
    path = os.pathsep.join([str(installed), LIBRARIES])
    # What lies in the current folder is another one, and no use.
    (checkout / "mvpy" / "__init__.py").rename(checkout / "kept.py")
    (checkout / "mvpy" / "__init__.py").write_text("raise SystemExit('the one in the current folder')\n")
    arguments = (
        "tests/benchmarks/benchmark.py",
        "small.py",
        "--lines",
        "--repeat",
        "1",
        "--programs",
        "none",
    )
    try:
        run = python(checkout, *arguments, path=path)
    finally:
        (checkout / "kept.py").replace(checkout / "mvpy" / "__init__.py")

    assert run.stderr == ""
    assert "\nmemory for 1 000 lines" in run.stdout
    assert "\n    small.py " in run.stdout


def test_the_version_is_written_once():
    assert mvpy.__version__.startswith(f"{VERSION}.")
    written = [
        path.relative_to(ROOT).as_posix()
        for path in [ROOT / "pyproject.toml", *(ROOT / "mvpy").rglob("*.py")]
        if f'"{mvpy.__version__}"' in path.read_text(encoding="utf-8")
    ]

    assert written == ["mvpy/__init__.py"]
