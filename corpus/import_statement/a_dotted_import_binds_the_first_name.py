# `import a.b` imports both and binds a; with `as`, the last is bound, and a is not.

import os.path
print("os" in globals(), "path" in globals(), os.path.basename("a/b"))
import xml.dom as dom
print("xml" in globals(), dom.__name__)
