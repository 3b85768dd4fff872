"""Any two plans side by side: versions, years, offices, and what each makes of the figures."""
