"""Pages that need every room: landing, matrix, counties, plans, findings."""
