"""The review: findings in the browser, on this machine alone."""
