"""The API below ``/api/v1/``: what the site holds, as JSON and CSV, described by an OpenAPI document."""
