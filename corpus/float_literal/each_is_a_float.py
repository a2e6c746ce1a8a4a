# A literal is of the type float itself, even where that name means something else.

float = int = complex = None
print(type(1.5).__name__, type(1e0).__name__, 1.5.is_integer(), 2.0 == 2, 7.5 // 2, -1.5 ** 2, {1.0: "k"}[1])
