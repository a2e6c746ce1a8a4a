"""Type parameters and type aliases: what of them is evaluated late, and the names of a class that this sees."""

from functools import cached_property
from types import __dict__ as types_names
from typing import Generic, TypeVar, Union
from typing import __dict__ as typing_names


# Exactly: frames, kinds
def type_variable(name, *constraints, **parts):
    """A type variable of `typing`, which finds its variance if it can."""
    infers = {"infer_variance": True} if hasattr(TypeVar, "__infer_variance__") else {}
    return TypeVar(name, *constraints, **parts, **infers)


# Exactly: frames, kinds
def type_variable_tuple(name):
    """A tuple of type variables; a host whose `typing` has none gets a variable."""
    return typing_names.get("TypeVarTuple", TypeVar)(name)


# Exactly: frames, kinds
def parameter_specification(name):
    """A parameter specification; a host whose `typing` has none gets a variable."""
    infers = {"infer_variance": True} if hasattr(TypeVar, "__infer_variance__") else {}
    return typing_names.get("ParamSpec", TypeVar)(name, **infers)


# Exactly: frames, kinds
def unpacked(parameters):
    """The type *parameters*, those of them unpacked that can be."""
    return tuple(item for one in parameters for item in (one if hasattr(one, "__iter__") else (one,)))


# Exactly: frames, kinds
def generic_base(parameters):
    """`Generic[…]` with the type *parameters*."""
    return Generic[unpacked(parameters)]


class ParameterSpecification(list):
    """A parameter specification for a host whose `typing` has none: `Callable` takes a list, and `Generic` a variable."""

    __class__ = TypeVar
    __hash__ = object.__hash__
    __bound__, __constraints__, __covariant__, __contravariant__ = None, (), False, False

    def __init__(self, name):
        super().__init__([self])
        self.__name__ = name
        self.args, self.kwargs = TypeVar(f"{name}.args"), TypeVar(f"{name}.kwargs")

    def __eq__(self, other):
        return self is other

    def __repr__(self):
        return f"~{self.__name__}"

    # Python 3.6 asks.
    def _get_type_vars(self, variables):
        if self not in variables:
            variables.append(self)


class TypeVariableTuple:
    """A tuple of type variables for a host whose `typing` has none: unpacked it is one variable."""

    def __init__(self, name):
        self.__name__ = name
        self.variable = TypeVar(name)

    def __iter__(self):
        yield self.variable

    def __repr__(self):
        return self.__name__


class LateTypeParameter:
    """A type parameter, the object *real* of `typing`, with *parts* that functions give when they are asked for."""

    def __init__(self, real, **parts):
        self.real, self.parts = real, parts

    @property
    def __class__(self):
        return type(self.real)

    def __getattr__(self, name):
        if name not in self.parts:
            return getattr(self.real, name)
        setattr(self, name, self.parts[name]())
        return getattr(self, name)

    def __eq__(self, other):
        return other is self or other is self.real or NotImplemented

    def __hash__(self):
        return hash(self.real)

    def __repr__(self):
        return repr(self.real)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class TypeParameterWithDefault(LateTypeParameter):
    """A type parameter with a default, which stands for an argument that is left out."""

    def has_default(self):
        return True

    def __typing_prepare_subst__(self, alias, arguments):
        if len(arguments) == alias.__parameters__.index(self):
            arguments = (*arguments, self.__default__)
        prepare = getattr(self.real, "__typing_prepare_subst__", None)
        return prepare(alias, arguments) if prepare else arguments


class TypeVariableTupleWithDefault(TypeParameterWithDefault):
    """A tuple of type variables with a default; a host whose `typing` has none has it as it is."""

    def __iter__(self):
        yield typing_names["Unpack"][self] if "Unpack" in typing_names else self

    def __or__(self, other):
        return NotImplemented

    __ror__ = __or__


class TypeAlias:
    """A type alias whose value is evaluated when it is asked for, and kept."""

    __parameters__ = ()

    def __init__(self, name, evaluate, *parameters):
        self.__name__ = name
        self.__type_params__ = parameters
        self._evaluate = evaluate

    @cached_property
    def __value__(self):
        return self._evaluate()

    def __repr__(self):
        return self.__name__

    # Before Python 3.11 `typing` takes only what can be called for a type.
    if "TypeVarTuple" not in typing_names:

        def __call__(self):
            raise TypeError("a type alias is not callable")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class GenericTypeAlias(TypeAlias):
    """A type alias with type parameters, which takes arguments."""

    __iter__ = None  # though it has `__getitem__`

    @property
    def __parameters__(self):
        return unpacked(self.__type_params__)

    def __getitem__(self, arguments):
        make = types_names.get("GenericAlias") or typing_names.get("_GenericAlias")
        return make(self, arguments) if make else self  # Python 3.6 has neither


class ClassNames:
    """The names that a class has: while its body runs, and when it has been made."""

    def __init__(self, names):
        self.names = names

    def __set_name__(self, owner, name):
        self.names = vars(owner)
        type.__delattr__(owner, name)

    def __contains__(self, name):
        return name in self.names

    def __getitem__(self, name):
        return self.names[name]
