"""Where files from outside are parsed: a child process per file, with little memory, little time and nothing to steal.

`calling.in_sandbox` runs a pure function there and brings its answer back; `server` forks the children from a process
that has loaded the readers and holds neither a database connection nor a secret; `child` is what one of them does;
`answers` says what may come back; `deaths` what is said when nothing does (ADR 31). Standard library and `refusals` only.
"""
