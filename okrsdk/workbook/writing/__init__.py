"""From scores and check-ins to requests, and from their answers to whether everything came to rest where it belongs."""
