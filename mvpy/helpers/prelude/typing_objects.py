"""Type parameters and type aliases: real ones where the host has them and nothing has to wait, else stand-ins."""

from sys import version_info

from mvpy.helpers.prelude.functions import around, class_cell, named, renamed


def type_scope(function, name, prefix=None):
    """*function*, the scope of the type parameters of *name*; what it defines is qualified as if it were not there.

    *prefix* is how qualified names begin there, if that does not follow from where the function stands.
    """
    if prefix is None:
        prefix = around(function)
    label = "<generic parameters of " + name + ">"
    return renamed(function, label, prefix + label, prefix)


def generic(function, parameters):
    """*function*, with the type *parameters*.

    https://docs.python.org/3/reference/datamodel.html#function.__type_params__
    """
    function.__type_params__ = parameters
    return function


def generic_base(parameters):
    """`Generic[…]` with the type *parameters*, which nobody checks.

    https://docs.python.org/3/reference/compound_stmts.html#generic-classes
    """
    typing = typing_module()
    return typing._GenericAlias(typing.Generic, unpacked(parameters))


def typing_module():
    """The module `typing`."""
    return __import__("typing")


def unpacked(parameters):
    """The tuple of the type *parameters*, a TypeVarTuple unpacked."""
    items = []
    for parameter in parameters:
        if type(parameter).__name__ == "TypeVarTuple":
            items.extend(parameter)
        else:
            items.append(parameter)
    return tuple(items)


# The names of a class -------------------------------------------------------------------


def class_names(namespace):
    """A cell with the *namespace* of a class."""

    def read():
        return namespace

    cell = class_cell(read)
    if cell is None:
        cell = type("cell", (), {})()
        cell.cell_contents = namespace
    return cell


def class_dict_cell(cell):
    """What a class keeps as `__classdictcell__`, so that *cell* has its own names when it has been made.

    Up to Python 3.11 `type` does not know it; there the class tells an object when it is made.
    """

    def fill(self, owner, name):
        cell.cell_contents = vars(owner)
        type.__delattr__(owner, name)

    if version_info >= (3, 12) and type(cell).__module__ == "builtins":
        return cell
    return type("cell", (), {"__set_name__": fill})()


def class_dict(cell):
    """The mapping by which an annotation scope finds the names of the class whose namespace is in *cell*."""

    def find(self, name):
        return cell.cell_contents[name]

    return type("__classdict__", (), {"__getitem__": find})()


def is_name_of(namespace, name):
    """Whether *namespace* has *name*."""
    try:
        namespace[name]
    except KeyError:
        return False
    return True


# Type parameters ------------------------------------------------------------------------


def type_variable(name, bound=None, constraints=None, default=None, steady=0, generic=None):
    """The type variable *name*; *bound*, *constraints* and *default* evaluate these.

    *steady* says that it does not matter when; *generic* is what it is a parameter of, if functions in them want to know.
    https://docs.python.org/3/library/typing.html#typing.TypeVar
    """
    waiting = labelled({"bound": bound, "constraints": constraints, "default": default}, name, generic)
    real = real_parameter("TypeVar", name, waiting, steady)
    if real is None:
        return type_variable_class()(name, waiting)
    return real


def type_variable_tuple(name, default=None, steady=0, generic=None):
    """The type variable tuple *name*; *default* evaluates its default.

    https://docs.python.org/3/library/typing.html#typing.TypeVarTuple
    """
    waiting = labelled({"default": default}, name, generic)
    real = real_parameter("TypeVarTuple", name, waiting, steady)
    if real is None:
        return type_variable_tuple_class()(name, waiting)
    return real


def parameter_specification(name, default=None, steady=0, generic=None):
    """The parameter specification *name*; *default* evaluates its default.

    https://docs.python.org/3/library/typing.html#typing.ParamSpec
    """
    waiting = labelled({"default": default}, name, generic)
    real = real_parameter("ParamSpec", name, waiting, steady)
    if real is None:
        return parameter_specification_class()(name, waiting)
    return real


