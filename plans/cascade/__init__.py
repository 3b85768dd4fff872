"""From one template to many offices: linked rows, one workbook of targets, what differs, shares."""
