"""Pages about people: coming in, the own account, and for administrators everybody's."""
