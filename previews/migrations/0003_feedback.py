from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('previews', '0002_withdrawn_pages'),
    ]

    # The table keeps its name, so that processes of the version before go on until they are restarted.
    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[
            migrations.RenameModel('Answer', 'Feedback'),
            migrations.AlterModelTable('Feedback', 'previews_answer'),
        ]),
    ]
