"""The editor of pages in several languages: forms, panels, the source pane, the translation report."""
