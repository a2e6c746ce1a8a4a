# Any expression may stand before the dot: numbers, texts, brackets, calls.
# Plain: frames, in the core

print(5 .bit_length(), 1.5.is_integer(), 1j.imag, "a".upper(), [1, 2].count(1), (1, 2).index(2))
print((5).real, 0x10.real, {}.get(1), b"x".hex(), f"{5}".zfill(3), (lambda: 0).__name__, None.__class__)
