-- A replacement is proposed by the department, with proof, and decided by somebody else.
ALTER TABLE matching.staff_group ADD COLUMN replacing jsonb;
ALTER TABLE matching.replacement ADD COLUMN evidence text;
ALTER TABLE matching.replacement ADD COLUMN proposed_by text;
