# `from package import module` imports the module if it isn't an attribute yet.

from xml import dom, sax as s
from xml.dom import minidom
print(dom.__name__, s.__name__, minidom.__name__, "xml" in globals())
