# Integers have any size, with or without a sign, in any base.

print(-9223372036854775808, -0xFFFF_FFFF_FFFF_FFFF_FF, -0b101, -0o17, -1_000, -0, -00)
print(-12345678901234567890123456789, -5.5, -1e5, -0x10, -(2 ** 70), -1j.imag)
