# The value sees the names of the functions around, and of the module, as they are when it is evaluated.
# Needs: Python 3.12

first = "global"


def make():
    second = "local"
    type Both = (first, second)
    second = "local later"
    return Both


Both = make()
first = "global later"
print(Both.__value__)


def unbound():
    type Early = never
    if Early is None:
        never = 1
    return Early


try:
    unbound().__value__
except NameError as error:
    print(type(error).__name__)
