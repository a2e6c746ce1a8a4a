# Differs: in the core the name of a handler is forgotten inside it, so an error of that has a context.

class Mapping(dict):
    def __delitem__(self, key):
        raise KeyError(key)


class Meta(type):
    def __prepare__(name, bases):
        return Mapping()


try:

    class Inner(metaclass=Meta):
        try:
            raise ValueError
        except ValueError as error:
            pass

except NameError as error:
    print(repr(error.__context__))
