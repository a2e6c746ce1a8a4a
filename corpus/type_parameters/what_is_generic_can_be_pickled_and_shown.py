# A generic class or function is found by its qualified name: `pickle`, `repr` and a data class use that.
# Needs: Python 3.12
import pickle
from dataclasses import dataclass
from enum import Enum


@dataclass
class Point[T]:
    x: T
    y: T

    class Part[U]:
        pass


def double[T](x: T) -> T:
    return x + x


class Colour(Enum):
    RED = 1
    limit = 2

    def mixed[T: limit](self, other: T) -> T:
        return self, other


print(Point(1, 2), pickle.loads(pickle.dumps(Point(1, 2))), Point.Part)
print(pickle.loads(pickle.dumps(double))(2), double.__qualname__, type(pickle.loads(pickle.dumps(Point.Part()))).__name__)
print(list(Colour), Colour.RED.mixed(3), Colour.mixed.__type_params__[0].__bound__)
