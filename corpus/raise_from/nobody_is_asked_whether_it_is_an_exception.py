# What is raised, and its cause, are exceptions or classes of them by their type, whatever they claim to be.

class Liar:
    @property
    def __class__(self):
        print("asked")
        return ValueError


for raised, cause in ((Liar(), None), (ValueError, Liar()), (ValueError(), Liar())):
    try:
        raise raised from cause
    except TypeError:
        print("TypeError")
