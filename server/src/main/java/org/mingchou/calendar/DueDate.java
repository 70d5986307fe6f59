package org.mingchou.calendar;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The last day of a period.
 *
 * @param calendarVersion the newest calendar version used; null when no notice was known at all
 * @param provisional the count crosses a year whose notice is not yet imported (暂定)
 */
public record DueDate(LocalDate date, @Nullable Long calendarVersion, boolean provisional) {}
