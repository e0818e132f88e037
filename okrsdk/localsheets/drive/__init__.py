"""Files as the Drive API sees them: what they are, where they lie, and how they are searched."""
