-- The owner migrates; the application role works. Tables of evidence and ledgers take UPDATE and DELETE away again.
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO mingchou_app;
ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO mingchou_app;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO mingchou_app;

-- The table of Spring Session, in the layout that its JDBC repository expects.
CREATE TABLE public.spring_session (
    primary_id            char(36) PRIMARY KEY,
    session_id            char(36) NOT NULL UNIQUE,
    creation_time         bigint   NOT NULL,
    last_access_time      bigint   NOT NULL,
    max_inactive_interval int      NOT NULL,
    expiry_time           bigint   NOT NULL,
    principal_name        varchar(100)
);
CREATE INDEX spring_session_expiry ON public.spring_session (expiry_time);
CREATE INDEX spring_session_principal ON public.spring_session (principal_name);

CREATE TABLE public.spring_session_attributes (
    session_primary_id char(36)     NOT NULL REFERENCES public.spring_session ON DELETE CASCADE,
    attribute_name     varchar(200) NOT NULL,
    attribute_bytes    bytea        NOT NULL,
    PRIMARY KEY (session_primary_id, attribute_name)
);
