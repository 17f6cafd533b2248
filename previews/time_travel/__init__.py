"""The site at another time, or with drafts published: computed in a sandbox, browsed from the editor."""
