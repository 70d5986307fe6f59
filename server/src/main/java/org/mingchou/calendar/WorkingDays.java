package org.mingchou.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Working-day arithmetic over one set of notices. Pure: the calendar is given, nothing is looked up.
 *
 * <p>A year without a notice is counted by the plain week and marks the result as provisional.
 */
public final class WorkingDays {

    /** One notice: the days on which a year departs from the plain week; {@code true} means a working day. */
    public record YearCalendar(long version, int year, Map<LocalDate, Boolean> exceptions) {

        public YearCalendar {
            exceptions = Map.copyOf(exceptions);
        }
    }

    private final Map<Integer, YearCalendar> years = new HashMap<>();

    public WorkingDays(List<YearCalendar> calendars) {
        calendars.forEach(c -> years.merge(c.year(), c, (a, b) -> a.version() > b.version() ? a : b));
    }

    public boolean isWorkingDay(LocalDate day) {
        var calendar = years.get(day.getYear());
        var exception = calendar == null ? null : calendar.exceptions().get(day);
        return exception != null
                ? exception
                : day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /** The {@code days}-th working day after {@code start}; the day of {@code start} is not counted. */
    public DueDate after(LocalDate start, int days) {
        if (days < 1) {
            throw new IllegalArgumentException("days must be at least 1: " + days);
        }
        var counted = counted(start, days);
        var due = counted.get(days - 1);
        boolean provisional = false;
        Long version = null;
        for (int year = start.getYear(); year <= due.getYear(); year++) {
            var calendar = years.get(year);
            if (calendar == null) {
                provisional = true;
            } else if (version == null || calendar.version() > version) {
                version = calendar.version();
            }
        }
        return new DueDate(due, version, provisional);
    }

    /** The working days counted for a period, in order, so that a person can check the count. */
    public List<LocalDate> counted(LocalDate start, int days) {
        var result = new ArrayList<LocalDate>(days);
        for (var day = start.plusDays(1); result.size() < days; day = day.plusDays(1)) {
            if (isWorkingDay(day)) {
                result.add(day);
            }
        }
        return result;
    }

    /** Working days in {@code (from, to]}; negative, counting {@code (to, from]}, when {@code to} lies before. */
    public int between(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            return -between(to, from);
        }
        int count = 0;
        for (var day = from.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
            if (isWorkingDay(day)) {
                count++;
            }
        }
        return count;
    }

    public @Nullable YearCalendar year(int year) {
        return years.get(year);
    }
}
