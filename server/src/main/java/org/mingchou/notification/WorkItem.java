package org.mingchou.notification;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One line of the work list.
 *
 * @param kind stable slug, e.g. {@code confirm-assignments}
 * @param title Chinese imperative, e.g. 比对确认派发名单
 * @param detail Chinese; names the plan or the draw where there is one, so that no two lines read alike
 * @param link path inside the desk or field app, e.g. {@code /desk/assignments?planId=1&status=DISPATCHED}
 * @param count how many rows stand behind it
 */
public record WorkItem(
        String kind,
        String title,
        String detail,
        String link,
        @Nullable LocalDate dueOn,
        @Nullable Integer remainingWorkingDays,
        boolean overdue,
        int count) {}
