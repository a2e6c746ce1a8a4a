# A class is made of `dict[str, int]`, and of others: it is a dictionary, and what it inherits takes items.

from collections import UserDict, UserList
from collections.abc import Generator, Mapping, MutableSequence
from contextlib import AbstractContextManager
from queue import Queue
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Counts(dict[str, int | None]):
    pass


class Pair(tuple[int, str]):
    pass


class One(Mapping[str, V]):
    def __init__(self, value):
        self.value = value

    def __getitem__(self, key):
        return self.value

    def __iter__(self):
        return iter(["one"])

    def __len__(self):
        return 1


class Strings(list["str"], Generic[K]):
    pass


class Table(UserDict[K, V]):
    pass


class Rows(UserList[int]):
    pass


class Manager(AbstractContextManager["Manager"]):
    def __exit__(self, *details):
        print("exit")


class Waiting(Queue[int]):
    pass


class Inner(Table[str, int]):
    pass


class Steps(Generator[int, None, None]):
    def send(self, value):
        return 1

    def throw(self, *details):
        raise StopIteration


print(Counts(a=1), Pair([1, "a"]), dict(One(3)), One[int](4)["x"], Strings([1]), Table[str, int](a=1))
print(Rows([1]), isinstance(One(1), Mapping), issubclass(Counts, dict), Inner(b=2), next(Steps()))
with Manager() as manager:
    print(type(manager).__name__)
queue = Waiting()
queue.put(1)
print(queue.get(), [base.__name__ for base in Counts.__mro__ if base in (Counts, dict)])
print(isinstance([], MutableSequence))
