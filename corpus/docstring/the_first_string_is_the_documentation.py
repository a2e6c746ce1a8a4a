# A plain string as first statement is the docstring of the module, class or function.

"late, after a comment only"


def f():
    # a comment is no statement
    'text'
    return 1


class C:
    "class text"

    def method(self): r"""raw \n"""

    async def later(self): u"unicode"

    def generator(self):
        "yields"
        yield


print(repr(__doc__), f.__doc__, C.__doc__, C.method.__doc__, C.later.__doc__, C.generator.__doc__)
