# The types in a tuple are those that it really holds, whatever its class says when it is iterated.
# Needs: Python 3.11

class Types(tuple):
    def __iter__(self):
        print("iterated")
        return iter((OSError,))

    def __len__(self):
        return 0

    def __getitem__(self, index):
        return OSError


for types in Types((ValueError, KeyError)), Types((ExceptionGroup,)):
    try:
        try:
            raise ValueError("v")
        except* types as errors:
            print(repr(errors))
    except TypeError as error:
        print(error)
