"""Caches as decorators: least recently used, with statistics, for functions and for methods."""

import functools
from types import MethodType


class Node:
    """A link of the ring of recently used entries."""

    __slots__ = "key", "value", "before", "after"

    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.before = self.after = self

    def unlink(self):
        self.before.after, self.after.before = self.after, self.before

    def insert_after(self, other):
        self.before, self.after = other, other.after
        self.after.before = self.before.after = self


class LRU:
    """A mapping that holds the *size* entries used last."""

    def __init__(self, size, on_evict=None):
        if size < 1:
            raise ValueError("a cache needs room")
        self.size = size
        self.on_evict = on_evict
        self._nodes = {}
        self._root = Node()  # root.after is the newest, root.before the oldest

    def __len__(self):
        return len(self._nodes)

    def __contains__(self, key):
        return key in self._nodes

    def __iter__(self):
        """Keys from newest to oldest."""
        node = self._root.after
        while node is not self._root:
            yield node.key
            node = node.after

    def __getitem__(self, key):
        node = self._nodes[key]
        node.unlink()
        node.insert_after(self._root)
        return node.value

    def __setitem__(self, key, value):
        if key in self._nodes:
            self[key]
            self._nodes[key].value = value
            return
        if len(self) >= self.size:
            oldest = self._root.before
            del self[oldest.key]
            if self.on_evict:
                self.on_evict(oldest.key, oldest.value)
        self._nodes[key] = node = Node(key, value)
        node.insert_after(self._root)

    def __delitem__(self, key):
        self._nodes.pop(key).unlink()

    def __repr__(self):
        return f"LRU({', '.join(f'{key!r}: {self._nodes[key].value!r}' for key in self)})"


class Cached:
    """A function with a cache; as a class attribute it binds like a function."""

    def __init__(self, function, size, typed):
        functools.update_wrapper(self, function)
        self.function = function
        self.typed = typed
        self.entries = LRU(size)
        self.hits = self.misses = 0

    def __call__(self, *args, **kwargs):
        key = (args, tuple(sorted(kwargs.items())))
        if self.typed:
            key += tuple(map(type, args))
        try:
            result = self.entries[key]
        except KeyError:
            pass
        except TypeError:  # unhashable: no caching, but the call works
            self.misses += 1
            return self.function(*args, **kwargs)
        else:
            self.hits += 1
            return result
        self.misses += 1
        result = self.entries[key] = self.function(*args, **kwargs)
        return result

    def __get__(self, instance, owner=None):
        return self if instance is None else MethodType(self, instance)

    @property
    def info(self):
        calls = self.hits + self.misses
        return f"{self.__name__}: {self.hits}/{calls} hits, {len(self.entries)} kept"


def cached(function=None, *, size=128, typed=False):
    """Use as `@cached` or as `@cached(size=3)`."""
    if function is None:
        return functools.partial(cached, size=size, typed=typed)
    return Cached(function, size, typed)


def traced(log):
    """A decorator with an argument: appends every call to *log*."""
    def decorate(function):
        calls = 0

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            nonlocal calls
            calls += 1
            words = [repr(arg) for arg in args] + [f"{key}={value!r}" for key, value in kwargs.items()]
            log.append(f"{function.__name__}({', '.join(words)})#{calls}")
            return function(*args, **kwargs)

        wrapper.calls = lambda: calls
        return wrapper
    return decorate


class lazy:
    """A property that is computed once, and then is a plain attribute."""

    def __init__(self, function):
        self.function = function
        self.__doc__ = function.__doc__

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        if instance is None:
            return self
        value = instance.__dict__[self.name] = self.function(instance)
        return value


# --------------------------------------------------------------- examples

LOG = []


@cached
def fibonacci(n):
    """The nth Fibonacci number."""
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


@cached(size=2)
@traced(LOG)
def greet(name, *, loud=False):
    text = f"hello, {name}"
    return text.upper() if loud else text


@cached(typed=True)
def kind(value):
    return type(value).__name__


@cached
@traced(LOG)
def edit_distance(a, b):
    if not (a and b):
        return len(a) or len(b)
    if a[0] == b[0]:
        return edit_distance(a[1:], b[1:])
    return 1 + min(edit_distance(a[1:], b), edit_distance(a, b[1:]), edit_distance(a[1:], b[1:]))


class Text:
    def __init__(self, words):
        self.words = words

    @lazy
    def count(self):
        """How many words; said to be expensive."""
        LOG.append("counting")
        return len(self.words.split())

    @cached(size=4)
    def find(self, word):
        LOG.append(f"searching {word}")
        return self.words.find(word)


def main():
    evicted = []
    cache = LRU(3, on_evict=lambda *entry: evicted.append(entry))
    for number, letter in enumerate("abcadbea"):
        if letter in cache:
            cache[letter] += number
        else:
            cache[letter] = number
    print(cache, "evicted", evicted)
    del cache["e"]
    cache["z"] = 26
    print(list(cache), len(cache), "b" in cache, "d" in cache)
    try:
        cache["nothing"]
    except KeyError as error:
        print("no", error)

    print(fibonacci(25), fibonacci.__doc__, fibonacci.info)
    names = ("ann", False), ("bob", False), ("ann", False), ("ann", True), ("bob", False), ("ann", True)
    greetings = [greet(name, **{"loud": True} if loud else {}) for name, loud in names]
    print(greetings, greet.info, greet.function.calls())
    print(*LOG, sep="\n")
    LOG.clear()
    print([kind(x) for x in (1, 1.0, True, 1)], kind.info)
    print(edit_distance("kitten", "sitting"), edit_distance.info, len(LOG))
    LOG.clear()

    text = Text("the cat and the hat")
    print(text.count, text.count, vars(text).keys() - {"words"}, Text.count.__doc__)
    print([text.find(word) for word in ("cat", "the", "cat", "dog")], Text.find.info)
    print(LOG)

    @cached
    def total(numbers):
        return sum(numbers)

    print(total([1, 2]), total((1, 2)), total((1, 2)), total.info)
    try:
        LRU(0)
    except ValueError as error:
        print(error)


if __name__ == "__main__":
    main()
