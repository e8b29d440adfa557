
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0001_register'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='agreement',
            name='pairs_follow_agreement',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='participant',
            name='pairs_follow_participants',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='pairs_follow_agreement', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            UPDATE partnerships_pair\n            SET kind = NEW.kind,\n                is_running = NEW.publication = 'published' AND NEW.status NOT IN ('ended', 'expired')\n            WHERE agreement_id = NEW.id;\n            RETURN NULL;\n        ", hash='337a993f6ada27374722e0a4a90b04542c81c689', operation='UPDATE OF "kind", "status", "publication"', pgid='pgtrigger_pairs_follow_agreement_910f4', table='partnerships_agreement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participant',
            trigger=pgtrigger.compiler.Trigger(name='pairs_follow_participants', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE changed bigint;', func="\n            FOREACH changed IN ARRAY\n                ARRAY[COALESCE(NEW.agreement_id, OLD.agreement_id), OLD.agreement_id]\n            LOOP\n                DELETE FROM partnerships_pair WHERE agreement_id = changed;\n                INSERT INTO partnerships_pair\n                    (agreement_id, authority_id, division_id, kind, is_running)\n                SELECT a.id, dutch.authority_id, chinese.division_id, a.kind,\n                       a.publication = 'published' AND a.status NOT IN ('ended', 'expired')\n                FROM partnerships_agreement a\n                JOIN partnerships_participant dutch\n                    ON dutch.agreement_id = a.id AND dutch.authority_id IS NOT NULL\n                JOIN partnerships_participant chinese\n                    ON chinese.agreement_id = a.id AND chinese.division_id IS NOT NULL\n                WHERE a.id = changed;\n            END LOOP;\n            RETURN NULL;\n        ", hash='80f2d58deee32790930dd8c7d2604ec5d1026098', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_pairs_follow_participants_f50ae', table='partnerships_participant', when='AFTER')),
        ),
    ]
