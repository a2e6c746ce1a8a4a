"""`yield from` and `await`."""


def resumed(iterator, sent, error):
    """What *iterator* yields next, when it is sent something, or thrown an *error*."""
    if error is None:
        return next(iterator) if sent is None else iterator.send(sent)
    if isinstance(error, GeneratorExit):
        close = getattr(iterator, "close", None)
        if close is not None:
            close()
        raise error
    throw = getattr(iterator, "throw", None)
    if throw is None:
        raise error
    return throw(error)
