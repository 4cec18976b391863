"""What is measured when the report is built: one file for each function or family that something is measured on."""
