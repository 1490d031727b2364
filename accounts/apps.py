from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "用户与权限"

    def ready(self) -> None:
        """What the custody of figures asks of people: which acts were taken out, and what is put on record."""
        from accounts.records import record_restore, taken_out
        from accounts.stopped import record_for_shell
        from custody.commands import STOPPED
        from custody.keeping.restore import RECORDED
        from custody.verifying import TAKEN_OUT

        TAKEN_OUT.fill(taken_out)
        RECORDED.fill(record_restore)
        STOPPED.fill(record_for_shell)
