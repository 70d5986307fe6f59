package org.mingchou.followup.internal;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mingchou.calendar.Deadline;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.notification.WorkItem;
import org.mingchou.notification.WorkItemSource;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Follow-ups whose turn is this department's, one line per plan and state. */
@Component
class FollowUpWork implements WorkItemSource {

    private record Waiting(long id, long planId, String planTitle, FollowUpState state) {}

    private final JdbcClient jdbc;
    private final Deadlines deadlines;

    FollowUpWork(JdbcClient jdbc, Deadlines deadlines) {
        this.jdbc = jdbc;
        this.deadlines = deadlines;
    }

    @Override
    public List<WorkItem> itemsFor(Actor actor) {
        if (!actor.has(Role.FOLLOWUP_HANDLER) || actor.departmentId() == null) {
            return List.of();
        }
        var rows = jdbc.sql("""
                SELECT id, plan_id, plan_title, state FROM followup.follow_up
                WHERE region_code = :region AND state NOT IN ('RECEIVED', 'CLOSED')
                  AND coalesce(transferred_to_department_id, department_id) = :department ORDER BY id""")
                .param("region", actor.regionCode())
                .param("department", actor.departmentId())
                .query(Waiting.class)
                .list();
        var clocks = deadlines.find("follow_up", rows.stream().map(Waiting::id).toList(), DeadlineRule.CLOSE_FOLLOW_UP);
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.planId() + (row.state() == FollowUpState.TRANSFERRED ? "/receive" : "/close"),
                        TreeMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .map(ofPlan -> line(
                        ofPlan,
                        ofPlan.stream()
                                .map(row -> clocks.get(row.id()))
                                .filter(java.util.Objects::nonNull)
                                .toList()))
                .toList();
    }

    private static WorkItem line(List<Waiting> rows, List<Deadline> clocks) {
        var first = rows.get(0);
        var receiving = first.state() == FollowUpState.TRANSFERRED;
        var nearest = clocks.stream()
                .min(java.util.Comparator.comparing(Deadline::dueOn))
                .orElse(null);
        return new WorkItem(
                receiving ? "receive-transfers" : "close-follow-ups",
                receiving ? "接收移送的线索" : "办理后续处置",
                first.planTitle(),
                "/desk/follow-ups?planId=" + first.planId(),
                nearest == null ? null : nearest.dueOn(),
                nearest == null ? null : nearest.remainingWorkingDays(),
                nearest != null && nearest.overdue(),
                rows.size());
    }
}
