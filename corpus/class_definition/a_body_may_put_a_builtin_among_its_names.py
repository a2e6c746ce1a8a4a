# A body reads each name from its namespace first, also one of a builtin that somebody has put there.


class Plain:
    locals()["globals"] = lambda: "of the class"
    locals()["len"] = lambda of: f"{of} in the class"
    print(globals(), len("abc"))
    names = sorted(name for name in locals() if not name.startswith("_"))

    def method(self):
        return callable(globals), len("abc")


print(Plain.names, Plain().method(), Plain.globals())


class Inner:
    class Inside:
        locals()["locals"] = dict(locals())
        print(sorted(name for name in locals if name in ("__module__", "locals")))

    print(type(locals()).__name__)
