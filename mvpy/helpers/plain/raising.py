"""`raise x from y`."""


# Exactly: words, release, kinds
def raised_from(exception, cause):
    """What `raise exception from cause` raises: *exception*, or an instance of it, with its cause."""
    if issubclass(type(exception), type):
        exception = exception()
    if not issubclass(type(exception), BaseException):
        raise TypeError("exceptions must derive from BaseException")
    if issubclass(type(cause), type):
        cause = cause()
    if cause is not None and not issubclass(type(cause), BaseException):
        raise TypeError("exception causes must derive from BaseException")
    BaseException.__setattr__(exception, "__cause__", cause)
    return exception
