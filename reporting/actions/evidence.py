"""Evidence: a file kept once per county, cited for entries, withdrawn with a reason."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, has_permission
from accounts.records import record
from counties.models import County
from custody.tracing import traced
from reporting.actions.moving import advance, lock_ids
from reporting.evidence_files import EvidenceRefusedError, digest, file_type, saved_name
from reporting.models import Entry, Evidence, EvidenceFile
from reporting.states import Move, may

MEGABYTE = 1024 * 1024


@transaction.atomic
def keep_file(upload: Any, *, county: County, document_number: str, by: User) -> EvidenceFile:
    """Keep an uploaded file for a county; the same content again is the same file. Raises EvidenceRefusedError."""
    size = upload.size or 0
    if not size:
        raise EvidenceRefusedError("文件是空的（0 字节），请重新选择。")
    if size > settings.EVIDENCE_MAX_BYTES:
        most = settings.EVIDENCE_MAX_BYTES // MEGABYTE
        raise EvidenceRefusedError(
            f"文件 {size / MEGABYTE:.1f} MB，上限为 {most} MB；请压缩扫描分辨率或拆分后分次上传。"
        )
    kind = file_type(upload.file)
    sha256 = digest(upload)
    number = document_number.strip()
    kept = EvidenceFile.objects.select_for_update().filter(county=county, sha256=sha256).first()
    if kept is not None:
        _number_again(kept, number)
        return kept
    upload.file.seek(0)
    kept = EvidenceFile(
        county=county,
        file_name=saved_name(upload.name or "", kind),
        content_type=kind.content_type,
        size=size,
        sha256=sha256,
        document_number=number,
        uploaded_by=by,
    )
    # Named by its bytes: a name from outside never becomes a path. A large file is moved into place, not copied.
    kept.file.save(f"{sha256[:16]}{kind.suffixes[0]}", upload, save=False)
    kept.save()
    return kept


def _number_again(kept: EvidenceFile, number: str) -> None:
    """The number belongs to the document: a second one would make two documents of one file."""
    if not number or number == kept.document_number:
        return
    if kept.document_number:
        raise EvidenceRefusedError(
            f"同一份文件已登记为“{kept.file_name}”，文号 {kept.document_number}，与所填 {number} 不同；请核对文号。"
        )
    kept.document_number = number
    kept.save(update_fields=["document_number"])


@transaction.atomic
def cite(file: EvidenceFile, entry_ids: Collection[int], *, page: str, by: User) -> list[Evidence]:
    """Cite a kept file for entries of its county that may still be typed in; where it is cited already, nothing changes.

    Raises EvidenceRefusedError or MoveRefusedError, and cites nothing.
    """
    if not entry_ids:
        raise EvidenceRefusedError("请至少勾选一项这份材料所证明的指标。")
    entries = lock_ids(entry_ids, by)
    for entry in entries:
        _refuse_unless_open(entry, by)
        if entry.county_id != file.county_id:
            raise EvidenceRefusedError("这份材料不能用于所选的指标；没有添加任何一项。")
    cited = set(
        Evidence.objects.filter(file=file, entry__in=entries, withdrawn_at__isnull=True).values_list(
            "entry_id", flat=True
        )
    )
    with traced(reason="添加佐证"):
        made = [
            Evidence.objects.create(entry=entry, file=file, page=page.strip(), added_by=by)
            for entry in entries
            if entry.pk not in cited
        ]
    if made:
        _answer([one.entry for one in made], f"添加佐证：{file} {page.strip()}".strip(), by)
        detail = {
            "file": file.pk,
            "sha256": file.sha256,
            "page": page.strip(),
            "entries": [e.entry_id for e in made],
        }
        subject = f"{entries[0].county} {entries[0].round.year} 年 {len(made)} 项 {file}"
        record("添加佐证", subject, by=by, county_id=file.county_id, detail=detail)
    return made


@transaction.atomic
def withdraw_evidence(evidence_id: int, *, reason: str, by: User) -> Evidence:
    """Take evidence back: hidden from then on, kept for the history with who and why."""
    cited = Evidence.objects.select_related("file").get(pk=evidence_id)
    (entry,) = lock_ids([cited.entry_id], by)
    _refuse_unless_open(entry, by)
    cited = Evidence.objects.select_related("file").select_for_update(of=("self",)).get(pk=evidence_id)
    if cited.withdrawn_at is not None:
        raise EvidenceRefusedError("这份佐证已经撤下。")
    if not reason.strip():
        raise EvidenceRefusedError("请写明撤下的理由；理由长期留存。")
    if len(reason.strip()) > 300:
        raise EvidenceRefusedError("撤下的理由不超过 300 字。")
    cited.withdrawn_by, cited.withdrawn_at = by, timezone.now()
    cited.withdrawn_because = reason.strip()
    with traced(reason=f"撤下佐证：{reason.strip()}"):
        cited.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_because"])
    _answer([entry], f"撤下佐证：{cited.file}，{reason.strip()}", by)
    detail = {"evidence": cited.pk, "file": cited.file_id, "entry": entry.pk, "reason": reason.strip()}
    record("撤下佐证", f"{entry} {cited.file}", by=by, county_id=entry.county_id, detail=detail)
    return cited


def _answer(entries: Collection[Entry], words: str, by: User) -> None:
    """What is done to the evidence of a cell that was given back is a step of it, and makes a draft of it."""
    answered = [entry for entry in entries if entry.given_back and may(Move.AMEND, entry.stands)]
    if answered:
        advance(answered, Move.AMEND, words=words, by=by)


def _refuse_unless_open(entry: Entry, by: User) -> None:
    """Evidence moves with the cell: only while the clerk may type there."""
    if not has_permission(by, Permission.ENTER_FIGURES, county_id=entry.county_id):
        raise EvidenceRefusedError(f"您没有权限为{entry}添加或撤下佐证。")
    if entry.locked_because:
        raise EvidenceRefusedError(f"{entry.numbered} {entry.locked_because}；没有改动任何佐证。")
