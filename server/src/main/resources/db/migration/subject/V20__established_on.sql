-- 成立日期, for counting how the draws treat young and old firms.
ALTER TABLE subject.subject ADD COLUMN established_on date;
ALTER TABLE subject.fact DROP CONSTRAINT fact_attribute_check;
ALTER TABLE subject.fact ADD CONSTRAINT fact_attribute_check
    CHECK (attribute IN ('NAME', 'CREDIT_CODE', 'ADDRESS', 'INDUSTRY', 'LEGAL_REPRESENTATIVE', 'ESTABLISHED_ON', 'KIND',
                         'STATUS'));
