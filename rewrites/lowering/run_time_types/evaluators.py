"""What evaluates annotations that are kept as texts: functions of the library, and frameworks that read types."""

from __future__ import annotations

from mvpy.rewrites.lowering.run_time_types.bindings import Bindings

# Paths, or packages.
EVALUATORS = frozenset(
    "typing.get_type_hints inspect.get_annotations annotationlib functools.singledispatch functools.singledispatchmethod "
    "beanie cattrs cyclopts fastapi litestar marshmallow_dataclass msgspec ninja pydantic pydantic_settings sqlalchemy "
    "sqlmodel strawberry tyro typer typeguard beartype".split()
)


def evaluates_texts(bindings: Bindings) -> bool:
    """Does the module import something that evaluates the texts of annotations?"""
    paths = [path for found in bindings.found.values() for path in found if isinstance(path, str)]
    return any(path in EVALUATORS or path.partition(".")[0] in EVALUATORS for path in paths)
