# Among the annotations those of positional-only parameters stand behind those of others; from Python 3.15 on before them.
# Changed in: Python 3.15

def greet(name: str, /, greeting: str = "hello", *names: int, punctuation: bool = True) -> None:
    pass


print(list(greet.__annotations__))
