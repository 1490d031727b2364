"""One flow for every kind of file: what was seen is what is written, once, or nothing and a new preview."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from imports import flow, work
from imports.applying import ImportRefusedError, StalePreviewError, discard
from imports.importers import Importer, Look, Source, importer_of, register, source_of
from imports.models import ImportBatch
from imports.staging import stage
from indicators.actions.observations import OBSERVATIONS, ObservationImporter, apply_observations
from indicators.importers.checking import Checked
from indicators.models import Observation
from jobs.models import Job
from jobs.running import run_queued
from judging.actions.target_imports import TARGETS
from measures.importing import MEASURES
from plans.opinion_imports import OPINIONS
from plans.uploading import PLAN
from refusals import Refused
from reporting.actions.uploads import ENTRIES
from tests import reference
from tests.indicators.observing import row, sheet, staged
from tests.proving import signed_in

pytestmark = pytest.mark.django_db
State = ImportBatch.State


@pytest.fixture(scope="module", autouse=True)
def _loaded(once_per_module: None) -> None:
    reference.load()


def test_every_kind_of_file_has_its_importer() -> None:
    found = {kind: importer_of(ImportBatch(kind=kind)) for kind in ImportBatch.Kind}
    assert found == {
        ImportBatch.Kind.OBSERVATIONS: OBSERVATIONS,
        ImportBatch.Kind.TARGETS: TARGETS,
        ImportBatch.Kind.OPINIONS: OPINIONS,
        ImportBatch.Kind.PLAN: PLAN,
        ImportBatch.Kind.ENTRIES: ENTRIES,
        ImportBatch.Kind.MEASURES: MEASURES,
    }


def test_a_kind_has_one_importer() -> None:
    register(OBSERVATIONS)
    with pytest.raises(RuntimeError, match="two importers"):
        register(ObservationImporter())


def test_an_aspect_that_nobody_would_compare_is_a_fault_at_the_first_upload() -> None:
    class Forgetful(ObservationImporter):
        moved = {"figures": "已变。"}

    with pytest.raises(RuntimeError, match="published"):
        flow.bring(Forgetful(), Source(sheet(row()), "试.xlsx"), by=None)
    assert not ImportBatch.objects.exists()


def test_a_file_of_which_nothing_can_be_read_leaves_nothing_behind() -> None:
    uploads = Path(settings.MEDIA_ROOT)
    before = {path for path in uploads.rglob("*") if path.is_file()}
    with pytest.raises(Exception, match="文本文件"):
        flow.bring(OBSERVATIONS, Source(b"a,b\n1,2", "甲.xlsx"), by=None)
    assert not ImportBatch.objects.exists()
    assert {path for path in uploads.rglob("*") if path.is_file()} == before


def test_what_moved_is_not_written_and_the_preview_is_new_and_waits() -> None:
    batch, other = staged(row()), staged(row(value="14.0"))
    seen = batch.report["seen"]
    apply_observations(other.pk, by=None, only_clean=False)
    with pytest.raises(StalePreviewError, match="预览之后在账数值已有变动"):
        apply_observations(batch.pk, by=None, only_clean=True, reason="订正")
    batch.refresh_from_db()
    assert (batch.state, batch.applied_at) == (State.PREVIEWED, None)
    assert batch.report["seen"]["figures"] != seen["figures"]
    assert batch.report["seen"]["published"] == seen["published"]
    assert len(batch.report["changes"]) == 1
    assert Observation.objects.get().text == "14.0"
    apply_observations(batch.pk, by=None, only_clean=True, reason="订正")
    assert Observation.objects.get().text == "13.5"


def test_what_became_odd_after_the_preview_stops_even_those_who_leave_odd_rows_out() -> None:
    """What was not shown as odd was not left out by anybody: it is shown first."""
    batch = staged(row(year=2016, value="0.135"), row(county="平城", year=2016, value="21"))
    assert not [one for one in batch.report["rows"] if one.get("flags")]
    others = staged(*[row(year=2010 + number, value="13.5") for number in range(5)])
    apply_observations(others.pk, by=None, only_clean=False)
    before = Observation.objects.count()
    with pytest.raises(StalePreviewError, match="又有内容出现核对提示"):
        apply_observations(batch.pk, by=None, only_clean=True, leave_flagged=True)
    assert Observation.objects.count() == before
    batch.refresh_from_db()
    assert len([one for one in batch.report["rows"] if one.get("flags")]) == 1
    assert apply_observations(batch.pk, by=None, only_clean=True, leave_flagged=True).written == 1


def test_nothing_but_rows_that_became_odd_is_shown_anew_before_it_is_refused() -> None:
    batch = staged(row(year=2016, value="0.135"))
    others = staged(*[row(year=2010 + number, value="13.5") for number in range(5)])
    apply_observations(others.pk, by=None, only_clean=False)
    with pytest.raises(StalePreviewError):
        apply_observations(batch.pk, by=None, only_clean=True, leave_flagged=True)
    with pytest.raises(Refused, match="就没有可入账的行"):
        apply_observations(batch.pk, by=None, only_clean=True, leave_flagged=True)


def test_what_the_person_chose_does_not_change_what_was_seen() -> None:
    apply_observations(staged(row()).pk, by=None, only_clean=False)
    batch = staged(row(value="14.0"))
    source = source_of(batch)
    draft = OBSERVATIONS.read(source)
    plain = OBSERVATIONS.check(draft, source, by=None, choices={})
    correcting = OBSERVATIONS.check(draft, source, by=None, choices={"reason": "订正"})
    assert plain.seen == correcting.seen
    assert (plain.entering, correcting.entering) == (0, 1)


def test_a_file_that_is_still_being_checked_cannot_be_confirmed(client: Client) -> None:
    content = sheet(row())
    batch = stage(kind=ImportBatch.Kind.OBSERVATIONS, content=content, file_name="长.xlsx", by=None)
    with pytest.raises(ImportRefusedError, match="还没有核对完"):
        flow.confirm(OBSERVATIONS, batch.pk, by=None)
    signed_in(client, reference.reviewer())
    answer = client.post(reverse("import-observations-apply", args=[batch.pk]), follow=True)
    assert (answer.status_code, "还没有核对完" in answer.content.decode()) == (200, True)
    assert not Observation.objects.exists()


def test_a_file_dropped_while_it_is_checked_stays_dropped() -> None:
    class Slow(ObservationImporter):
        def check(self, draft, source, *, by, choices) -> Look[Checked]:  # type: ignore[no-untyped-def] # the types of the base
            discard(batch.pk, by=None)
            return super().check(draft, source, by=by, choices=choices)

    batch = stage(kind=ImportBatch.Kind.OBSERVATIONS, content=sheet(row()), file_name="长.xlsx", by=None)
    flow.look_again(Slow(), batch, by=None)
    batch.refresh_from_db()
    assert (batch.state, batch.report) == (State.DISCARDED, {})


def test_the_job_of_a_dropped_file_ends_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "LONG", 0)
    batch = work.take(OBSERVATIONS, Source(sheet(row()), "长.xlsx"), by=reference.reviewer())
    discard(batch.pk, by=None)
    run_queued()
    job = Job.objects.get(pk=batch.options["job"])
    assert (job.state, job.result) == (Job.State.DONE, {"summary": "已放弃，未核对"})


def test_a_page_of_one_kind_does_not_open_a_file_of_another(client: Client) -> None:
    batch = staged(row())
    signed_in(client, reference.administrator())
    for name in ("import-plan-confirm", "import-plan-drop"):
        assert client.post(reverse(name, args=[batch.pk])).status_code == 404
    batch.refresh_from_db()
    assert batch.state == State.PREVIEWED


def test_a_short_file_is_checked_at_once_and_a_long_one_by_a_job(monkeypatch: pytest.MonkeyPatch) -> None:
    by = reference.reviewer()
    assert work.take(OBSERVATIONS, Source(sheet(row()), "短.xlsx"), by=by).report["counts"]["new"] == 1
    monkeypatch.setattr(work, "LONG", 1)
    batch = work.take(OBSERVATIONS, Source(sheet(row(), row(year=2019)), "长.xlsx"), by=by)
    assert (batch.report, "job" in batch.options) == ({}, True)


def test_an_importer_names_its_permission_and_every_sentence_ends() -> None:
    for kind in ImportBatch.Kind:
        importer: Importer[object, object] = importer_of(ImportBatch(kind=kind))
        assert importer.kind == kind
        assert importer.permission
        assert all(sentence.endswith("。") for sentence in importer.moved.values())
