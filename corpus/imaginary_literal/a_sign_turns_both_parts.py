# A minus negates the real part, too: it becomes the negative zero.

import math

print(-1j, -(0 + 1j), math.copysign(1, (-1j).real), math.copysign(1, (1j).real))
print(-0j, math.copysign(1, (-0j).imag))
