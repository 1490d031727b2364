"""Pages that need every room: landing, matrix, counties."""