def labelled(waiting, name, generic):
    """The functions *waiting*, now named after the type parameter *name*; those in them after the scope of *generic*."""
    for evaluate in waiting.values():
        if evaluate is not None:
            if generic is None:
                named(evaluate, name)
            else:
                outer = around(evaluate)
                renamed(evaluate, name, outer + name, outer + "<generic parameters of " + generic + ">.")
    return waiting


def real_parameter(kind, name, waiting, steady):
    """The type parameter *name* of *kind*, as the module `typing` makes it, or None where that cannot do it all.

    It takes what is *waiting* only evaluated, so that nothing may be that is not *steady*.
    """
    if version_info < (3, 12):
        return None
    keywords = {}
    if kind != "TypeVarTuple" or version_info >= (3, 15):
        keywords["infer_variance"] = True
    positional = ()
    try:
        for part in waiting:
            evaluate = waiting[part]
            if evaluate is not None:
                if not steady:
                    return None
                if part == "constraints":
                    positional = evaluate()
                else:
                    keywords[part] = evaluate()
        made = getattr(typing_module(), kind)(name, *positional, **keywords)
        if positional != getattr(made, "__constraints__", ()):
            return None
        for part in ("bound", "default"):
            if part in keywords and getattr(made, "__" + part + "__") is not keywords[part]:
                return None
        delattr(made, "__module__")  # those that the syntax makes have none of their own
    except Exception:
        return None
    return made


def known_part(self, part, otherwise):
    """The *part* of the type parameter *self*, evaluated once; *otherwise* if it has none.

    What fails is evaluated again when it is asked for again.
    """
    evaluate = self._waiting[part]
    if part not in self._known:
        if evaluate is None:
            return otherwise
        self._known[part] = evaluate()
    return self._known[part]


def no_default(kept=[]):
    """`typing.NoDefault`, or what stands for it.

    https://docs.python.org/3/library/typing.html#typing.NoDefault
    """

    def show(self):
        return "typing.NoDefault"

    if not kept:
        typing = typing_module()
        if hasattr(typing, "NoDefault"):
            kept.append(typing.NoDefault)
        else:
            kept.append(type("NoDefaultType", (), {"__repr__": show, "__module__": "typing"})())
    return kept[0]


def parameter_class(kind, members):
    """A class of type parameters that evaluate late, which looks like the class *kind* of `typing`.

    Up to Python 3.11 it is a subclass: of another kind of type parameter, where the host does not know this one,
    so that `Generic` takes it.  Later those classes have no subclasses, and only `isinstance` is told so.
    """
    typing = typing_module()
    late = version_info >= (3, 12)

    def set_up(self, name, waiting):
        if not late:
            base.__init__(self, name)
            self.__module__ = "typing"
        if version_info < (3, 11) and waiting["default"] is not None:
            fill_in_defaults(typing)
        self.__name__ = name
        self._waiting = waiting
        self._known = {}

    def show(self):
        return self.__name__

    def default(self):
        return known_part(self, "default", no_default())

    def has_default(self):
        return self._waiting["default"] is not None

    def refuse_bases(self, bases):
        raise TypeError("Cannot subclass an instance of " + kind)

    def real_class(self):
        return getattr(typing, kind)

    def ignore(self, value):
        pass

    def prepare(self, alias, arguments):
        return prepared_arguments(self, alias, arguments)

    namespace = {"__init__": set_up, "__repr__": show, "__reduce__": show, "__module__": "typing"}
    namespace["__mro_entries__"] = refuse_bases
    namespace["__default__"] = property(default, ignore)
    namespace["has_default"] = has_default
    if version_info >= (3, 14):
        namespace["evaluate_default"] = property(evaluator_of("default"))
    if version_info >= (3, 11):
        namespace["__typing_prepare_subst__"] = prepare
    if late:
        base = object
        namespace["__class__"] = property(real_class)
    else:
        base = getattr(typing, kind, typing.TypeVar)
    namespace.update(members)
    if late:
        return type(kind, (base,), namespace)
    return type(kind, (base,), namespace, _root=True)


