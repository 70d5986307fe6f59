-- Whole seconds let a clock that was set to 09:00 read 08:59:59.
ALTER TABLE calendar.demo_clock RENAME COLUMN offset_seconds TO offset_micros;
UPDATE calendar.demo_clock SET offset_micros = offset_micros * 1000000;
