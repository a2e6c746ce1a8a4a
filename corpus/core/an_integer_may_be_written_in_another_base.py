# `0x`, `0o` and `0b` begin hexadecimal, octal and binary integers; letters may be small or large.

print(0x1F, 0o17, 0b101)
print(0XaB, 0O11, 0B11, 0xabcdef)
# prints: 31 15 5 171 9 3 11259375
