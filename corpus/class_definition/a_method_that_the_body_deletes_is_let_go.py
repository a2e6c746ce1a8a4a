# The body holds its functions by their names alone: one whose name is deleted there is gone.
# Plain: release

import weakref


class C:
    def helper(x):
        return x + 1

    value = helper(2)
    known = weakref.ref(helper)
    del helper
    print(known() is None)


print(C.value, hasattr(C, "helper"), C.known() is None)
