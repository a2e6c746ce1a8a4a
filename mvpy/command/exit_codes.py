"""The exit codes of the command line; besides, 128 and a signal's number if one ended it."""

FINE, FINDINGS, UNUSABLE, DIFFERENT, BROKEN, INTERRUPTED, UNHEARD = 0, 1, 2, 3, 4, 130, 141
