# Coroutines, generators, nested, decorated and starred: all have their annotations.
# Needs: Python 3.14
import functools


def keep(function):
    @functools.wraps(function)
    def wrapper(*args: str) -> str:
        return function(*args)

    return wrapper


class C:
    @staticmethod
    def static(a: int, b: str = "", *, c: float = 0.0, **d: bytes) -> None: ...

    @property
    def value(self) -> int:
        return 1

    async def wait(self, a: int): ...


@keep
def wrapped(a: int): ...


def generate(n: int) -> list:
    yield n


async def asynchronous(a: list) -> dict:
    yield a


kinds = [C.static, C.value.fget if 0 else vars(C)["value"].fget, C.wait, wrapped, generate, asynchronous]
for function in kinds:
    print(function.__name__, dict(function.__annotations__))
print(list(generate(3)), C().value)
