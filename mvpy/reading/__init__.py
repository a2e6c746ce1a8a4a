"""Bytes become text, and text a tree; or an error in good words."""
