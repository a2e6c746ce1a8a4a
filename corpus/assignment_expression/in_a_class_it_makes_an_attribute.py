# In a class body it binds a name of the class; in a lambda one of the lambda.

class C:
    a = (b := 1) + b
    if (c := a):
        d = lambda: [e := 5, e]

    def f(self, x=(g := 7)):
        return x


print([name for name in vars(C) if name[0] != "_"], C.d(), C().f())
