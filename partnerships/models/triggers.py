"""Rules over several tables, kept by the database whatever writes to it.

An agreement's status is the last row of its history; its pairs are every Dutch party with every
Chinese one. Two running published agreements of one kind cannot hold the same pair.
"""

import pgtrigger

_CLOSED = "('ended', 'expired')"
_BOTH_SIDES = """
    IF EXISTS (
        SELECT 1 FROM partnerships_agreement a
        WHERE a.id = {agreement} AND a.publication = 'published'
    ) AND NOT EXISTS (
        SELECT 1 FROM partnerships_pair p WHERE p.agreement_id = {agreement}
    ) THEN
        RAISE EXCEPTION USING
            ERRCODE = 'check_violation',
            CONSTRAINT = 'partnerships_agreement_has_both_sides',
            MESSAGE = 'A published agreement has a Dutch and a Chinese party.';
    END IF;
    RETURN NULL;
"""


def status_follows_history():
    """Copy the last rows of the status history to the agreement."""
    return pgtrigger.Trigger(
        name="status_follows_history",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("changed", "bigint")],
        func="""
            FOREACH changed IN ARRAY
                ARRAY[COALESCE(NEW.agreement_id, OLD.agreement_id), OLD.agreement_id]
            LOOP
                WITH history AS (
                    SELECT status, is_public, "on", position FROM partnerships_statuschange
                    WHERE agreement_id = changed
                ), last AS (
                    SELECT status FROM history ORDER BY position DESC LIMIT 1
                ), shown AS (
                    SELECT status, "on" FROM history WHERE is_public ORDER BY position DESC LIMIT 1
                )
                UPDATE partnerships_agreement a SET
                    status = COALESCE((SELECT status FROM last), 'unknown'),
                    public_status = COALESCE((SELECT status FROM shown), ''),
                    public_status_on = COALESCE((SELECT "on" FROM shown), '')
                WHERE a.id = changed;
            END LOOP;
            RETURN NULL;
        """,
    )


def pairs_follow_participants():
    """Rebuild the pairs of an agreement when its parties change."""
    return pgtrigger.Trigger(
        name="pairs_follow_participants",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("changed", "bigint")],
        func=f"""
            FOREACH changed IN ARRAY
                ARRAY[COALESCE(NEW.agreement_id, OLD.agreement_id), OLD.agreement_id]
            LOOP
                DELETE FROM partnerships_pair WHERE agreement_id = changed;
                INSERT INTO partnerships_pair
                    (agreement_id, authority_id, division_id, kind, is_running)
                SELECT a.id, dutch.authority_id, chinese.division_id, a.kind,
                       a.publication = 'published' AND a.status NOT IN {_CLOSED}
                FROM partnerships_agreement a
                JOIN partnerships_participant dutch
                    ON dutch.agreement_id = a.id AND dutch.authority_id IS NOT NULL
                JOIN partnerships_participant chinese
                    ON chinese.agreement_id = a.id AND chinese.division_id IS NOT NULL
                WHERE a.id = changed;
            END LOOP;
            RETURN NULL;
        """,
    )


def pairs_follow_agreement():
    """Carry the kind and the running state of an agreement to its pairs."""
    return pgtrigger.Trigger(
        name="pairs_follow_agreement",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("kind", "status", "publication"),
        func=f"""
            UPDATE partnerships_pair
            SET kind = NEW.kind,
                is_running = NEW.publication = 'published' AND NEW.status NOT IN {_CLOSED}
            WHERE agreement_id = NEW.id;
            RETURN NULL;
        """,
    )


def published_has_both_sides():
    """Refuse, at commit, a published agreement without a Dutch and a Chinese party."""
    return pgtrigger.Trigger(
        name="has_both_sides",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        timing=pgtrigger.Deferred,
        func=_BOTH_SIDES.format(agreement="NEW.id"),
    )


def parties_leave_both_sides():
    """Refuse, at commit, to take the last party of a side from a published agreement."""
    return pgtrigger.Trigger(
        name="leaves_both_sides",
        when=pgtrigger.After,
        operation=pgtrigger.Update | pgtrigger.Delete,
        timing=pgtrigger.Deferred,
        func=_BOTH_SIDES.format(agreement="OLD.agreement_id"),
    )


def anonymous_leaves_the_index():
    """Take a practice that becomes anonymous out of every list until it is indexed anew."""
    return pgtrigger.Trigger(
        name="anonymous_leaves_the_index",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("is_anonymous"),
        func="""
            IF NEW.is_anonymous AND NOT OLD.is_anonymous THEN
                NEW.facets = '{}';
                NEW.search = '';
            END IF;
            RETURN NEW;
        """,
    )
