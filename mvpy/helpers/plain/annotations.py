"""Annotations that are evaluated when somebody asks for them."""

from sys import version_info


# Exactly: frames
def deferred(annotate):
    """A decorator that gives a function its *annotate*, which evaluates the annotations."""

    def annotated(function):
        annotate.__name__ = "__annotate__"
        if version_info >= (3, 14):
            function.__annotate__ = annotate
        else:
            function.__annotations__ = annotations_class()(annotate)
        return function

    return annotated


# Exactly: frames
def defer_annotations_of_class(namespace, annotate):
    """Note in the *namespace* of a class that *annotate* evaluates the annotations."""
    annotate.__name__ = "__annotate__"
    if version_info >= (3, 14):
        namespace["__annotate_func__"] = annotate
    else:
        namespace["__annotations__"] = annotations_class()(annotate)


# Exactly: frames
def defer_annotations_of_module(namespace, annotate):
    """Note in the *namespace* of a module that *annotate* evaluates the annotations of the statements that are run."""
    annotate.__name__ = "__annotate__"
    namespace["__annotate__"] = annotate
    namespace["__conditional_annotations__"] = set()
    if version_info < (3, 14):
        namespace["__annotations__"] = annotations_class()(annotate)


# Exactly: frames
def annotations_class(kept=[]):
    """The class of dictionaries that fill themselves when they are first used: for hosts before Python 3.14."""

    class Annotations(dict):
        def __init__(self, annotate):
            self.annotate = annotate

        def __reduce_ex__(self, protocol):
            return dict, (dict(self),)

    def filling(method):
        def call(self, *arguments, **keywords):
            annotate = self.annotate
            values = {} if annotate is None else annotate(1)
            if self.annotate is annotate:
                self.annotate = None
                dict.update(self, values)
            return method(self, *arguments, **keywords)

        return call

    if not kept:
        ours = {"__eq__", "__ne__", "__repr__"}
        for name in ours | {*dir(dict)} - {*dir(object), "fromkeys", "__class_getitem__"}:
            setattr(Annotations, name, filling(getattr(dict, name)))
        kept.append(Annotations)
    return kept[0]


def only_item(types):
    """The only item of *types*; themselves, if this Python cannot unpack them."""
    if not hasattr(type(types), "__iter__"):
        return types
    [item] = types
    return item
