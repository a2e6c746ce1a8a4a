"""`--helpers`: helpers in modules of their own, which outputs import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import libcst as cst
import pytest
from click.testing import CliRunner, Result

import mvpy
from mvpy.command.cli import main
from mvpy.output.helper_modules import import_statement
from mvpy.output.helper_seals import read_helper_module, sealed
from mvpy.output.prelude_text import desugared_helper, helper_module

EXACT = pytest.mark.parametrize("exact", [(), ("--exact",)], ids=["plain", "exact"])
UNPACKS = "def pair(values):\n    first, *rest = values\n    return first, rest\n"
AWAITS = "async def nothing():\n    return 5\n\n\ndef run():\n    try:\n        nothing().send(None)\n    except StopIteration as stop:\n        return stop.value\n"  # fmt: skip


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with a cache of its own."""
    monkeypatch.setenv("MVPY_CACHE_DIR", str(tmp_path / "cache"))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


def files(**texts: str) -> None:
    """These files: `a__b` is a/b.py."""
    for name, text in texts.items():
        path = Path(*name.split("__")).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def package(name: str = "pack") -> None:
    """A package, with a package inside, whose modules use different helpers."""
    files(**{
        f"src__{name}__init": "", f"src__{name}__one": UNPACKS, f"src__{name}__inner__init": "",
        f"src__{name}__inner__two": f"from ..one import pair\n{AWAITS}",
    })  # fmt: skip
    for init in Path("src").rglob("init.py"):
        init.rename(init.with_name("__init__.py"))


def desugar(*args: str) -> Result:
    """What `mvpy desugar ARGS` does."""
    return CliRunner().invoke(main, ["desugar", *args], prog_name="mvpy")


def printed(code: str, folder: str = "out") -> str:
    """What *code* prints in *folder*."""
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
    assert not run.stderr
    return run.stdout


USES = "from pack import one; from pack.inner import two; print(one.pair('abc'), two.run(), two.pair([1]))"
USED = "('a', ['b', 'c']) 5 (1, [])\n"


@EXACT
@pytest.mark.parametrize("only", [(), ("--only", "unpacking,coroutine")], ids=["core", "partial"])
def test_a_package_has_one_module_for_its_helpers(exact: tuple, only: tuple) -> None:
    package()

    result = desugar("src", "-o", "out", *exact, *only)

    assert result.exit_code == 0, result.stderr
    assert result.stderr.endswith("helpers in out/pack/_mvpy.py\n")
    assert [path.as_posix() for path in Path("out").rglob("_mvpy.py")] == ["out/pack/_mvpy.py"]
    assert printed(USES) == USED


@EXACT
def test_a_module_of_helpers_of_a_core_is_core(exact: tuple) -> None:
    package()
    desugar("src", "-o", "out", *exact)

    for path in Path("out").rglob("*.py"):
        assert mvpy.check(path.read_text(), str(path)) == []


def test_imports_are_relative_in_packages_and_black_lays_them_out() -> None:
    package()
    desugar("src", "-o", "out", "--only", "coroutine")

    assert "from .._mvpy import _coroutine\n" in Path("out/pack/inner/two.py").read_text()
    names = [(f"_{'name' * 5}_{n}", f"_{'name' * 5}_{n}") for n in range(5)]
    assert import_statement("._mvpy", names).splitlines()[:2] == [
        "from ._mvpy import (",
        f"    _{'name' * 5}_0,",
    ]
    assert import_statement("m", [("_b", "_b"), ("_a", "_a_2_")]) == "from m import _a as _a_2_, _b\n"


@EXACT
def test_loose_programs_share_what_they_need(exact: tuple) -> None:
    files(src__a=UNPACKS, src__b=AWAITS, src__sub__c=UNPACKS)

    desugar("src", "-o", "out", *exact)

    assert printed("import a, b; print(a.pair('xy'), b.run())") == "('x', ['y']) 5\n"
    both = "import sys; sys.path.insert(0, 'sub'); import c, b; print(c.pair('xy'), b.run())"
    assert printed(both) == "('x', ['y']) 5\n"  # whichever of the two modules is found


def test_one_file_has_its_helpers_in_it_unless_told() -> None:
    files(a=UNPACKS)

    desugar("a.py", "-o", "inline.py")
    desugar("a.py", "-o", "other.py", "--helpers", "import")

    assert "__import__(min(dict(_mvpy=0)))" not in Path("inline.py").read_text()
    assert "__import__(min(dict(_mvpy=0)))" in Path("other.py").read_text()
    assert printed("import other; print(other.pair('ab'))", ".") == "('a', ['b'])\n"


