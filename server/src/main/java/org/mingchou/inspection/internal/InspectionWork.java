package org.mingchou.inspection.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mingchou.calendar.Deadline;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.notification.WorkItem;
import org.mingchou.notification.WorkItemSource;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Visits and sections that wait for this person. */
@Component
class InspectionWork implements WorkItemSource {

    private record Waiting(long id, long planId, String planTitle) {}

    private static final String LED = " v.region_code = :region AND v.lead_department_id = :department AND v.state = ";
    private static final String SEATED = """
             EXISTS (SELECT FROM inspection.section_member m JOIN inspection.section own ON own.id = m.section_id
              WHERE own.visit_id = v.id AND own.state <> 'CANCELLED' AND m.account_id = :account) AND v.state\s""";

    private final JdbcClient jdbc;
    private final Deadlines deadlines;

    InspectionWork(JdbcClient jdbc, Deadlines deadlines) {
        this.jdbc = jdbc;
        this.deadlines = deadlines;
    }

    @Override
    public List<WorkItem> itemsFor(Actor actor) {
        var items = new ArrayList<WorkItem>();
        if (actor.has(Role.DEPARTMENT_ADMIN)) {
            visits(items, actor, "schedule-visits", "安排检查日程", LED + "'PLANNED'");
            visits(items, actor, "request-visit-approval", "报请批准检查", LED + "'SCHEDULED'");
            visits(items, actor, "notify-visits", "发出行政检查通知书", LED + "'APPROVED'");
        }
        if (actor.has(Role.APPROVER)) {
            visits(items, actor, "approve-visits", "批准检查", LED + "'APPROVAL_REQUESTED'");
            visits(items, actor, "make-up-visit-approval", "补办先行检查的审批", LED + "'APPROVAL_OWED'");
        }
        if (actor.has(Role.OFFICER)) {
            visits(
                    items,
                    actor,
                    "carry-out-visits",
                    "实施检查",
                    SEATED + "IN ('NOTIFIED', 'IN_PROGRESS', 'APPROVAL_OWED')");
            sections(
                    items,
                    actor,
                    "submit-sections",
                    "提交检查记录",
                    "s.state = 'OPEN' AND v.state = 'FINISHED' AND " + own());
            sections(items, actor, "mend-sections", "更正被退回的检查记录", "s.state = 'RETURNED' AND " + own());
        }
        if (actor.has(Role.REVIEWER)) {
            sections(
                    items,
                    actor,
                    "review-sections",
                    "审核检查记录",
                    "s.state = 'SUBMITTED' AND s.department_id = :department AND NOT " + own());
        }
        return items;
    }

    private static String own() {
        return "EXISTS (SELECT FROM inspection.section_member m WHERE m.section_id = s.id AND m.account_id = :account)";
    }

    private void visits(List<WorkItem> items, Actor actor, String kind, String title, String condition) {
        var rows = jdbc.sql("""
                SELECT v.id, s.plan_id, s.plan_title FROM inspection.visit v
                JOIN LATERAL (SELECT plan_id, plan_title FROM inspection.section
                    WHERE visit_id = v.id ORDER BY id LIMIT 1) s ON true WHERE""" + " " + condition + " ORDER BY v.id")
                .param("region", actor.regionCode())
                .param("department", actor.departmentId())
                .param("account", actor.accountId())
                .query(Waiting.class)
                .list();
        var owed = "make-up-visit-approval".equals(kind)
                ? deadlines.find("visit", rows.stream().map(Waiting::id).toList(), DeadlineRule.MAKE_UP_APPROVAL)
                : Map.<Long, Deadline>of();
        var link = "carry-out-visits".equals(kind) ? "/field/visits?planId=" : "/desk/visits?planId=";
        add(items, kind, title, link, rows, owed);
    }

    private void sections(List<WorkItem> items, Actor actor, String kind, String title, String condition) {
        var rows = jdbc.sql("""
                SELECT s.id, s.plan_id, s.plan_title FROM inspection.section s
                JOIN inspection.visit v ON v.id = s.visit_id
                WHERE s.region_code = :region AND""" + " " + condition + " ORDER BY s.id")
                .param("region", actor.regionCode())
                .param("department", actor.departmentId())
                .param("account", actor.accountId())
                .query(Waiting.class)
                .list();
        var due = deadlines.find("section", rows.stream().map(Waiting::id).toList(), DeadlineRule.PUBLISH_RESULT);
        var link = "review-sections".equals(kind) ? "/desk/reviews?planId=" : "/field/visits?planId=";
        add(items, kind, title, link, rows, due);
    }

    /** One line per plan, with the nearest clock. */
    private static void add(
            List<WorkItem> items,
            String kind,
            String title,
            String link,
            List<Waiting> rows,
            Map<Long, Deadline> clocks) {
        rows.stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        Waiting::planId, java.util.TreeMap::new, java.util.stream.Collectors.toList()))
                .forEach((planId, ofPlan) -> {
                    var nearest = ofPlan.stream()
                            .map(row -> clocks.get(row.id()))
                            .filter(java.util.Objects::nonNull)
                            .min(java.util.Comparator.comparing(Deadline::dueOn))
                            .orElse(null);
                    items.add(new WorkItem(
                            kind,
                            title,
                            ofPlan.get(0).planTitle(),
                            link + planId,
                            nearest == null ? null : nearest.dueOn(),
                            nearest == null ? null : nearest.remainingWorkingDays(),
                            nearest != null && nearest.overdue(),
                            ofPlan.size()));
                });
    }
}
