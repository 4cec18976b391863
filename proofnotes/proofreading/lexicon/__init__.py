"""What is known before a document is read: names of functions, headings and phrases, as data."""
