from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("conference", "0005_phone_that_can_be_dialled")]

    operations = [
        migrations.AlterModelOptions(
            name=name,
            options={"abstract": False, "ordering": ["sort_order"], "verbose_name": verbose_name},
        )
        for name, verbose_name in (("editioncontact", "contact"), ("editionorganiser", "organiser"))
    ]
