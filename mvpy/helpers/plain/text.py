"""Texts, bytes and tuples, where there are no literals and displays."""


def text(*codes):
    """The characters with these *codes*."""
    return getattr(str, min(dict(join=0)))(str(), map(chr, codes))


def long_text(length, number):
    """The *length* characters whose codes, all below 128, are the bytes of *number*."""
    octets = getattr(number, min(dict(to_bytes=0)))(length, min(dict(big=0)))
    return getattr(octets, min(dict(decode=0)))()


def together(*texts):
    """One text of all *texts*."""
    return getattr(str, min(dict(join=0)))(str(), texts)


def octets(*numbers):
    """The bytes with these *numbers*."""
    return bytes(numbers)


def octets_together(*parts):
    """One bytes of all *parts*."""
    return getattr(bytes, min(dict(join=0)))(bytes(), parts)


def tuple_of(*items):
    """A tuple of *items*."""
    return items


def nothing():
    """None: what a function returns that does not say what."""
    pass
