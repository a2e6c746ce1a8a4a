# A class with items can be called, and asked for its attributes, as without them.

from collections import Counter, OrderedDict, defaultdict, deque
from functools import partial
from queue import Queue

Names = dict[str, int]
Numbers = list[int]

print(list[int]([1]), dict[str, int](a=1), tuple[int, ...]([1]), set[int](), frozenset[str]())
print(defaultdict[str, list[int]](list[int])["a"], deque[int]([1]), Counter[str]("aab"), OrderedDict[str, int]())
print(Names(a=1), Numbers((1, 2)), dict[str, int].fromkeys("ab"), partial[int](int, "3")())
queue = Queue[int]()
print(queue.empty(), type(queue).__name__, type[int].__name__ if False else "type")
print([x for x in list[int](range(3))], (lambda: list[str]("ab"))())