@EXACT
def test_the_module_can_have_another_name(exact: tuple) -> None:
    package()

    desugar("src", "-o", "out", "--helpers", "sugar", *exact)

    assert Path("out/pack/sugar.py").exists()
    assert printed(USES) == USED


@EXACT
@pytest.mark.parametrize(("source", "output"), [("src", "out"), ("src/pack", "out/pack")])
def test_the_module_can_have_another_place(exact: tuple, source: str, output: str) -> None:
    package()

    result = desugar(source, "-o", output, "--helpers", "pack.vendor.sugar", *exact)

    assert result.stderr.endswith("helpers in out/pack/vendor/sugar.py\n")
    assert printed(USES) == USED


def test_another_place_is_in_the_package() -> None:
    package()

    result = desugar("src/pack", "-o", "out/pack", "--helpers", "vendor.sugar")

    assert result.exit_code == 2
    words = "Error: --helpers vendor.sugar: the package that is desugared is 'pack', and not 'vendor'\n"
    assert result.stderr.endswith(words)


@pytest.mark.parametrize("name", ["a-b", "class", "a.None", ""])
def test_a_name_that_is_none_is_a_mistake(name: str) -> None:
    result = desugar("-c", "a", "--helpers", name)

    assert result.exit_code == 2
    words = f"Error: --helpers takes inline, import, package or the name of a module, not '{name}'\n"
    assert result.stderr.endswith(words)


def test_a_module_of_the_library_is_not_hidden() -> None:
    result = desugar("-c", "a", "--helpers", "operator")

    words = "Error: --helpers operator: 'operator' is a module of the standard library\n"
    assert result.stderr.endswith(words)


def test_one_module_can_serve_several_packages() -> None:
    package("pack")
    package("other")

    result = desugar("src", "-o", "out", "--helpers", "pack.vendor.sugar")

    assert result.stderr.endswith("helpers in out/pack/vendor/sugar.py\n")
    assert printed(USES.replace("pack", "other")) == USED


def test_a_namespace_package_has_its_module_inside() -> None:
    package("pack")
    for init in Path("src").rglob("__init__.py"):
        init.unlink()

    desugar("src/pack", "-o", "out/pack", "--helpers", "pack.sugar")

    assert printed(USES) == USED


def test_beside_what_is_no_file_there_is_no_module(tmp_path: Path) -> None:
    package()
    shown = tmp_path / "shown"
    command = (
        f"exec > {shown}; {sys.executable} -m mvpy desugar src/pack/one.py -o /dev/stdout --helpers import"
    )
    run = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=60)

    assert run.returncode == 2
    assert "--helpers import writes a file, and needs -o FILE or --in-place" in run.stderr
    assert not Path("/dev/_mvpy.py").exists()


def test_a_setting_is_for_outputs_that_are_files() -> None:
    package()
    Path("pyproject.toml").write_text('[tool.mvpy]\nhelpers = "import"\n')

    result = desugar("src/pack/one.py")

    assert result.exit_code == 0
    assert "_mvpy" not in result.stdout


def test_the_folder_of_that_name_would_be_found_instead() -> None:
    package()
    Path("src/pack/_mvpy").mkdir()
    Path("src/pack/_mvpy/data.txt").write_text("mine")

    result = desugar("src", "-o", "out")

    assert result.exit_code == 2
    assert "out/pack/_mvpy.py would not be found beside the folder of this name" in result.stderr


def test_a_linked_program_has_its_module_where_the_link_leads() -> None:
    files(real__t=UNPACKS + "print(pair('ab'))\n")
    Path("bin").mkdir()
    Path("bin/t.py").symlink_to("../real/t.py")

    desugar("bin/t.py", "--in-place", "--helpers", "import")

    assert printed("import runpy; runpy.run_path('../real/t.py')", "real") == "('a', ['b'])\n"


@EXACT
@pytest.mark.parametrize("way", ["--in-place", "-o"])
def test_a_package_can_be_desugared_further(exact: tuple, way: str) -> None:
    package()
    desugar("src", "--in-place", "--only", "unpacking", *exact)

    result = desugar("src", *(["-o", "out"] if way == "-o" else [way]), *exact)

    folder = "out" if way == "-o" else "src"
    assert result.stderr.endswith(f"helpers in {folder}/pack/_mvpy_2.py\n")
    assert printed(USES, folder) == USED


# What is there already.


@pytest.mark.parametrize("how", [("-o", "out"), ("--in-place",)], ids=" ".join)
def test_a_file_of_the_user_is_never_replaced(how: tuple) -> None:
    package()
    files(src__pack___mvpy="mine = 1\n")
    before = Path("src/pack/one.py").read_text()

    result = desugar("src", *how)

    folder = "src" if how == ("--in-place",) else "out"
    words = f"{folder}/pack/_mvpy.py is an output itself: nothing was written; --helpers NAME puts the helpers elsewhere\n"
    assert result.exit_code == 2
    assert words in result.stderr
    assert Path("src/pack/_mvpy.py").read_text() == "mine = 1\n"
    assert Path("src/pack/one.py").read_text() == before
    assert not Path("out").exists()


