"""The moves of `reporting.states` as triggers: what no code may do to entries and to approved figures.

They run as the owner and look for tables past those of the session, which could hide what they ask for (ADR 0021).
"""

from collections.abc import Iterable

from custody.safeguards import AS_OWNER
from reporting.states import EDITABLE, RULES, TRANSITIONS, Move


def _listed(states: Iterable[str]) -> str:
    return ", ".join(sorted(f"'{state}'" for state in states))


_ALLOWED = ", ".join(sorted(f"('{source}', '{target}')" for source, target in TRANSITIONS))
_SAID = (
    "said",
    "text",
    "value",
    "unit",
    "no_data_reason",
    "basis",
    "note",
    "explanation",
    "entered_by_id",
    "batch_id",
    "cell",
)
_CHANGED = f"({', '.join(f'NEW.{name}' for name in _SAID)}) IS DISTINCT FROM ({', '.join(f'OLD.{name}' for name in _SAID)})"

ENTRIES = f"""
CREATE OR REPLACE FUNCTION reporting_guard_entry() RETURNS trigger LANGUAGE plpgsql {AS_OWNER} AS $$
DECLARE
    in_force text;
    in_force_said jsonb;
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.version > 0 THEN
            RAISE EXCEPTION 'entry % has a life and is never deleted', OLD.id USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'blank' OR NEW.text <> '' OR NEW.said <> '{{}}' THEN
            RAISE EXCEPTION 'an entry begins blank' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.round_id, NEW.county_id, NEW.indicator_id, NEW.site_id, NEW.project_id)
            IS DISTINCT FROM (OLD.round_id, OLD.county_id, OLD.indicator_id, OLD.site_id, OLD.project_id) THEN
        RAISE EXCEPTION 'entry % stays the cell that it is', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN ({_ALLOWED}) THEN
        RAISE EXCEPTION 'entry % does not move from % to %', OLD.id, OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.state <> OLD.state OR {_CHANGED}) AND NEW.version <= OLD.version THEN
        RAISE EXCEPTION 'entry % was changed without a new version', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF {_CHANGED} AND OLD.state NOT IN ({_listed(EDITABLE)})
            AND NOT (NEW.state = 'approved' AND OLD.state IN ({_listed(RULES[Move.LAPSE].sources)})) THEN
        RAISE EXCEPTION 'entry % is locked while %', OLD.id, OLD.state USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = 'approved' AND OLD.state <> 'approved' THEN
        IF NEW.project_id IS NULL THEN
            SELECT text, '{{}}' INTO in_force, in_force_said FROM indicators_observation WHERE id = NEW.observation_id;
        ELSE
            SELECT text, said INTO in_force, in_force_said FROM projects_progress WHERE id = NEW.progress_id;
        END IF;
        IF (in_force, in_force_said) IS DISTINCT FROM (NEW.text, NEW.said) THEN
            RAISE EXCEPTION 'entry % is approved with a text that is not in force', OLD.id
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF OLD.state <> 'under_review' AND NOT EXISTS (
            SELECT FROM reporting_reopening WHERE entry_id = OLD.id AND ended_at IS NULL
        ) THEN
            RAISE EXCEPTION 'entry % was not re-opened', OLD.id USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    -- An entry that lets go of its figure would leave it without a guard.
    IF (NEW.observation_id, NEW.progress_id) IS DISTINCT FROM (OLD.observation_id, OLD.progress_id)
            AND NOT (OLD.state = 'under_review' AND NEW.state = 'approved') THEN
        RAISE EXCEPTION 'entry % keeps the figure that it put in force', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS guard_entry ON reporting_entry;
CREATE TRIGGER guard_entry BEFORE INSERT OR UPDATE OR DELETE ON reporting_entry
    FOR EACH ROW EXECUTE FUNCTION reporting_guard_entry();
"""  # noqa: S608 - only words from `reporting.states`

# A figure that an approval put in force moves by the approval of its (re-opened) entry, or by a correction
# with a reason, and by nothing else (design, life of a figure).
FIGURES = f"""
CREATE OR REPLACE FUNCTION reporting_guard_figure() RETURNS trigger LANGUAGE plpgsql {AS_OWNER} AS $$
DECLARE
    entry reporting_entry;
BEGIN
    SELECT * INTO entry FROM reporting_entry WHERE observation_id = OLD.id;
    IF NOT FOUND THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'figure % was approved and is never deleted', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW IS NOT DISTINCT FROM OLD THEN
        RETURN NEW;
    END IF;
    IF (NEW.id, NEW.county_id, NEW.indicator_id, NEW.site_id, NEW.year, NEW.period, NEW.plan_indicator_id)
            IS DISTINCT FROM
            (OLD.id, OLD.county_id, OLD.indicator_id, OLD.site_id, OLD.year, OLD.period, OLD.plan_indicator_id) THEN
        RAISE EXCEPTION 'figure % was approved and stays what it measures', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF entry.state = 'under_review' AND (NEW.text, NEW.value, NEW.unit, NEW.no_data_reason)
            IS NOT DISTINCT FROM (entry.text, entry.value, entry.unit, entry.no_data_reason) THEN
        RETURN NEW;
    END IF;
    -- The reason that was given for this very change, in this very transaction.
    IF EXISTS (
        SELECT FROM indicators_correction AS given WHERE given.observation_id = OLD.id
            AND given.before = OLD.text AND given.after = NEW.text AND given.at = transaction_timestamp()
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'figure % was approved: only its re-opened entry or a correction changes it', OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER IF EXISTS guard_figure ON indicators_observation;
CREATE TRIGGER guard_figure BEFORE UPDATE OR DELETE ON indicators_observation
    FOR EACH ROW EXECUTE FUNCTION reporting_guard_figure();
"""  # noqa: S608 - nothing but words of this file

# The same for the progress of a project, which has no corrections beside its entry.
PROGRESS = f"""
CREATE OR REPLACE FUNCTION reporting_guard_progress() RETURNS trigger LANGUAGE plpgsql {AS_OWNER} AS $$
DECLARE
    entry reporting_entry;
BEGIN
    SELECT * INTO entry FROM reporting_entry WHERE progress_id = OLD.id;
    IF NOT FOUND THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'progress % was approved and is never deleted', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW IS NOT DISTINCT FROM OLD THEN
        RETURN NEW;
    END IF;
    IF (NEW.id, NEW.project_id, NEW.year, NEW.period)
            IS DISTINCT FROM (OLD.id, OLD.project_id, OLD.year, OLD.period) THEN
        RAISE EXCEPTION 'progress % was approved and stays what it is about', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF entry.state = 'under_review' AND (NEW.said, NEW.text) IS NOT DISTINCT FROM (entry.said, entry.text) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'progress % was approved: only its re-opened entry changes it', OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER IF EXISTS guard_progress ON projects_progress;
CREATE TRIGGER guard_progress BEFORE UPDATE OR DELETE ON projects_progress
    FOR EACH ROW EXECUTE FUNCTION reporting_guard_progress();
"""  # noqa: S608 - nothing but words of this file

SAFEGUARDS = {
    "FUNCTION reporting_guard_entry": ENTRIES,
    "FUNCTION reporting_guard_figure": FIGURES,
    "FUNCTION reporting_guard_progress": PROGRESS,
}
