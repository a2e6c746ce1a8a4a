# `nonlocal` names a variable of a function around; a program in which none has it is refused before anything of it runs.

print(1)


def outer():
    def inner():
        nonlocal missing
        missing = 2

    inner()


outer()
# refused
