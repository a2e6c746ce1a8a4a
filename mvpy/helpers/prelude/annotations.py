"""Annotations that are evaluated when somebody asks for them."""

from operator import setitem
from sys import version_info

from mvpy.helpers.prelude.functions import around, named, renamed


def deferred(annotate, generic=None):
    """A decorator that gives a function its annotations, which *annotate* evaluates.

    *generic* is the name of the function if it has type parameters.
    https://docs.python.org/3/reference/datamodel.html#function.__annotate__
    """

    def annotated(function):
        outer = around(annotate)
        qualname = outer + "__annotate__"
        inside = outer
        if version_info >= (3, 15):
            qualname = outer + function.__name__ + ".__annotate__"
        if generic is not None and version_info >= (3, 14):
            inside = outer + "<generic parameters of " + generic + ">."
        renamed(annotate, "__annotate__", qualname, inside)
        if version_info >= (3, 14):
            function.__annotate__ = annotate
        else:
            function.__annotations__ = annotations_class()(annotate)
        return function

    return annotated


def defer_annotations_of_class(namespace, annotate):
    """Note in *namespace*, a class's, that *annotate* evaluates the annotations.

    https://docs.python.org/3/reference/datamodel.html#type.__annotate__
    """
    annotating(annotate)
    if version_info >= (3, 14):
        setitem(namespace, "__annotate_func__", annotate)
    else:
        setitem(namespace, "__annotations__", annotations_class()(annotate))


def defer_annotations_of_module(namespace, annotate):
    """Note in *namespace*, a module's, that *annotate* evaluates the annotations of the statements that are run.

    https://docs.python.org/3/reference/datamodel.html#module.__annotate__
    """
    annotating(annotate)
    setitem(namespace, "__annotate__", annotate)
    setitem(namespace, "__conditional_annotations__", set())
    if version_info < (3, 14):
        setitem(namespace, "__annotations__", annotations_class()(annotate))


def annotating(annotate):
    """*annotate*, with the names that CPython gives to such a function; functions in it do not name it."""
    outer = around(annotate)
    return renamed(annotate, "__annotate__", outer + "__annotate__", outer)


def set_class_dict(namespace, cell):
    """Have *cell* filled with the dictionary of the class that *namespace* becomes, where the host does that.

    https://docs.python.org/3/reference/executionmodel.html#annotation-scopes
    """
    if version_info >= (3, 12):
        setitem(namespace, "__classdictcell__", cell)


def annotations_class(kept=[]):
    """The class of dictionaries that fill themselves when they are first used."""

    def set_up(self, annotate):
        self.annotate = annotate

    def filled(self):
        annotate = self.annotate
        if annotate is not None:
            values = annotate(1)
            if self.annotate is annotate:
                self.annotate = None
                dict.update(self, values)
        return self

    def reduce(self, protocol=2):
        return dict, (dict(self),)

    def filling(name):
        method = getattr(dict, name)

        def call(*arguments, **keywords):
            filled(next(iter(arguments)))
            return method(*arguments, **keywords)

        named(call, name)
        return call

    if not kept:
        methods = {"__init__": set_up, "__slots__": ("annotate",), "__reduce_ex__": reduce}
        for name in vars(dict):
            if name not in (
                "__new__",
                "__init__",
                "__doc__",
                "__getattribute__",
                "fromkeys",
                "__class_getitem__",
            ):
                setitem(methods, name, filling(name))
        methods["__hash__"] = None
        kept.append(type("annotations", (dict,), methods))
    for kind in kept:
        return kind
