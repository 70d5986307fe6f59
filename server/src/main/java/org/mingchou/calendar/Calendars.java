package org.mingchou.calendar;

/** The calendars in force. */
public interface Calendars {

    WorkingDays workingDays();
}
