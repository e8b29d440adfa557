"""A spreadsheet of ties through the admin: previewed, confirmed, and then exactly as previewed."""

import os
import re
import signal
import subprocess
import sys
import time
from io import BytesIO

import pytest
import tablib
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from partnerships.models import Agreement
from partnerships.models.agreement_choices import Status
from partnerships.spreadsheets.agreements import AgreementSheet
from tests.factories.partnerships import (
    AgreementFactory,
    ChineseDivisionFactory,
    LocalAuthorityFactory,
    ProvinceFactory,
    StatusChangeFactory,
)

COLUMNS = ["reference", "authorities", "divisions", "kind", "valid_from", "status", "summary_nl"]
IMPORT = "admin:partnerships_agreement_import"
CONFIRM = "admin:partnerships_agreement_process_import"


def workbook(rows, form="xlsx"):
    content = tablib.Dataset(*rows, headers=COLUMNS).export(form)
    content = content.encode() if isinstance(content, str) else content
    return SimpleUploadedFile(f"samenwerkingen.{form}", content)


def good_row(division, **values):
    row = {
        "reference": "",
        "authorities": values.get("authorities") or LocalAuthorityFactory().code,
        "divisions": division.code,
        "kind": "friendship_tie",
        "valid_from": "2001",
        "status": "active",
        "summary_nl": "Zij werken samen.",
    } | values
    return [row[name] for name in COLUMNS]


def row_of(agreement, **values):
    return good_row(
        agreement.divisions[0],
        **{
            "reference": agreement.slug,
            "authorities": agreement.authorities[0].code,
            "kind": agreement.kind,
            "valid_from": str(agreement.valid_from),
            "summary_nl": agreement.summary_nl,
        }
        | values,
    )


@pytest.fixture
def present(db):
    agreements = [AgreementFactory(valid_from="1990") for _ in range(3)]
    for agreement in agreements:
        StatusChangeFactory(agreement=agreement, status=Status.ACTIVE, on="1990")
    return agreements


@pytest.fixture
def sixteen_rows(present):
    """Ten good rows, three that change a tie, two broken ones and a repeated one."""
    division = ChineseDivisionFactory()
    good = [good_row(division) for _ in range(10)]
    changed = [row_of(agreement, summary_nl="Anders gezegd.") for agreement in present]
    broken = [
        good_row(division, authorities="GM9999"),
        good_row(division, kind="pact", valid_from="2001-02-31"),
    ]
    return [*good, *changed, *broken, good[0]]


def hidden_fields(response):
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', response.text)
    return dict(found)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_sixteen_rows_are_previewed_and_nothing_is_written(staff_client, sixteen_rows, form):
    before = set(Agreement.objects.values_list("slug", "summary_nl"))

    response = staff_client.post(
        reverse(IMPORT), {"resource": "0", "import_file": workbook(sixteen_rows, form)}
    )

    preview = response.context["preview"]
    assert {kind: [row["line"] for row in rows] for kind, rows in preview.items()} == {
        "new": list(range(2, 12)),
        "changed": [12, 13, 14],
        "unchanged": [],
        "refused": [15, 16, 17],
    }
    assert set(Agreement.objects.values_list("slug", "summary_nl")) == before


def test_each_refused_row_says_why(staff_client, sixteen_rows):
    response = staff_client.post(
        reverse(IMPORT),
        {"resource": "0", "import_file": workbook(sixteen_rows)},
        headers={"accept-language": "en"},
    )
    unknown, wrong, repeated = (row["reasons"] for row in response.context["preview"]["refused"])
    assert len(unknown) == 1
    assert unknown[0].startswith("authorities: ")
    assert "GM9999" in unknown[0]
    assert [reason.split(":")[0] for reason in wrong] == ["valid_from", "kind"]
    assert re.search(r"\b2\b", repeated[0])


def test_confirming_imports_as_previewed(staff_client, sixteen_rows, present):
    preview = staff_client.post(
        reverse(IMPORT), {"resource": "0", "import_file": workbook(sixteen_rows)}
    )

    response = staff_client.post(reverse(CONFIRM), hidden_fields(preview), follow=True)

    assert response.status_code == 200
    assert Agreement.objects.public().count() == 13
    assert set(
        Agreement.objects.filter(pk__in=[one.pk for one in present]).values_list(
            "summary_nl", flat=True
        )
    ) == {"Anders gezegd."}


def test_confirming_writes_nothing_when_the_register_changed_meanwhile(
    staff_client, sixteen_rows, present
):
    preview = staff_client.post(
        reverse(IMPORT), {"resource": "0", "import_file": workbook(sixteen_rows)}
    )
    present[0].summary_nl = "Anders gezegd."
    present[0].save()

    response = staff_client.post(reverse(CONFIRM), hidden_fields(preview))

    assert response["Location"] == reverse(IMPORT)
    assert Agreement.objects.count() == 3


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ties.pdf", b"%PDF"),
        ("ties.xlsx", b"no workbook"),
        ("ties.csv", b"\xff\xfe\x00"),
        ("ties.csv", b""),
        ("ties.csv", b"kleur,maat\nrood,3\n"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_on_the_page(staff_client, name, content):
    response = staff_client.post(
        reverse(IMPORT), {"resource": "0", "import_file": SimpleUploadedFile(name, content)}
    )
    assert response.status_code == 200
    assert "confirm_form" not in response.context
    assert "errorlist" in response.text or "errornote" in response.text


def test_the_register_exports_to_a_workbook_that_imports_unchanged(staff_client, present):
    address = reverse("admin:partnerships_agreement_export")
    columns = [f"agreementsheet_{name}" for name in AgreementSheet.fields]
    response = staff_client.post(
        address, {"format": "0", "resource": "0", **dict.fromkeys(columns, "on")}
    )
    content = b"".join(response.streaming_content) if response.streaming else response.content
    exported = tablib.Dataset().load(BytesIO(content), format="xlsx")

    result = AgreementSheet().import_data(exported, dry_run=True)

    assert sorted(exported["reference"]) == sorted(one.slug for one in present)
    assert result.totals["skip"] == 3


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_killed_import_leaves_nothing_half_written(tmp_path):
    division = ChineseDivisionFactory()
    province = ProvinceFactory()
    places = [LocalAuthorityFactory(province=province) for _ in range(200)]
    rows = [good_row(division, authorities=place.code) for place in places]
    path = tmp_path / "ties.csv"
    path.write_text(tablib.Dataset(*rows, headers=COLUMNS).export("csv"))
    child = start_import(path)
    wait_until_writing(child)

    child.send_signal(signal.SIGKILL)
    child.wait()

    assert child.returncode == -signal.SIGKILL
    assert not Agreement.objects.exists()


def start_import(path):
    database = connection.settings_dict
    address = f"postgresql://{database['USER']}@/{database['NAME']}?host={database['HOST']}"
    if database["PORT"]:
        address += f"&port={database['PORT']}"
    return subprocess.Popen(
        [sys.executable, settings.BASE_DIR / "manage.py", "import_agreements", "--file", path],
        env={**os.environ, "DATABASE_URL": address},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def wait_until_writing(child):
    """Wait until another connection has written to the table of agreements and not committed."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and child.poll() is None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE mode = 'RowExclusiveLock' AND pid <> "
                "pg_backend_pid() AND relation = 'partnerships_agreement'::regclass"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("The import never began to write.")