def evaluator_of(part):
    """The getter of what evaluates the *part* of a type parameter: a function, or None.

    https://docs.python.org/3/library/typing.html#typing.TypeVar.evaluate_bound
    """

    def get(self):
        return self._waiting[part]

    return get


def prepared_arguments(self, alias, arguments):
    """The *arguments* for *alias*, with the default of its type parameter *self*, if that is the next one.

    https://peps.python.org/pep-0696/
    """
    index = alias.__parameters__.index(self)
    if index < len(arguments):
        return arguments
    if index == len(arguments) and has_default_now(self):
        return tuple(arguments) + (self.__default__,)
    needed = 0
    for parameter in alias.__parameters__:
        if not has_default_now(parameter):
            needed = needed + 1
    raise TypeError(
        "Too few arguments for %s; actual %d, expected at least %d" % (alias, len(arguments), needed)
    )


def has_default_now(parameter):
    """Whether the type *parameter* has a default."""
    asked = getattr(parameter, "has_default", None)
    return asked is not None and asked()


def fill_in_defaults(typing):
    """Let `Generic`, and what it gives, take the defaults of type parameters; from Python 3.11 on they ask these.

    Each of both has a function that counts its arguments before anybody could complete them.
    """

    def completing(original):
        def subscripted(alias, arguments):
            return original(alias, with_defaults(alias, arguments))

        subscripted.completes = True
        return subscripted

    if not hasattr(typing.Generic.__class_getitem__, "completes"):
        counted = typing.Generic.__class_getitem__.__func__
        typing.Generic.__class_getitem__ = classmethod(completing(counted))
        typing._GenericAlias.__getitem__ = completing(typing._GenericAlias.__getitem__)


def with_defaults(alias, arguments):
    """The *arguments* for *alias*, with the defaults of those of its type parameters that get none."""
    items = arguments
    if not isinstance(items, tuple):
        items = (items,)
    given = len(items)
    defaults = []
    for parameter in getattr(alias, "__parameters__", ()):
        if given > 0:
            given = given - 1
        elif has_default_now(parameter):
            defaults.append(parameter.__default__)
        else:
            return arguments
    if not defaults:
        return arguments
    return items + tuple(defaults)


def type_variable_class(kept=[]):
    """The class of type variables that evaluate late."""

    def bound(self):
        return known_part(self, "bound", None)

    def constraints(self):
        return known_part(self, "constraints", ())

    def ignore(self, value):
        pass

    def substituted(self, argument):
        return typing_module()._typevar_subst(self, argument)

    if not kept:
        members = {"__bound__": property(bound, ignore), "__constraints__": property(constraints, ignore)}
        members["__infer_variance__"] = True
        members["__or__"] = united
        members["__ror__"] = united_from_right
        if version_info >= (3, 12):
            members["__covariant__"] = False
            members["__contravariant__"] = False
            members["__typing_subst__"] = substituted
        if version_info >= (3, 14):
            members["evaluate_bound"] = property(evaluator_of("bound"))
            members["evaluate_constraints"] = property(evaluator_of("constraints"))
        kept.append(parameter_class("TypeVar", members))
    return kept[0]


def united(left, right):
    """`left | right` where the left operand is a type variable."""
    return typing_module().Union[(left, right)]


def united_from_right(right, left):
    """`left | right` where the right operand is a type variable."""
    return typing_module().Union[(left, right)]


def type_variable_tuple_class(kept=[]):
    """The class of type variable tuples that evaluate late."""

    def iterate(self):
        yield unpacked_item(self)

    def refuse(self, argument):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def prepare(self, alias, arguments):
        arguments = with_default_items(self, alias, arguments)
        if version_info < (3, 12):
            return typing_module().TypeVarTuple.__typing_prepare_subst__(self, alias, arguments)
        return typing_module()._typevartuple_prepare_subst(self, alias, arguments)

    if not kept:
        members = {"__iter__": iterate}
        if version_info >= (3, 11):
            members["__typing_prepare_subst__"] = prepare
        if version_info >= (3, 15):
            members["__bound__"] = None
            members["__covariant__"] = False
            members["__contravariant__"] = False
            members["__infer_variance__"] = True
        if version_info >= (3, 12):
            members["__typing_subst__"] = refuse
        kept.append(parameter_class("TypeVarTuple", members))
    return kept[0]


