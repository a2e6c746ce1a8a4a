# Plain pieces together are a docstring; a formatted piece among them makes it none.

def plain():
    "one " "two " r"\three"


def formatted():
    "one " f"two"


class Parts:
    ("in " "brackets")


print(plain.__doc__, formatted.__doc__, Parts.__doc__)
