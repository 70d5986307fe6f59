CREATE SCHEMA statistics;