def with_default_items(self, alias, arguments):
    """The *arguments* for *alias*, with what the default of its type variable tuple *self* holds, if it gets none."""
    if alias.__parameters__.index(self) != len(arguments) or not self.has_default():
        return arguments
    default = self.__default__
    items = getattr(default, "__typing_unpacked_tuple_args__", None)
    if items is None or items and items[-1] is ...:
        items = (default,)
    return tuple(arguments) + tuple(items)


def unpacked_item(variables, kept=[]):
    """`Unpack[variables]`: the one item of a TypeVarTuple.

    https://docs.python.org/3/library/typing.html#typing.Unpack
    """
    typing = typing_module()

    def set_up(self, name, waiting):
        typing.TypeVar.__init__(self, name)
        self.variables = waiting

    def show(self):
        return "typing.Unpack[" + self.__name__ + "]"

    def equal(self, other):
        return type(other) is type(self) and other.variables is self.variables

    def number(self):
        return hash(self.variables)

    if hasattr(typing, "Unpack"):
        return typing.Unpack[variables]
    if not kept:
        members = {"__init__": set_up, "__repr__": show, "__eq__": equal, "__hash__": number}
        kept.append(type("Unpack", (typing.TypeVar,), members, _root=True))
    return kept[0](variables.__name__, variables)


def parameter_specification_class(kept=[]):
    """The class of parameter specifications that evaluate late."""

    def substituted(self, argument):
        return typing_module()._paramspec_subst(self, argument)

    def prepare(self, alias, arguments):
        arguments = prepared_arguments(self, alias, arguments)
        if version_info < (3, 12):
            return typing_module().ParamSpec.__typing_prepare_subst__(self, alias, arguments)
        return typing_module()._paramspec_prepare_subst(self, alias, arguments)

    def arguments(self):
        return typing_module().ParamSpecArgs(self)

    def keywords(self):
        return typing_module().ParamSpecKwargs(self)

    def shown_arguments(self):
        return part_of_specification(self, "args")

    def shown_keywords(self):
        return part_of_specification(self, "kwargs")

    if not kept:
        members = {"__infer_variance__": True}
        if version_info >= (3, 11):
            members["__typing_prepare_subst__"] = prepare
        if version_info >= (3, 12):
            members["__bound__"] = None
            members["__covariant__"] = False
            members["__contravariant__"] = False
            members["__typing_subst__"] = substituted
            members["__or__"] = united
            members["__ror__"] = united_from_right
        if version_info >= (3, 10):
            members["args"] = property(arguments)
            members["kwargs"] = property(keywords)
        else:
            members["args"] = property(shown_arguments)
            members["kwargs"] = property(shown_keywords)
        kept.append(parameter_class("ParamSpec", members))
    return kept[0]


def part_of_specification(specification, part):
    """`P.args` or `P.kwargs` of a parameter *specification*, on a host that has neither."""

    def show(self):
        return specification.__name__ + "." + part

    members = {"__repr__": show, "__origin__": specification, "__module__": "typing"}
    return type("ParamSpec" + part.capitalize(), (), members)()


# Type aliases ---------------------------------------------------------------------------


def type_alias(name, evaluate, parameters, steady=0):
    """The type alias *name* with the type *parameters*, whose value the function *evaluate* gives.

    *steady* says that it does not matter when.
    https://docs.python.org/3/library/typing.html#typing.TypeAliasType
    """
    if version_info >= (3, 14):
        outer = around(evaluate)
        inside = outer
        if parameters:
            inside = outer + "<generic parameters of " + name + ">."
        renamed(evaluate, name, outer + name, inside)
    else:
        named(evaluate, name)
    if steady and version_info >= (3, 12):
        try:
            value = evaluate()
            keywords = {"type_params": parameters} if parameters else {}  # of none it took arguments
            if version_info >= (3, 15):
                keywords["qualname"] = evaluate.__qualname__
            made = typing_module().TypeAliasType(name, value, **keywords)
            if made.__value__ is value and made.__module__ == evaluate.__module__:
                return made
        except Exception:
            pass
    return type_alias_class()(name, evaluate, parameters)


