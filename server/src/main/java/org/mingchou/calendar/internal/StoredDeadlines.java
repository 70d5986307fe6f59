package org.mingchou.calendar.internal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.Calendars;
import org.mingchou.calendar.Deadline;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.calendar.WorkingDays;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class StoredDeadlines implements Deadlines {

    private record Row(
            long subjectId,
            LocalDate startedOn,
            String startEvent,
            LocalDate dueOn,
            @Nullable Long calendarVersion,
            boolean provisional,
            @Nullable LocalDate metOn) {}

    private final JdbcClient jdbc;
    private final Calendars calendars;
    private final BusinessClock clock;

    StoredDeadlines(JdbcClient jdbc, Calendars calendars, BusinessClock clock) {
        this.jdbc = jdbc;
        this.calendars = calendars;
        this.clock = clock;
    }

    @Override
    public void start(String kind, long subjectId, DeadlineRule rule, LocalDate startedOn, String startEvent) {
        start(kind, List.of(subjectId), rule, startedOn, startEvent);
    }

    @Override
    public void start(
            String kind, Collection<Long> subjectIds, DeadlineRule rule, LocalDate startedOn, String startEvent) {
        var due = calendars.workingDays().after(startedOn, rule.workingDays());
        jdbc.sql("""
                INSERT INTO calendar.deadline
                    (kind, subject_id, rule, started_on, start_event, due_on, calendar_version, provisional)
                SELECT :kind, id, :rule, :startedOn, :startEvent, :dueOn, CAST(:version AS bigint), :provisional
                FROM unnest(CAST(:ids AS bigint[])) AS id
                ON CONFLICT (kind, subject_id, rule) DO NOTHING""")
                .param("kind", kind)
                .param("ids", subjectIds.toArray(Long[]::new))
                .param("rule", rule.name())
                .param("startedOn", startedOn)
                .param("startEvent", startEvent)
                .param("dueOn", due.date())
                .param("version", due.calendarVersion())
                .param("provisional", due.provisional())
                .update();
    }

    @Override
    public void met(String kind, long subjectId, DeadlineRule rule, LocalDate metOn) {
        met(kind, List.of(subjectId), rule, metOn);
    }

    @Override
    public void met(String kind, Collection<Long> subjectIds, DeadlineRule rule, LocalDate metOn) {
        if (subjectIds.isEmpty()) {
            return;
        }
        jdbc.sql("""
                UPDATE calendar.deadline SET met_on = :metOn
                WHERE kind = :kind AND subject_id = ANY(:ids) AND rule = :rule AND met_on IS NULL""")
                .param("metOn", metOn)
                .param("kind", kind)
                .param("ids", subjectIds.toArray(Long[]::new))
                .param("rule", rule.name())
                .update();
    }

    @Override
    public Optional<Deadline> find(String kind, long subjectId, DeadlineRule rule) {
        return Optional.ofNullable(find(kind, List.of(subjectId), rule).get(subjectId));
    }

    @Override
    public Map<Long, Deadline> find(String kind, Collection<Long> subjectIds, DeadlineRule rule) {
        if (subjectIds.isEmpty()) {
            return Map.of();
        }
        var days = calendars.workingDays();
        var today = clock.today();
        var result = new HashMap<Long, Deadline>();
        jdbc.sql("""
                SELECT subject_id, started_on, start_event, due_on, calendar_version, provisional, met_on
                FROM calendar.deadline WHERE kind = :kind AND subject_id = ANY(:ids) AND rule = :rule""")
                .param("kind", kind)
                .param("ids", subjectIds.toArray(Long[]::new))
                .param("rule", rule.name())
                .query(Row.class)
                .list()
                .forEach(row -> result.put(row.subjectId(), toDeadline(row, rule, days, today)));
        return result;
    }

    private static Deadline toDeadline(Row row, DeadlineRule rule, WorkingDays days, LocalDate today) {
        var judgedOn = row.metOn() != null ? row.metOn() : today;
        return new Deadline(
                rule,
                row.startedOn(),
                row.startEvent(),
                row.dueOn(),
                row.calendarVersion(),
                row.provisional(),
                row.metOn(),
                days.between(today, row.dueOn()),
                judgedOn.isAfter(row.dueOn()));
    }
}
