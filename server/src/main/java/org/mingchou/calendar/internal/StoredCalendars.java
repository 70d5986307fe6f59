package org.mingchou.calendar.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.Calendars;
import org.mingchou.calendar.WorkingDays;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Calendars as imported; the notices known at release are imported at first start. */
@Component
class StoredCalendars implements Calendars {

    /** One day of a notice as a person sees it. */
    record Day(LocalDate day, String kind, String name) {}

    private static final List<String> BUNDLED = List.of("2025", "2026");

    private final JdbcClient jdbc;
    private final BusinessClock clock;

    StoredCalendars(JdbcClient jdbc, BusinessClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public WorkingDays workingDays() {
        record Row(
                long version,
                int year,
                @org.jspecify.annotations.Nullable LocalDate day,
                @org.jspecify.annotations.Nullable String kind) {}
        var rows = jdbc.sql("""
                SELECT v.id AS version, v.year, d.day, d.kind
                FROM calendar.calendar_version v LEFT JOIN calendar.calendar_day d ON d.version_id = v.id""").query(Row.class).list();
        var days = new HashMap<Long, Map<LocalDate, Boolean>>();
        var years = new HashMap<Long, Integer>();
        for (var row : rows) {
            years.put(row.version(), row.year());
            var map = days.computeIfAbsent(row.version(), v -> new HashMap<>());
            if (row.day() != null) {
                map.put(row.day(), "WORKDAY".equals(row.kind()));
            }
        }
        return new WorkingDays(years.entrySet().stream()
                .map(e ->
                        new WorkingDays.YearCalendar(e.getKey(), e.getValue(), days.getOrDefault(e.getKey(), Map.of())))
                .toList());
    }

    long importNotice(int year, String source, LocalDate publishedOn, List<Day> days, String importedBy) {
        var id = jdbc.sql("""
                INSERT INTO calendar.calendar_version (year, source, published_on, imported_by, imported_at)
                VALUES (:year, :source, :publishedOn, :importedBy, :importedAt) RETURNING id""")
                .param("year", year)
                .param("source", source)
                .param("publishedOn", publishedOn)
                .param("importedBy", importedBy)
                .param("importedAt", clock.now().atOffset(java.time.ZoneOffset.UTC))
                .query(Long.class)
                .single();
        for (var day : days) {
            jdbc.sql("INSERT INTO calendar.calendar_day (version_id, day, kind, name) VALUES (:v, :day, :kind, :name)")
                    .param("v", id)
                    .param("day", day.day())
                    .param("kind", day.kind())
                    .param("name", day.name())
                    .update();
        }
        return id;
    }

    List<Day> days(long version) {
        return jdbc.sql("SELECT day, kind, name FROM calendar.calendar_day WHERE version_id = :v ORDER BY day")
                .param("v", version)
                .query(Day.class)
                .list();
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    @EventListener(ApplicationStartedEvent.class)
    @Transactional
    public void importBundledNotices() {
        for (var year : BUNDLED) {
            var known = jdbc.sql("SELECT count(*) FROM calendar.calendar_version WHERE year = :year")
                    .param("year", Integer.parseInt(year))
                    .query(Long.class)
                    .single();
            if (known == 0) {
                importFile(year);
            }
        }
    }

    private void importFile(String year) {
        var days = new ArrayList<Day>();
        var source = "";
        var published = LocalDate.EPOCH;
        try (var reader = new BufferedReader(new InputStreamReader(
                new ClassPathResource("calendar/" + year + ".csv").getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("# published ")) {
                    published = LocalDate.parse(line.substring(12));
                } else if (line.startsWith("# ")) {
                    source = source.isEmpty() ? line.substring(2) : source;
                } else {
                    var cells = line.split(",", 3);
                    days.add(new Day(LocalDate.parse(cells[0]), cells[1], cells[2]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        importNotice(Integer.parseInt(year), source, published, days, "随版本发布");
    }
}
