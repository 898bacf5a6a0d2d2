"""Running the site in earnest: nginx in front of several replicas."""
