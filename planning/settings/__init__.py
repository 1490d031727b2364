"""Settings by profile: `local` (loopback without TLS), `production`, `test`, `check` (for type checking)."""
