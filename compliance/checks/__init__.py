"""A report and a policy -> findings: what of it is not as asked, what was known, what was waived."""
