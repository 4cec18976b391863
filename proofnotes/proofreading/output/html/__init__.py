"""The notes as a page in which every formula shows what is said of it."""
