# `locals()` in a body is its namespace: what is stored there is a name of the body, and an attribute.

class C:
    for name in "ab":
        locals()["get_" + name] = name
    vars().update(also=get_a + get_b)
    print(also, sorted(n for n in locals() if n[0] != "_"), [n for n in dir() if n[0] != "_"])
    exec("run = also * 2")
    print(run, eval("run + name"), eval("name", {"name": "given"}))

    def method(self):
        return sorted(locals())


print(C.get_a, C.also, C.run, C().method())
