"""Displays of dictionaries, and stars in displays."""


# Exactly: release
def dict_of(*parts):
    """A dictionary of *parts*, which are a key and its value in turn."""
    each = iter(parts)
    return dict(zip(each, each))


# Exactly: words, release
def dict_merged(items, mapping):
    """The dictionary *items*, with what `**mapping` puts into it."""
    if issubclass(type(mapping), dict):
        items.update(mapping)  # it knows what the keys hash to
        return items
    keys = getattr(mapping, "keys", None)
    if keys is None:
        raise TypeError("argument after ** must be a mapping")
    for key in keys():
        items[key] = mapping[key]
    return items


# Exactly: words, release
def list_extended(items, iterable):
    """The list *items*, with those that `*iterable` puts at its end."""
    items.extend(iterable)
    return items
