"""Never more people than places: kept by the database, whatever writes and however many at once.

Both triggers go through the row of the event, so that writers at the same moment come one by one.
"""

import pgtrigger

_REFUSED = """
    RAISE EXCEPTION USING
        ERRCODE = 'check_violation',
        CONSTRAINT = '{name}',
        MESSAGE = 'A meeting never has more people than places.';
"""


def fits_capacity():
    """Refuse a place beyond the capacity of the event."""
    return pgtrigger.Trigger(
        name="fits_capacity",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        declare=[("room", "integer")],
        func=f"""
            IF NEW.state <> 'placed' OR (
                TG_OP = 'UPDATE' AND OLD.state = 'placed' AND OLD.event_id = NEW.event_id
            ) THEN
                RETURN NEW;
            END IF;
            SELECT capacity INTO room FROM programmes_event
                WHERE id = NEW.event_id FOR NO KEY UPDATE;
            IF room <= (
                SELECT count(*) FROM programmes_registration r
                WHERE r.event_id = NEW.event_id AND r.state = 'placed'
                    AND r.id IS DISTINCT FROM NEW.id
            ) THEN
                {_REFUSED.format(name="programmes_registration_fits_capacity")}
            END IF;
            RETURN NEW;
        """,
    )


def keeps_its_places():
    """Refuse a capacity below the number of people who have a place."""
    return pgtrigger.Trigger(
        name="keeps_its_places",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("capacity"),
        func=f"""
            IF NEW.capacity < (
                SELECT count(*) FROM programmes_registration r
                WHERE r.event_id = NEW.id AND r.state = 'placed'
            ) THEN
                {_REFUSED.format(name="programmes_event_keeps_its_places")}
            END IF;
            RETURN NEW;
        """,
    )