def test_a_module_that_was_changed_is_never_replaced() -> None:
    package()
    desugar("src", "-o", "out")
    module = Path("out/pack/_mvpy.py")
    module.write_text(mine := module.read_text() + "mine = 1\n")

    result = desugar("src", "-o", "out")

    assert "out/pack/_mvpy.py was changed since mvpy wrote it: nothing was written" in result.stderr
    assert (result.exit_code, module.read_text()) == (2, mine)


@EXACT
def test_what_other_outputs_import_stays(exact: tuple) -> None:
    package()
    desugar("src", "-o", "out", *exact)
    desugar("src/pack/one.py", "-o", "out/pack/one.py", "--helpers", "import", *exact)

    assert printed(USES) == USED


def test_what_nobody_imports_any_more_goes() -> None:
    package()
    desugar("src", "-o", "out")
    assert "coroutine" in Path("out/pack/_mvpy.py").read_text()
    Path("src/pack/inner/two.py").write_text("def run(): return 5\nfrom ..one import pair\n")
    desugar("src", "-o", "out")

    assert read_helper_module(Path("out/pack/_mvpy.py").read_text()).helpers == (
        "import_from",
        "unpack_starred",
    )
    assert printed(USES) == USED


def test_a_module_for_other_options_is_not_replaced_while_it_is_needed() -> None:
    package()
    desugar("src", "-o", "out")

    result = desugar("src/pack/one.py", "-o", "out/pack/one.py", "--helpers", "import", "--exact")

    words = "out/pack/_mvpy.py was written with other options, which out/pack/inner/two.py needs: nothing"
    assert result.exit_code == 2
    assert words in result.stderr
    assert desugar("src", "-o", "out", "--exact").exit_code == 0
    assert printed(USES) == USED


@EXACT
def test_a_folder_that_is_desugared_in_place_again_stays_as_it_is(exact: tuple) -> None:
    package()
    desugar("src", "--in-place", *exact)
    before = {path: path.read_text() for path in Path("src").rglob("*.py")}
    files(
        src__pack__three="import sys\n\n\ndef add(x):\n    match x:\n        case [a, *b]:\n            return b\n"
    )

    result = desugar("src", "--in-place", *exact)

    assert result.exit_code == 0, result.stderr
    after = {path: path.read_text() for path in Path("src").rglob("*.py")}
    assert [path.name for path in before if after[path] != before[path]] == ["_mvpy.py"]
    assert printed(USES, "src") == USED
    assert printed("from pack.three import add; print(add([1, 2]))", "src") == "[2]\n"


@EXACT
def test_a_desugared_folder_can_be_mirrored(exact: tuple) -> None:
    package()
    desugar("src", "-o", "once", *exact)
    desugar("once", "-o", "out", *exact)

    assert printed(USES) == USED


@EXACT
def test_what_a_mirrored_folder_imports_stays(exact: tuple) -> None:
    package()
    desugar("src", "-o", "once", *exact)
    files(once__pack__three="def f(x):\n    match x:\n        case [a, *b]:\n            return b\n")
    desugar("once", "-o", "out", *exact)

    assert printed(USES) == USED
    assert printed("from pack.three import f; print(f([1, 2]))") == "[2]\n"


@pytest.mark.parametrize("name", ["two.py", "../inner/two.py"])
def test_a_module_may_be_named_from_inside_of_its_package(name: str, monkeypatch) -> None:
    package()
    monkeypatch.chdir("src/pack/inner")

    result = desugar(name, "--in-place", "--helpers", "import")

    assert result.exit_code == 0, result.stderr
    assert Path("../_mvpy.py").exists()
    assert printed(USES, "../..") == USED


# Many packages in one process.


def newer_helpers(path: Path) -> tuple:
    """The helpers in *path* as a later version might have them: what `*` takes is in one more list."""
    module, imported = helper_module(path)
    code = module.code.replace("items[before:end]", "[items[before:end]]")
    return cst.parse_module(code.replace("append(between)", "append([between])")), imported


