"""`raise x from y`."""


# Exactly: words, release, kinds
def raised_from(exception, cause):
    """What `raise exception from cause` raises: *exception*, or an instance of it, with its cause."""
    if isinstance(exception, type):
        exception = exception()
    if not isinstance(exception, BaseException):
        raise TypeError("exceptions must derive from BaseException")
    if isinstance(cause, type):
        cause = cause()
    if cause is not None and not isinstance(cause, BaseException):
        raise TypeError("exception causes must derive from BaseException")
    exception.__cause__ = cause
    return exception
