# Inside a class a private global has the class's name in front, in the module too.

class C:
    def f(self):
        global __a, __b, __c, __d
        __a = 1
        for __b in "xy":
            pass

        def __c():
            return __a

        class __d:
            pass

        return __a, __b, __c(), __d.__name__


print(C().f(), sorted(n for n in globals() if n.startswith("_C")), _C__c.__name__)
