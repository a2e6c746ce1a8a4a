"""The finished tree becomes a file: judge, printer, prelude, source map."""
