# A submodule that is not yet an attribute of its package, as while it is being imported, is found among the modules.

import sys
from types import ModuleType

package, part = ModuleType("made_up"), ModuleType("made_up.part")
package.__path__ = []
sys.modules.update({"made_up": package, "made_up.part": part})
from made_up import part as found

print(found is part, hasattr(package, "part"))
