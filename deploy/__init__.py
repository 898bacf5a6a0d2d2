"""Run the site in production: nginx in front of several replicas."""