@EXACT
def test_packages_of_different_versions_live_in_one_process(exact: tuple, monkeypatch) -> None:
    package("pack")
    package("next")
    desugar("src/pack", "-o", "out/pack", *exact)
    monkeypatch.setattr("mvpy.helpers.hosted_names.VERSION", "0.2")
    desugared_helper.cache_clear()
    monkeypatch.setattr("mvpy.output.helper_cores.KNOWN", {})
    monkeypatch.setattr("mvpy.output.prelude_text.helper_module", newer_helpers)
    monkeypatch.setattr("mvpy.output.definitions.helper_module", newer_helpers)
    desugar("src/next", "-o", "out/next", *exact, "-j", "1", "--no-cache")
    desugared_helper.cache_clear()

    for first, second in (("pack", "next"), ("next", "pack")):
        uses = f"import {first}.one, {second}.one; print(pack.one.pair('abc'), next.one.pair('abc'))"
        assert printed(uses) == "('a', ['b', 'c']) ('a', [['b', 'c']])\n"


def test_an_import_of_a_submodule_takes_no_builtin_away() -> None:
    package()
    Path("src/pack/globals.py").write_text("value = 1\n")
    Path("src/pack/_unpack_starred.py").write_text("value = 2\n")
    Path("src/pack/__init__.py").write_text(
        "import pack.globals, pack._unpack_starred\nfrom . import one\na, *b = 'xyz'\nprint(a, b)\nfrom .inner import two\n"
    )
    desugar("src", "-o", "out")

    assert printed(USES) == f"x ['y', 'z']\n{USED}"


def test_long_texts_of_packages_are_numbers() -> None:
    long = "it's " * 20
    files(src__a=f"a, b = {long!r}, {long + 'ä'!r}\n")

    desugar("src", "-o", "out")

    assert f" = _long_text(100, 0x{long.encode().hex().upper()})" in Path("out/a.py").read_text()
    assert printed("import a; print(a.a, a.b)") == f"{long} {long}ä\n"


@EXACT
@pytest.mark.parametrize("only", [(), ("--only", "for,comprehension")], ids=["core", "partial"])
def test_a_loop_ends_though_another_module_is_imported_meanwhile(exact: tuple, only: tuple) -> None:
    files(src__a="def gen():\n    yield 1\n    import b\nfor x in gen(): print(x)\nprint(next(gen()))\n")
    files(src__b="for y in 'q': print([z for z in y])\n")

    desugar("src", "-o", "out", "--helpers", "inline", *exact, *only)

    assert printed("import a") == "1\n['q']\n1\n"


def test_a_module_is_told_from_what_was_changed() -> None:
    text = sealed("# mvpy 0.1, core helpers, for Python 3.13\na\n", ["unpack"])

    assert read_helper_module(text).is_intact
    assert not read_helper_module(text + "b\n").is_intact
    assert read_helper_module("a\n") is None


# --- one for each package, and else none ----------------------------------------------------------

LAYOUTS = {
    "flat": ({"pack__init": "", "pack__one": UNPACKS}, ["pack/_mvpy.py"]),
    "src": ({"src__pack__init": "", "src__pack__one": UNPACKS}, ["src/pack/_mvpy.py"]),
    "two packages": ({"a__init": "", "a__one": UNPACKS, "b__init": UNPACKS}, ["a/_mvpy.py", "b/_mvpy.py"]),
    "inner packages": ({"a__init": "", "a__b__init": UNPACKS, "a__b__c__init": UNPACKS}, ["a/_mvpy.py"]),
    "namespace": ({"src__ns__pack__init": UNPACKS, "src__ns__one": UNPACKS}, ["src/ns/pack/_mvpy.py"]),
    "tests": ({"pack__init": "", "tests__test_a": UNPACKS}, []),
    "tests that are a package": ({"tests__init": "", "tests__test_a": UNPACKS}, ["tests/_mvpy.py"]),
    "single": ({"one": UNPACKS}, []),
}


@EXACT
@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_package_has_a_module_and_nothing_else_has(exact: tuple, layout: str) -> None:
    texts, expected = LAYOUTS[layout]
    files(**{f"project__{name}": text for name, text in texts.items()})
    for init in Path("project").rglob("init.py"):
        init.rename(init.with_name("__init__.py"))

    result = desugar("project", "-o", "out", "--helpers", "package", *exact)

    assert result.exit_code == 0, result.stderr
    assert sorted(path.relative_to("out").as_posix() for path in Path("out").rglob("_mvpy.py")) == expected
    for name, text in texts.items():
        if text:
            module = ".".join(name.removeprefix("src__").removesuffix("__init").split("__"))
            code = f"import sys; sys.path.insert(0, 'src'); from {module} import pair; print(pair('ab'))"
            assert printed(code) == "('a', ['b'])\n"


def test_one_program_in_no_package_needs_no_file_for_its_helpers() -> None:
    files(a=UNPACKS)

    assert desugar("a.py", "--helpers", "package").exit_code == 0
    assert list(Path().rglob("_mvpy.py")) == []