def type_alias_class(kept=[]):
    """The class of type aliases that evaluate late, which looks like `typing.TypeAliasType`."""
    typing = typing_module()
    words = "'typing.TypeAliasType' object "

    def set_up(self, name, evaluate, parameters):
        keep = object.__setattr__
        keep(self, "_name", name)
        keep(self, "_evaluate", evaluate)
        keep(self, "_parameters", parameters)
        keep(self, "_known", [])
        keep(self, "_module", evaluate.__module__)

    def value(self):
        if not self._known:
            self._known.append(self._evaluate())
        return self._known[0]

    def name(self):
        return self._name

    def parameters(self):
        return self._parameters

    def free_parameters(self):
        return unpacked(self._parameters)

    def module(self):
        return self._module

    def evaluator(self):
        return self._evaluate

    def iterate(self):
        yield typing.Unpack[self]

    def show(self):
        if version_info >= (3, 15):
            return self._evaluate.__qualname__
        return self._name

    def subscribed(self, arguments):
        if not self._parameters:
            raise TypeError("Only generic type aliases are subscriptable")
        return subscribed_alias(self, arguments)

    def refuse_to_keep(self, name, *value):
        if version_info >= (3, 15):
            if name == "__module__":
                for module in value or (self._evaluate.__module__,):
                    object.__setattr__(self, "_module", module)
                return
            if name == "__doc__":
                raise AttributeError("'typing.TypeAliasType' object attribute '__doc__' is read-only")
            if name == "__qualname__":
                raise AttributeError("readonly attribute")
        if name in ("__name__",):
            raise AttributeError("readonly attribute")
        if name in ("__value__", "__type_params__", "__parameters__", "__module__"):
            raise AttributeError("attribute %r of 'typing.TypeAliasType' objects is not writable" % name)
        error = words + "has no attribute %r" % name
        if version_info >= (3, 13):
            error = error + " and no __dict__ for setting new attributes"
        raise AttributeError(error)

    def attribute(self, name):
        if name == "__value__":
            return value(self)  # an AttributeError is one of the expression
        try:
            return object.__getattribute__(self, name)
        except AttributeError:
            pass
        if name == "__qualname__" and version_info >= (3, 15):
            return (
                self._evaluate.__qualname__
            )  # a class that is made by `type` takes no property of this name
        raise lacking(self, name)

    def lacking(self, name):
        error = AttributeError(words + "has no attribute %r" % name)
        if version_info >= (3, 10):
            error.name = name
            error.obj = self
        return error

    def refuse_call(self, *arguments, **keywords):
        raise TypeError(words + "is not callable")

    def real_class(self):
        return getattr(typing, "TypeAliasType", type(self))

    if not kept:
        namespace = {"__init__": set_up, "__value__": property(value), "__name__": property(name)}
        namespace["__type_params__"] = property(parameters)
        namespace["__parameters__"] = property(free_parameters)
        namespace["__module__"] = property(module)
        namespace["__class__"] = property(real_class)
        namespace["__repr__"] = show
        namespace["__reduce__"] = show
        namespace["__getitem__"] = subscribed
        namespace["__getattribute__"] = attribute
        namespace["__setattr__"] = refuse_to_keep
        namespace["__delattr__"] = refuse_to_keep
        namespace["__or__"] = united_alias
        namespace["__ror__"] = united_alias_from_right
        if version_info < (3, 11):
            namespace["__call__"] = refuse_call
        if version_info >= (3, 14):
            namespace["evaluate_value"] = property(evaluator)
            namespace["__iter__"] = iterate
        if version_info >= (3, 15):
            namespace["__slots__"] = ("_name", "_evaluate", "_parameters", "_known", "_module")
        kept.append(type("TypeAliasType", (), namespace))
    return kept[0]


