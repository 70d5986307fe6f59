package org.mingchou.calendar;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A stored clock as people see it. {@code overdue} follows from the due date and today, never from a job having run.
 *
 * @param startEvent Chinese, e.g. {@code 派发}
 * @param remainingWorkingDays working days from tomorrow through the due date; negative when it has passed
 */
public record Deadline(
        DeadlineRule rule,
        LocalDate startedOn,
        String startEvent,
        LocalDate dueOn,
        @Nullable Long calendarVersion,
        boolean provisional,
        @Nullable LocalDate metOn,
        int remainingWorkingDays,
        boolean overdue) {}
