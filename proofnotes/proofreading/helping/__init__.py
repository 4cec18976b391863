"""What would help: annotations, single edits that make a formula hold."""
