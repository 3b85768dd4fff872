"""The demo's office tree: head office, regional offices, districts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from config.demo.districts import REGIONS, DemoRegion, District
from offices.models import Level, Office
from offices.services.tree import create_office

HEAD_OFFICE: Final = "bscic"

_CORPORATION_BN: Final = "বাংলাদেশ ক্ষুদ্র ও কুটির শিল্প করপোরেশন (বিসিক)"
_CORPORATION_EN: Final = "Bangladesh Small and Cottage Industries Corporation (BSCIC)"


def create_offices(districts: Iterable[District]) -> dict[str, Office]:
    """The head office, the four regional offices and ``districts``, by code."""
    head = _head_office()
    offices = {head.code: head}
    for region in REGIONS:
        offices[region.code] = _regional_office(region, head)
    for district in districts:
        offices[district.code] = _district_office(district, offices[district.region])
    return offices


def _head_office() -> Office:
    return create_office(
        code=HEAD_OFFICE,
        level=Level.DEPARTMENT,
        name_bn=_CORPORATION_BN,
        name_en=_CORPORATION_EN,
        short_bn="বিসিক প্রধান কার্যালয়",
        short_en="BSCIC head office",
        heading_bn=f"{_CORPORATION_BN}\nপ্রধান কার্যালয়, ঢাকা",
        heading_en=f"{_CORPORATION_EN}\nHead Office, Dhaka",
        is_demo=True,
    )


def _regional_office(region: DemoRegion, head: Office) -> Office:
    return create_office(
        parent=head,
        code=region.code,
        level=Level.REGIONAL,
        name_bn=f"বিসিক আঞ্চলিক কার্যালয়, {region.bn}",
        name_en=f"BSCIC Regional Office, {region.en}",
        short_bn=f"{region.bn} অঞ্চল",
        short_en=f"{region.en} region",
        heading_bn=f"{_CORPORATION_BN}\nআঞ্চলিক কার্যালয়, {region.bn}",
        heading_en=f"{_CORPORATION_EN}\nRegional Office, {region.en}",
        is_demo=True,
    )


def _district_office(district: District, region: Office) -> Office:
    return create_office(
        parent=region,
        code=district.code,
        level=Level.DISTRICT,
        name_bn=f"বিসিক জেলা কার্যালয়, {district.bn}",
        name_en=f"BSCIC District Office, {district.en}",
        short_bn=district.bn,
        short_en=district.en,
        heading_bn=f"{_CORPORATION_BN}\nজেলা কার্যালয়, {district.bn}",
        heading_en=f"{_CORPORATION_EN}\nDistrict Office, {district.en}",
        is_demo=True,
    )
