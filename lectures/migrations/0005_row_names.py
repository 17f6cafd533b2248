from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("lectures", "0004_former_slugs")]

    operations = [
        migrations.AlterModelOptions(
            name=name,
            options={"abstract": False, "ordering": ["sort_order"], "verbose_name": verbose_name},
        )
        for name, verbose_name in (("lecturedocument", "document"), ("lecturespeaker", "speaker"))
    ]
