"""`manage.py changepassword USERNAME`: a temporary password for who can ask no administrator, on record.

In place of Django's command of this name, which would set any password and leave no record.
"""

from typing import Any

from axes.utils import reset as unlock_login
from django.core.management.base import CommandError, CommandParser

from accounts.actions.passwords import reset_password
from accounts.models import User
from custody.commands import CityCommand


class Command(CityCommand):
    help = "为账号生成临时密码（显示一次，首次登录须修改），并记入操作记录。用于最后一名管理员忘记密码。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="用户名")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"没有用户名为 {options['username']} 的账号。")
        if not user.is_active:
            raise CommandError("账号已关闭；请由系统管理员在“账号”页面重新启用。")
        unlock_login(username=user.username)
        self.stdout.write(f"{user.username} 的临时密码：{reset_password(user=user, by=None)}")
