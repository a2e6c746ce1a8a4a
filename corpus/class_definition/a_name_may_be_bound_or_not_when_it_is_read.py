# Whether a name of the body is there can depend on what has run: then it is the namespace's, else the module's.

a = b = c = d = e = f = "global"


def make(yes):
    class C:
        given = yes
        if given:
            a = "bound"
        seen = [a]
        for b in "x" * given:
            seen.append(b)
        seen.append(b)
        try:
            c = "bound"
            if not given:
                raise ValueError
            del c
        except ValueError:
            seen.append(c)
        seen.append(c)
        while given:
            seen.append(d)
            d = "bound"
            given -= 1
        yes and (e := "bound")
        seen.append(e)
        e += "!"
        seen.append(e)
        f = "bound"
        if given == yes:
            del f
        seen.append(f)

    return C.seen


print(make(0), make(2))
