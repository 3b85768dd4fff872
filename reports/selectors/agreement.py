"""A stored agreement → what the whole of it is printed from, as it stands or as it was signed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from numerals import Language, format_value, from_canonical
from offices.models import Office
from offices.selectors import reviewing_offices
from plans.agreements.models import AgreedVersion, AgreementStep
from plans.agreements.selectors import agreed_version, overrides_of
from plans.amending.models import AmendmentStep
from plans.document.parts.proposed import completed
from plans.document.parts.values import AgreementText
from plans.handing_in.signing import read_signature
from plans.handing_in.states import State
from plans.kept.words import words_of
from plans.models import Plan
from plans.parts.selectors import agreement_text
from plans.selectors import plan_document
from reports.paper import PaperForm, PaperRequest
from reports.paper.whole import LetStand, PaperParty, WholeRequest
from reports.selectors.paper import plan_paper
from reports.selectors.standing import standing_of_version


def whole_agreement(
    plan: Plan, *, language: Language, number: int | None = None
) -> WholeRequest | None:
    """The agreement as it stands; a version that both signed as it was signed.

    ``number`` names such a version, ``None`` where there is none. Some ten queries.
    """
    version = None
    if number is not None or plan.is_frozen:
        version = agreed_version(plan, number)
        if version is None:
            return None
    table, text = _said(plan, version, language)
    office = plan.office
    superior = reviewing_offices([office]).get(office.pk) or office.parent
    request = WholeRequest(
        table=table,
        text=completed(text, table.document, language=language),
        scheme=table.kind,
        office=PaperParty(_name(office, language)),
        superior=PaperParty(_name(superior, language) if superior else ""),
        version=version.number if version else plan.version,
    )
    return _signed(request, version, language) if version else request


def _said(
    plan: Plan, version: AgreedVersion | None, language: Language
) -> tuple[PaperRequest, AgreementText]:
    """The table and the text, those that were kept of a signed version."""
    table = plan_paper(plan, form=PaperForm.AGREEMENT, language=language)
    if version is None:
        return table, agreement_text(plan)
    kept = words_of(version.kept.said, plan)
    document = replace(plan_document(kept.plan, kept.indicators), title="")
    table = replace(table, document=document, office=kept.office, section_titles=kept.sections)
    return table, kept.text


def _signed(request: WholeRequest, version: AgreedVersion, language: Language) -> WholeRequest:
    proposed_at = _proposed_at(version)
    agreed = timezone.localdate(version.agreed_at)
    return replace(
        request,
        table=replace(request.table, standing=standing_of_version(version)),
        office=_party(request.office, version.by_office, language, on=proposed_at),
        superior=_party(request.superior, version.by_superior, language, on=version.agreed_at),
        agreed_on=agreed,
        let_stand=tuple(
            LetStand(
                row=one.row,
                message=one.message[language],
                reason=one.reason,
                by=one.by[language],
                on=_day(one.on, language),
            )
            for one in overrides_of(version)
        ),
    )


def _proposed_at(version: AgreedVersion) -> datetime | None:
    """When the office signed the version: as its agreement, or as an amendment of it."""
    signed = (State.SUBMITTED, State.RESUBMITTED)
    steps: QuerySet[AgreementStep] | QuerySet[AmendmentStep] = AgreementStep.objects.filter(
        agreement__plan=version.plan_id, plan_version=version.number, to_state__in=signed
    )
    if version.number > 1:
        steps = AmendmentStep.objects.filter(
            amendment__steps__made_version=version.number,
            amendment__plan=version.plan_id,
            to_state__in=signed,
        )
    return steps.order_by("pk").values_list("at", flat=True).last()


def _party(
    party: PaperParty, data: Mapping[str, Any], language: Language, *, on: datetime | None
) -> PaperParty:
    signature = read_signature(data)
    if signature is None:
        return party
    return replace(
        party,
        name=signature.name(language),
        designation=signature.designation(language),
        signed_on=timezone.localdate(on) if on else None,
    )


def _name(office: Office, language: Language) -> str:
    return office.name_bn if language == "bn" else office.name_en or office.name_bn


def _day(text: str, language: Language) -> str:
    day = from_canonical(text)
    return format_value(day, language=language) if isinstance(day, date) else text
