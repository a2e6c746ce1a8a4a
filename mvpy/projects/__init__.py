"""Projects: folders with metadata, packages and tests of their own."""
