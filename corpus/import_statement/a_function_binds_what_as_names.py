# In a function, too, `import a.b as c` binds the attribute, and to the function's own name.

import sys
from types import ModuleType

package, real, fake = ModuleType("made_up"), ModuleType("made_up.part"), ModuleType("fake")
package.__path__ = []
package.part = fake
sys.modules.update({"made_up": package, "made_up.part": real})


def inside():
    import made_up.part as part
    return part


def whole():
    import made_up.part
    return made_up


print(inside() is fake, whole() is package)
del package.part
print(inside() is real)
print("part" in globals(), "made_up" in globals())
