"""What was there before: baselines, the base of a pull request, the cache."""
