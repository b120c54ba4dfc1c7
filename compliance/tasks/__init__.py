"""What else is done with the rooms besides the report: one file per task, each built on the pipeline."""
