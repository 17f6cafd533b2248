"""The text of documents, for the search. Those already there: manage.py read_documents."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('home', '0003_groups'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='sitedocument',
            options={'base_manager_name': 'objects', 'verbose_name': 'document', 'verbose_name_plural': 'documents'},
        ),
        migrations.AddField(
            model_name='sitedocument',
            name='searched_text',
            field=models.TextField(blank=True, default='', editable=False),
        ),
        migrations.AddField(
            model_name='sitedocument',
            name='text_read_from',
            field=models.CharField(blank=True, default='', editable=False, max_length=40),
        ),
    ]
