"""Keeps the index in step with the site: documents of pages and speakers, and when they change."""
