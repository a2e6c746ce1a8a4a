# Changed in: Python 3.14
# An annotated target is evaluated once, after the value; its annotation comes last, whatever statements that needs.


class Box:
    items = {}


def said(word, value=None):
    print(word)
    return value


said("object", Box).x: (said("no") or said("annotation", int)) = said("value", 1)
said("object", Box).items[said("index", 2)]: (said("no") or said("annotation", int)) = said("value", 3)
(name): (said("no") or said("annotation", int)) = said("value", 4)
both: (said("yes", str) and said("annotation", int)) = said("no") or said("value", 5)
said("object", Box).bare: (said("no") or said("annotation", int))
print(Box.x, Box.items, name, both, hasattr(Box, "bare"), sorted(__annotations__))


class C:
    said("object", Box).y: (said("no") or said("annotation", int)) = said("value", 6)
    inside: (said("no") or said("annotation", int)) = said("value", 7)
    (bracketed): (said("no") or said("annotation", int)) = said("value", 8)


print(Box.y, C.inside, C.bracketed, sorted(C.__annotations__))


def function():
    said("object", Box).z: (said("no") or said("annotation", int)) = said("value", 9)
    return Box.z


print(function())
