"""A small register in which every filter, order and column has something to tell apart."""

import datetime as dt
from types import SimpleNamespace

from django.utils import timezone

from partnerships.models.agreement_choices import Kind, Status, Verification

from .partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    ChineseProvinceFactory,
    LocalAuthorityFactory,
    ProvinceFactory,
    ThemeFactory,
    UserFactory,
)


def plant():
    """Make four public ties that differ in everything, and a draft that looks like the first.

    They are ``haven`` (Rotterdam – Shanghai), ``gewest`` (Zuid-Holland – Hebei), ``delta``
    (Utrecht – Guangzhou) and ``water`` (Delfland – Nanjing, of which little is known).
    """
    places = _places()
    shipping = ThemeFactory(slug="shipping", name_nl="Scheepvaart", name_en="Shipping")
    clean = ThemeFactory(slug="clean-water", name_nl="Schoon water", name_en="Clean water")
    colleague, today = UserFactory(), timezone.localdate()

    def confirmed(days):
        return {"confirmed_by": colleague, "confirmed_on": today - dt.timedelta(days=days)}

    haven = {
        "title_nl": "Havens van Rotterdam en Shanghai",
        "title_en": "Ports of Rotterdam and Shanghai",
        "title_zh_hans": "鹿特丹与上海的港口",
        "authorities": [places.rotterdam],
        "divisions": [places.shanghai],
        "themes": [shipping, clean],
        "valid_from": "1979",
        "verification": Verification.CONFIRMED,
        "status": Status.ACTIVE,
        "status__on": "1979",
        **confirmed(30),
    }
    # Of another kind: parties have one running tie of a kind, drafts included.
    AgreementFactory(slug="concept", draft=True, kind=Kind.CONTACT, **haven)
    return SimpleNamespace(
        places=places,
        haven=AgreementFactory(slug="haven", **haven),
        gewest=AgreementFactory(
            slug="gewest",
            kind=Kind.SISTER_PROVINCE,
            authorities=[places.zuid_holland],
            divisions=[places.hebei],
            valid_from="1998-05",
            verification=Verification.DOCUMENT,
            status=Status.ENDED,
            status__on="2015-03",
            status__reason="policy_shift",
            **confirmed(400),
        ),
        delta=AgreementFactory(
            slug="delta",
            kind=Kind.FRIENDSHIP_TIE,
            authorities=[places.utrecht],
            divisions=[places.guangzhou],
            themes=[clean],
            signed_on="2005-06-07",
            valid_until="2012",
            verification=Verification.DECLARED,
            status=Status.DORMANT,
            status__on="2010",
            **confirmed(800),
        ),
        water=AgreementFactory(
            slug="water",
            kind=Kind.PROJECT_PARTNERSHIP,
            authorities=[places.delfland],
            divisions=[places.nanjing],
        ),
    )


def _places():
    zuid_holland = ProvinceFactory(name="Zuid-Holland", name_en="South Holland")
    guangdong = ChineseProvinceFactory(name_zh="广东省", name_en="Guangdong", name_nl="Guangdong")
    jiangsu = ChineseProvinceFactory(name_zh="江苏省", name_en="Jiangsu", name_nl="Jiangsu")
    return SimpleNamespace(
        zuid_holland=zuid_holland,
        rotterdam=LocalAuthorityFactory(
            name="Rotterdam", province=zuid_holland, latitude="51.92250", longitude="4.47917"
        ),
        utrecht=LocalAuthorityFactory(
            name="Utrecht", province=ProvinceFactory(name="Utrecht", slug="provincie-utrecht")
        ),
        delfland=LocalAuthorityFactory(
            name="Delfland", kind="water_authority", code="WS0372", province=None
        ),
        shanghai=ChineseProvinceFactory(
            level="municipality",
            name_zh="上海市",
            pinyin="Shanghai",
            name_en="Shanghai",
            name_nl="Sjanghai",
            latitude="31.22222",
            longitude="121.45806",
        ),
        hebei=ChineseProvinceFactory(name_zh="河北省", name_en="Hebei", name_nl="Hebei"),
        guangdong=guangdong,
        guangzhou=ChineseDivisionFactory(
            name_zh="广州市", name_en="Guangzhou", name_nl="Kanton", parent=guangdong
        ),
        jiangsu=jiangsu,
        nanjing=ChineseDivisionFactory(
            name_zh="南京市", name_en="Nanjing", name_nl="Nanking", parent=jiangsu
        ),
    )
