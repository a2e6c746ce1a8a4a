# A method that asks for its class inside the body finds none: there is no class yet.

class C:
    def f():
        return __class__

    try:
        f()
    except NameError:
        print("no class yet")
    later = f


print(C.later is C.f, C.f() is C)
