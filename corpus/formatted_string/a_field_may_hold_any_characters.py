# From Python 3.12 on a field may have the quotes of the string in it, backslashes, line ends and comments.
# Needs: Python 3.12

names = {"first": "Ann", "last": "Lee"}
print(f"{names["first"]} {names['last']}")
print(f"{"\n".join(names.values())}")
print(f'{f'{f'{1 + 1}'}'}')
print(f"{
    len(names)  # how many
    :>{
        4
    }}")
print(f"{'\N{BULLET}'}{"#"}{'{' + "}"}")
