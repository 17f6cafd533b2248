"""Where the editor finds the comparison of two versions."""
