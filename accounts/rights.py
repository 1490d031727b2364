"""Whether a person may still do what was asked, at the moment at which it is written.

A request asks at its door (`accounts.access`); what is written minutes later, or beside somebody who closes accounts,
asks again in the transaction that writes.
"""

from django.utils import timezone

from accounts.models import Deputy, User
from accounts.permissions import Permission, has_permission
from refusals import Refused


class RightLostError(Refused):
    """The person may not do this any more: undo the transaction."""


def demand(by: User | None, permission: Permission, *, county_id: int | None = None) -> None:
    """Raise RightLostError unless `by`, in the role in which he acts, holds `permission` now. None: the system."""
    if by is None:
        return
    if trouble := _trouble(by, permission, county_id):
        raise RightLostError(f"{by} {trouble}，没有写入任何内容；如仍需办理，请由有权限的人员重新提交。")


def _trouble(by: User, permission: Permission, county_id: int | None) -> str:
    fresh = User.objects.filter(pk=by.pk, is_active=True).first()
    if fresh is None:
        return "的账号已关闭"
    if by.acting is not None:
        in_force = Deputy.objects.in_force(timezone.localdate()).with_people()
        fresh.acting = in_force.filter(pk=by.acting.pk, deputy=fresh).first()
        if fresh.acting is None:
            return "的代理已到期或被撤销"
    if not has_permission(fresh, permission, county_id=county_id):
        return "已不再担任可办理此事的角色"
    return ""
