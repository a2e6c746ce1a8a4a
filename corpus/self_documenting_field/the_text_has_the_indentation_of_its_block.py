def shown(count):
    if count:
        return f"""{
            count
        = }|{count
=}"""


print(shown(3))
