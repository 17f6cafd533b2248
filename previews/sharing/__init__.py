"""Draft links: what readers without an account see and answer, and where editors make and revoke them."""
