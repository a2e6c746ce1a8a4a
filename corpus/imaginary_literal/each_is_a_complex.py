# A literal is of the type complex itself, even where that name means something else.

complex = float = None
print(type(1j).__name__, type(-1j).__name__, 1j.imag, {1j: "key"}[1j], 2j in [2j], not 0j)
