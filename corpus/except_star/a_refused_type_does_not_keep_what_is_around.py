# An error of `except*` itself is gone after its handler, and with it the frames that it has passed and their variables.
# Plain: release
import gc

gc.disable()


class Item:
    def __del__(self):
        print("let go")


class Group(ExceptionGroup):
    def split(self, types):
        raise LookupError


def no_class():
    local = Item()
    try:
        raise ValueError
    except* 1:
        print("never", local)


def a_group():
    local = Item()
    try:
        raise ValueError
    except* ExceptionGroup:
        print("never", local)


def a_group_that_refuses():
    local = Item()
    try:
        raise Group("group", [ValueError()])
    except* ValueError:
        print("never", local)


for failing in no_class, a_group, a_group_that_refuses:
    try:
        failing()
    except (LookupError, TypeError) as error:
        print(type(error).__name__)
    print("after")
