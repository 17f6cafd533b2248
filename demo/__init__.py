"""The demo content: what it says (data, one module per kind) and what builds it (builder.py)."""
