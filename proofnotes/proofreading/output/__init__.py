"""What was found, for a terminal, for programs, for code hosts, as a page."""
