"""Forms of constructs that only newer Pythons read, in forms that older ones read: for `--for`, never for the core.

They run before the rewrites, and take no construct away: an f-string that nests its quotes becomes one that does not.
"""

ORDER = (
    # Types that a host evaluates, as they are written.
    "union_type",
    "generic_alias",
    # Types are as the host evaluates them by then.
    "type_variable",
    # Before anything changes the expressions whose text it shows.
    "shown_field",
    "formatted_field",
    "parenthesized_items",
    "decorator_expression",
    "unparenthesized_tuple",
    "unparenthesized_assignment",
    "starred_index",
    "starred_annotation",
    "type_parameter_default",
    "unpacking_comprehension",
    "positional_only_parameter",
    "positive_number",
)
