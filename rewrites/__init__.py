"""The rewrites, one per construct, in the order in which they run.

Each rewrite takes one construct away, and may use only constructs that a later one takes away.  Read from the
top for the story of a program on its way to the core; read any rewrite alone for the story of one construct.
"""

ORDER = (
    # Before anything changes the expressions whose text it keeps.
    "template_string",
    "self_documenting_field",
    # One statement to a line, and no patterns: every later rewrite sees statements, blocks and expressions only.
    "line_joining",
    "one_line_suite",
    "semicolon",
    "match_statement",
    "unparenthesized_exceptions",
    "lazy_import",
    "string_concatenation",
    # Definitions and the names that they bind: what is left are functions, and names that are plain.
    "postponed_annotation",
    "type_parameters",
    "type_statement",
    "private_name",
    "deferred_annotation",
    "annotated_assignment",
    "except_star",
    "class_definition",
    "comprehension",
    "generator_expression",
    "lambda_expression",
    "global_statement",
    "async_for_statement",
    "async_with_statement",
    "await_expression",
    "decorator",
    "function_annotation",
    "docstring",
    "coroutine",
    # Statements: what is left are assignments, branches, loops, handlers.
    "import_statement",
    "from_import",
    "assert_statement",
    "elif_clause",
    "jump_through_finally",
    "with_statement",
    "finally_clause",
    "continue_statement",
    "for_statement",
    "break_statement",
    "loop_else",
    "try_else",
    "raise_from",
    "delete_list",
    "chained_assignment",
    "unpacking",
    "augmented_assignment",
    # Expressions that need statements.
    "yield_from",
    "formatted_string",
    "assignment_expression",
    "boolean_operation",
    "conditional_expression",
    "comparison_chain",
    "yield_expression",
    "dict_display",
    "set_display",
    # Expressions that are calls.
    "slicing",
    "subscription",
    "attribute",
    "comparison",
    "binary_operation",
    "negative_number",
    "unary_operation",
    "list_display",
    "tuple_display",
    "deep_nesting",
    # What is left of statements: they need no expressions any more.
    "delete_statement",
    "if_statement",
    "pass_statement",
    # Literals: what is left are integers.
    "string_literal",
    "bytes_literal",
    "float_literal",
    "imaginary_literal",
    "constant_name",
    "parenthesized_expression",
)

# Constructs that are new as a whole, by the first Python that reads them.
NEW_CONSTRUCTS = {
    "assignment_expression": (3, 8),
    "match_statement": (3, 10),
    "except_star": (3, 11),
    "type_parameters": (3, 12),
    "type_statement": (3, 12),
    "template_string": (3, 14),
    "unparenthesized_exceptions": (3, 14),
    "lazy_import": (3, 15),
}
