"""Fields of formatted strings."""


def converted_and_formatted(value, convert, specification):
    """*value*, converted and then formatted, when the specification is known.

    https://docs.python.org/3/reference/lexical_analysis.html#formatted-string-literals
    """
    try:
        value = convert(value)
        return format(value, specification)
    except BaseException:
        value = None
        raise
