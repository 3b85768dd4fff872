from __future__ import annotations

from offices.models import Role
from tests.cast import Cast, client_of, person


def test_auditor_reads_the_rules_of_every_year_in_words(cast: Cast) -> None:
    auditor = client_of(person("auditor", Role.AUDITOR, cast.region))

    page = auditor.get("/audit/rules/").text

    for said in ("Fiscal year 2023-24", "version 1", "On the line between two tiers", "3.5"):
        assert said in page
    assert "<input" not in page[page.index("<main") : page.index("</main")]
