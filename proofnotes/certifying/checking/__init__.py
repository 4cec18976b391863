"""The files of a certificate, and Coq at work on them."""
