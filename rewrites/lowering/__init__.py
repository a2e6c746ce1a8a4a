"""Forms of constructs that only newer Pythons read, in forms that older ones read: for `--for`, never for the core.

They run before the rewrites, and take no construct away: an f-string that nests its quotes becomes one that does not.
"""

ORDER = ("parenthesized_items",)
