# Since: 3.12
import functools
from collections.abc import Callable


def logged[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    @functools.wraps(function)
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        return function(*args, **kwargs)

    return inner


class Task[**P, R]:
    def __init__(self, function: Callable[P, R]) -> None:
        self.function = function

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        return self.function(*args, **kwargs)


@logged
def add(a, b=2):
    return a + b


print(add(1), Task(add)(3, b=4), [one.__name__ for one in Task.__parameters__])
