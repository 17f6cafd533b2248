"""Pictures, documents and films: how they are stored, checked, read and shown."""
