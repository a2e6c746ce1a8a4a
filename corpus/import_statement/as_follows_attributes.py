# `import a.b as c` takes what the attribute b of a is, not what sys.modules has.

import sys
from types import ModuleType

package, real, fake = ModuleType("made_up"), ModuleType("made_up.part"), ModuleType("fake")
package.__path__ = []
package.part = fake
sys.modules.update({"made_up": package, "made_up.part": real})
import made_up.part as part
print(part is fake, part is real)
del package.part
import made_up.part as part
print(part is real)
