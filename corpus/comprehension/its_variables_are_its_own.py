# The names that the clauses bind are not those outside, be they global, local or captured.

x = "global"
print([x for x in range(3)], x)


def f():
    x = "local"

    def captured():
        return x

    return {x for x in (1,)}, {x: x for x in "a"}, x, captured()


def g():
    global x
    x = "from g"
    return [x for x in (1, 2)], x


print(f(), g(), x)
