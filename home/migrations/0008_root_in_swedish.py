"""The page above the start pages stands in every list of pages by its title, which Wagtail writes in English."""

from django.db import migrations


def name_in_swedish(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Page.objects.filter(depth=1, title="Root").update(title="Alla språk", draft_title="Alla språk")


class Migration(migrations.Migration):
    dependencies = [("home", "0007_current_edition_nearest"), ("wagtailcore", "0094_alter_page_locale")]

    operations = [migrations.RunPython(name_in_swedish, migrations.RunPython.noop)]
