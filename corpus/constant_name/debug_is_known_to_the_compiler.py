# __debug__ is a constant, not a name of the module: nothing that is called so changes it.

globals()["__debug__"] = "changed"
print(__debug__, "yes" if __debug__ else "no")
assert __debug__
if not __debug__:
    print("never")
