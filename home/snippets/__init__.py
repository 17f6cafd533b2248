"""Snippets with a row of texts per language: their models, forms and previews."""
