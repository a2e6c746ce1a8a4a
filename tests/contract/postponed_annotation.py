# Stands with: function_annotation
# Case: function
from __future__ import annotations


def same(value: Point) -> Point:
    return value


show(same(7), annotations_of(same))
# Prints: 7 2,2
