"""`raise x from y`: an exception with its cause."""


def raised_from(exception, cause):
    """What `raise exception from cause` raises, its cause set; classes are instantiated in that order.

    The cause is set past any `__setattr__` or property of the exception's class (a frozen dataclass has one).
    https://docs.python.org/3/reference/simple_stmts.html#the-raise-statement
    """
    try:
        if is_exception_class(exception):
            raised = instance_of(exception)
        elif issubclass(type(exception), BaseException):
            raised = exception
        else:
            raise TypeError("exceptions must derive from BaseException")
        if is_exception_class(cause):
            reason = instance_of(cause)
        elif cause is None or issubclass(type(cause), BaseException):
            reason = cause
        else:
            raise TypeError("exception causes must derive from BaseException")
        set_cause(raised, reason)
        return raised
    except BaseException:
        exception = None
        raised = None
        cause = None
        reason = None
        raise


def is_exception_class(object):
    """Whether *object* is a class, and an exception by its real bases."""
    return issubclass(type(object), type) and issubclass(object, BaseException)


def instance_of(kind):
    """What calling the exception class *kind* gives, if it is an exception."""
    try:
        made = kind()
        if issubclass(type(made), BaseException):
            return made
        raise TypeError(
            "calling %r should have returned an instance of BaseException, not %r" % (kind, type(made))
        )
    except BaseException:
        made = None
        raise


def set_cause(exception, cause):
    """Set `__cause__`, and so `__suppress_context__`, whatever *exception*'s class says about attributes."""
    BaseException.__dict__["__cause__"].__set__(exception, cause)


def raise_if(flag):
    """Raise the exception that is being handled again, if *flag* is set."""
    if flag:
        raise


def exception_field(name):
    """The descriptor of the attribute *name* of exceptions, past what their classes say about attributes."""
    return BaseException.__dict__[name]
