"""The prelude: what desugared programs call at run time, in ordinary readable Python.

Each helper is a function of a module here; mvpy desugars those that a program needs and puts them at its top.
So they keep to a small language: `def`, calls, attributes, subscripts, literals, `if`, `while`, `for`,
`try`, `raise`. They adapt to the host when they run: CPython 3.8 and later, PyPy, and where possible hosts
without code objects.

special.py      special methods as the interpreter looks them up, and the type names of its messages
context.py      the two methods of `with` and `async with`
unpacking.py    `a, b = x` and `a, *b = x`
namespaces.py   names of classes and modules: read, bind, delete
docstrings.py   docstrings: whether there are any, and their indentation
functions.py    names, qualified names and flags of functions
raising.py      `raise x from y`
exception_groups.py  `except*`
group_classes.py     exception groups, where the host has none
compiling.py    `exec` and `compile` under a `__future__` import
importing.py    `import a.b as c`, `from a import b`, `from a import *`
displays.py     `{**x}`, `[*x]`, `{*x}`
matching.py     the patterns of `match`
delegation.py   `yield from` and `await`
coroutines.py   coroutine functions, async generators, `async for`
"""
