from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('bilingual', '0006_carry_over'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='translation',
            name='agreed',
        ),
        migrations.RemoveField(
            model_name='translation',
            name='ahead',
        ),
        migrations.RemoveField(
            model_name='translation',
            name='behind_since',
        ),
        migrations.RemoveField(
            model_name='translation',
            name='copied',
        ),
        migrations.RemoveField(
            model_name='translation',
            name='draft',
        ),
        migrations.RemoveField(
            model_name='translation',
            name='draft_from',
        ),
        migrations.RemoveField(
            model_name='translation',
            name='made_from',
        ),
        migrations.RemoveField(
            model_name='translation',
            name='marks',
        ),
        migrations.RemoveField(
            model_name='translation',
            name='old_since',
        ),
        migrations.RemoveField(
            model_name='translation',
            name='same',
        ),
        migrations.RemoveField(
            model_name='translation',
            name='set_aside',
        ),
        migrations.RemoveField(
            model_name='translation',
            name='sources',
        ),
    ]
