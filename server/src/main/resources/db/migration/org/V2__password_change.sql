-- A password that somebody else chose is good for one sign-in: whoever set it could act in another's name.
ALTER TABLE org.account ADD COLUMN must_change_password boolean NOT NULL DEFAULT false;
