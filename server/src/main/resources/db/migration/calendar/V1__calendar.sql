CREATE SCHEMA calendar;

-- One row per imported notice. The newest version of a year counts; older ones stay, for deadlines counted with them.
CREATE TABLE calendar.calendar_version (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    year         int         NOT NULL,
    source       text        NOT NULL,
    published_on date        NOT NULL,
    imported_by  text        NOT NULL,
    imported_at  timestamptz NOT NULL
);

-- Only the days on which the notice departs from the plain week.
CREATE TABLE calendar.calendar_day (
    version_id bigint NOT NULL REFERENCES calendar.calendar_version,
    day        date   NOT NULL,
    kind       text   NOT NULL CHECK (kind IN ('HOLIDAY', 'WORKDAY')),
    name       text   NOT NULL,
    PRIMARY KEY (version_id, day)
);
REVOKE UPDATE, DELETE ON calendar.calendar_version, calendar.calendar_day FROM mingchou_app;

-- Every clock of the platform: what started it, by which rule, counted with which calendar, due when, met when.
CREATE TABLE calendar.deadline (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind             text    NOT NULL,
    subject_id       bigint  NOT NULL,
    rule             text    NOT NULL,
    started_on       date    NOT NULL,
    start_event      text    NOT NULL,
    due_on           date    NOT NULL,
    calendar_version bigint,
    provisional      boolean NOT NULL,
    met_on           date,
    UNIQUE (kind, subject_id, rule)
);
CREATE INDEX deadline_open ON calendar.deadline (due_on) WHERE met_on IS NULL;

-- The business clock of the demo. Empty in a real installation.
CREATE TABLE calendar.demo_clock (
    singleton      boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    offset_seconds bigint NOT NULL
);
