"""Acts on record: one function, called inside the atomic block of the act it records."""

from collections.abc import Container, Mapping
from typing import Any

from django.db import transaction

from accounts.models import Act, User
from accounts.requests import current_request_id

# Acts that only say who came, who was refused and who took something out: kept at least 180 days
# (网络安全法 第二十一条: six months). Every other act explains a figure, a right or a decision and is kept for ever.
SECURITY_KINDS = frozenset(
    {
        *("登录", "退出", "登录失败", "登录锁定", "会话超时", "结束其他会话", "修改密码"),
        *("验证身份", "验证身份失败", "使用恢复码", "拒绝访问", "导出表格", "下载文件", "中止处理文件"),
    }
)

# A purge names the acts that it took out, so that `verify` can tell them from stolen ones.
PURGE_KIND = "清理操作记录"


def record(
    kind: str,
    subject: str,
    *,
    by: User | None,
    county_id: int | None = None,
    detail: dict[str, Any] | None = None,
) -> Act:
    """Write one act; `by` is None for the system itself and for somebody who has not proved who they are.

    Where `by` acts as somebody's deputy, the act says so.

    Raises RuntimeError outside a transaction: an act and its record stand or fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An act is recorded inside the transaction of the act.")
    acting = by.acting if by else None
    return Act.objects.create(
        kind=kind,
        subject=subject[:200],
        by=by,
        acting_for=acting.membership.user if acting else None,
        county_id=county_id,
        detail=detail or {},
        request_id=current_request_id(),
    )


def taken_out() -> Mapping[str, Container[str]]:
    """The acts that `purge_acts` took out, as its own records say: table → keys."""
    ranges = Act.objects.filter(kind=PURGE_KIND).values_list("detail__ids", flat=True)
    keys = {str(key) for kept in ranges for first, last in kept or [] for key in range(first, last + 1)}
    return {Act._meta.db_table: keys}


def record_restore(file_name: str, detail: dict[str, Any]) -> None:
    """Put on record, inside the restored state, that it was restored."""
    record("恢复备份", file_name, by=None, detail=detail)