def subscribed_alias(alias, arguments):
    """`alias[arguments]`."""
    kind = getattr(__import__("types"), "GenericAlias", None)
    if kind is not None:
        return kind(alias, arguments)
    if not isinstance(arguments, tuple):
        arguments = (arguments,)
    return subscribed_class()(alias, arguments)


def subscribed_class(kept=[]):
    """The class of aliases with arguments up to Python 3.8: they have all the attributes of the alias, too."""

    def forward(self, name):
        if name == "__origin__":
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    if not kept:
        kept.append(
            type("GenericAlias", (typing_module()._GenericAlias,), {"__getattr__": forward}, _root=True)
        )
    return kept[0]


def united_alias(left, right):
    """`left | right` where the left operand is a type alias."""
    return union_with_alias((left, right))


def united_alias_from_right(right, left):
    """`left | right` where the right operand is a type alias."""
    return union_with_alias((left, right))


def union_with_alias(operands):
    """The union of two types, of which one is a stand-in for a type alias.

    From Python 3.14 on `typing.Union` makes it.  Before, `types.UnionType` does not take such an object, and a class
    that looks like it has to do.
    """
    items = []
    for operand in operands:
        if type(operand).__name__ in ("UnionType", "Union"):
            items.extend(operand.__args__)
        elif operand is None or can_unite(operand):
            items.append(operand)
        elif version_info < (3, 10) and type(operand).__module__ == "typing":  # it does not know `|` itself
            return typing_module().Union[operands]
        else:
            return NotImplemented
    if version_info >= (3, 14):
        return typing_module().Union[operands]
    seen = []
    for item in items:
        if item is None:
            item = type(None)
        if item not in seen:
            seen.append(item)
    if len(seen) == 1:
        return seen[0]
    return union_class()(tuple(seen))


def can_unite(operand):
    """Whether *operand* may stand beside `|` in a union of types: it is a type, or an alias of some kind."""
    if isinstance(operand, type) or type(operand).__name__ == "TypeAliasType":
        return True
    kind = getattr(__import__("types"), "GenericAlias", None) or subscribed_class()
    return isinstance(operand, kind)


def union_class(kept=[]):
    """The class of unions with a stand-in for a type alias, which looks like `types.UnionType`."""
    types = __import__("types")

    def set_up(self, arguments):
        self.__args__ = arguments

    def show(self):
        texts = []
        for item in self.__args__:
            texts.append(shown_type(item))
        return " | ".join(texts)

    def equal(self, other):
        arguments = getattr(other, "__args__", None)
        if type(other).__name__ != "UnionType":
            return NotImplemented
        return set(self.__args__) == set(arguments)

    def number(self):
        return hash(frozenset(self.__args__))

    def parameters(self):
        found = []
        for item in self.__args__:
            if hasattr(item, "__typing_subst__"):
                more = (item,)
            else:
                more = getattr(item, "__parameters__", ())
            for one in more:
                if one not in found:
                    found.append(one)
        return tuple(found)

    def real_class(self):
        return getattr(types, "UnionType", type(self))

    if not kept:
        namespace = {
            "__init__": set_up,
            "__repr__": show,
            "__eq__": equal,
            "__hash__": number,
            "__module__": "types",
        }
        namespace["__parameters__"] = property(parameters)
        namespace["__class__"] = property(real_class)
        namespace["__or__"] = united_alias
        namespace["__ror__"] = united_alias_from_right
        kept.append(type("UnionType", (), namespace))
    return kept[0]


def shown_type(item):
    """*item* as the repr of a union shows it."""
    if item is type(None):
        return "None"
    if not isinstance(item, type) or hasattr(item, "__origin__"):
        return repr(item)
    if item.__module__ == "builtins":
        return item.__qualname__
    return item.__module__ + "." + item.__qualname__
