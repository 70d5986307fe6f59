CREATE SCHEMA subject;

-- Every pair of neighbouring characters, and every single one: an index on these finds two-character Chinese words,
-- for which trigrams are too long.
CREATE FUNCTION subject.grams(t text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT g), '{}') FROM (
        SELECT substr(upper(t), i, n) AS g
        FROM generate_series(1, length(t)) AS i, generate_series(1, 2) AS n
        WHERE i + n - 1 <= length(t)) AS grams $$;

-- Current values; what held when stands in subject.fact.
CREATE TABLE subject.subject (
    id                   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version              int         NOT NULL DEFAULT 0,
    draw_id              text COLLATE "C" NOT NULL UNIQUE CHECK (draw_id ~ '^[0-9A-Z._-]{1,54}$'),
    region_code          text        NOT NULL,
    kind                 text        NOT NULL CHECK (kind IN ('ENTERPRISE', 'SOLE_TRADER', 'COOPERATIVE', 'PROJECT',
                                                              'PRODUCT', 'SITE', 'INSTITUTION')),
    status               text        NOT NULL CHECK (status IN ('ACTIVE', 'CANCELLED', 'REVOKED', 'MOVED_OUT')),
    name                 text        NOT NULL,
    credit_code          text COLLATE "C",
    address              text,
    industry             text COLLATE "C",
    legal_representative text,
    created_at           timestamptz NOT NULL
);
CREATE UNIQUE INDEX subject_credit_code ON subject.subject (credit_code) WHERE credit_code IS NOT NULL;
CREATE INDEX subject_region ON subject.subject (region_code, draw_id);
CREATE INDEX subject_region_name ON subject.subject (region_code, name);
CREATE INDEX subject_name_grams ON subject.subject USING gin (subject.grams(name));

-- The draw id of an object is for ever, so is its region of first registration in it.
CREATE FUNCTION subject.keep_draw_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.draw_id <> OLD.draw_id THEN
        RAISE EXCEPTION 'a draw id never changes';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_draw_id BEFORE UPDATE ON subject.subject
    FOR EACH ROW EXECUTE FUNCTION subject.keep_draw_id();

-- Numbers of objects without a credit code.
CREATE TABLE subject.draw_serial (
    region_code text PRIMARY KEY,
    last        bigint NOT NULL
);

-- What was true from when to when, by whose word. A change closes the former row and appends.
CREATE TABLE subject.fact (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject_id  bigint      NOT NULL REFERENCES subject.subject,
    region_code text        NOT NULL,
    attribute   text        NOT NULL CHECK (attribute IN ('NAME', 'CREDIT_CODE', 'ADDRESS', 'INDUSTRY',
                                                          'LEGAL_REPRESENTATIVE', 'KIND', 'STATUS')),
    value       text,
    valid_from  date        NOT NULL,
    valid_to    date,
    source      text        NOT NULL,
    reason      text        NOT NULL,
    recorded_by text        NOT NULL,
    recorded_at timestamptz NOT NULL
);
CREATE INDEX fact_subject ON subject.fact (subject_id, attribute) WHERE valid_to IS NULL;
CREATE INDEX fact_history ON subject.fact (subject_id, id);

CREATE TABLE subject.label_type (
    code text PRIMARY KEY CHECK (code ~ '^[A-Z0-9_]{2,40}$'),
    name text NOT NULL UNIQUE
);

CREATE TABLE subject.label (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject_id  bigint      NOT NULL REFERENCES subject.subject,
    region_code text        NOT NULL,
    label       text        NOT NULL REFERENCES subject.label_type,
    valid_from  date        NOT NULL,
    valid_to    date,
    source      text        NOT NULL,
    recorded_by text        NOT NULL,
    recorded_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX label_in_force ON subject.label (subject_id, label) WHERE valid_to IS NULL;
CREATE INDEX label_region ON subject.label (region_code, label, subject_id);

CREATE TABLE subject.tier_scheme (
    code  text PRIMARY KEY,
    name  text NOT NULL,
    tiers text[] NOT NULL
);

-- A re-grade appends. Internal: no public page, export or log shows a tier.
CREATE TABLE subject.tier (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject_id  bigint      NOT NULL REFERENCES subject.subject,
    region_code text        NOT NULL,
    scheme      text        NOT NULL REFERENCES subject.tier_scheme,
    tier        text        NOT NULL,
    as_of       date        NOT NULL,
    source      text        NOT NULL,
    recorded_by text        NOT NULL,
    recorded_at timestamptz NOT NULL
);
CREATE INDEX tier_newest ON subject.tier (subject_id, scheme, as_of DESC, id DESC);
CREATE INDEX tier_scheme_used ON subject.tier (region_code, scheme);

REVOKE UPDATE, DELETE ON subject.fact, subject.label, subject.tier, subject.label_type, subject.tier_scheme
    FROM mingchou_app;
GRANT UPDATE (valid_to) ON subject.fact, subject.label TO mingchou_app;
REVOKE DELETE ON subject.subject FROM mingchou_app;

INSERT INTO subject.label_type (code, name) VALUES
    ('EMERGENCY_MANAGEMENT', '应急管理领域'),
    ('INDUSTRY_TRADE', '工贸'),
    ('HAZARDOUS_CHEMICALS', '危险化学品'),
    ('SAFETY_SERVICES', '安全生产技术服务'),
    ('URBAN_WATER_SUPPLY', '城市供水'),
    ('WATER_SUPPLY_RELOCATION', '供水设施改迁'),
    ('SOIL_CONSERVATION', '水土保持'),
    ('RIVER_PROJECT', '河道内建设项目'),
    ('RIVER_ACTIVITY', '河道内活动'),
    ('RIVER_RECLAMATION', '围垦河道'),
    ('WATER_INVESTMENT', '水利投资项目'),
    ('FLOOD_DROUGHT', '水旱灾害防御'),
    ('WATER_PROJECT', '水利工程'),
    ('RESETTLEMENT', '水利移民安置'),
    ('WATER_INTAKE', '取水'),
    ('SOUTH_NORTH_TRANSFER', '南水北调'),
    ('WATER_SAVING', '节约用水'),
    ('OZONE_DEPLETING', '消耗臭氧层物质'),
    ('VEHICLE_SALES', '机动车销售'),
    ('NATURE_RESERVE', '自然保护地'),
    ('NEW_POLLUTANTS', '新污染物'),
    ('HAZARDOUS_WASTE', '危险废物'),
    ('HEAVY_METALS', '涉重金属');

INSERT INTO subject.tier_scheme (code, name, tiers) VALUES
    ('HEBEI_CREDIT_RISK', '河北省企业信用风险分级分类', '{A,B,C,D}');
