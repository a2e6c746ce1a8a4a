# An import of features has done its work before the program runs; its names are bound all the same.

from __future__ import division, generator_stop as stop

print(division.getOptionalRelease()[:2], stop.getMandatoryRelease()[:2])
