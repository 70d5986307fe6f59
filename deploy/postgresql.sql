-- Once per database, as a superuser: psql -v owner_password=… -v app_password=… -f postgresql.sql
CREATE ROLE mingchou_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE mingchou_app LOGIN PASSWORD :'app_password';
CREATE DATABASE mingchou OWNER mingchou_owner TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C';
