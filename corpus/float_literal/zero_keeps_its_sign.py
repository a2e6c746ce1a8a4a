# A minus before 0.0 makes the negative zero.

import math

print(0.0, -0.0, 0.0 == -0.0, math.copysign(1, -0.0), math.copysign(1, 0.0), -0.0 + 0.0, [-0.0, 0.0])
print(math.copysign(1, -0.), str(-0e5), (-0.0).hex())
