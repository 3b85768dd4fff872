"""The pieces of a return's rows, for templates."""

from __future__ import annotations

from django import template

from indicators.returns import row_html, status_html

register = template.Library()
register.simple_tag(row_html.what_cell)
register.simple_tag(row_html.why_panel)
register.simple_tag(row_html.target_cells)
register.simple_tag(row_html.cell_field)
register.simple_tag(row_html.tier_bar)
register.simple_tag(row_html.earlier)
register.simple_tag(row_html.score)
register.simple_tag(row_html.score_cells)
register.simple_tag(row_html.remarks_field)
register.simple_tag(row_html.evidence_link)
register.simple_tag(status_html.return_status)
register.simple_tag(status_html.state_tag)
