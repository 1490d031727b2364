"""The web server: processes over one socket, each with an event loop that takes requests in whole."""
