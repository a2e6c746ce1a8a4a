# A number with j is a complex one with the real part 0, written as integer or float.

print(1j, 1J, 0j, 1.5j, .5j, 1e3j, 1_0j, 010j, (5j).real, (5j).imag, 1e400j, 0.1j.imag.hex())
