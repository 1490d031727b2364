"""What `./run` does: everything between a bare Python and a running application. Standard library only."""
