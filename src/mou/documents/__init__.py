"""JSON, YAML and NDJSON documents, and the files and folders that contain them."""
