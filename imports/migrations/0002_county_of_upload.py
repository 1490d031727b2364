import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("counties", "0001_initial"),
        ("imports", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="importbatch",
            name="county",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="counties.county",
                verbose_name="县区",
            ),
        ),
        migrations.AlterField(
            model_name="importbatch",
            name="kind",
            field=models.CharField(
                choices=[
                    ("plan", "规划表"),
                    ("observations", "监测数据"),
                    ("targets", "下达目标"),
                    ("entries", "填报表"),
                ],
                max_length=20,
                verbose_name="种类",
            ),
        ),
    ]
