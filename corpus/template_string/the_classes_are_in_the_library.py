# The classes are those of string.templatelib.
# Needs: the library of Python 3.14
from string.templatelib import Interpolation, Template, convert

name = "world"
page = t"hello {name!r:>10}"
print(isinstance(page, Template), isinstance(page.interpolations[0], Interpolation), Interpolation.__match_args__)


def render(template):
    texts = []
    for part in template:
        if isinstance(part, Interpolation):
            part = format(convert(part.value, part.conversion), part.format_spec)
        texts.append(part)
    return "".join(texts)


print(render(t"hello {name!r:>10}{'!'}"), f"hello {name!r:>10}{'!'}")
print(Template("a", Interpolation(1, "one"), "b"))
