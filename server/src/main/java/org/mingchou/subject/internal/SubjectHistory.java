package org.mingchou.subject.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The edits of one object, newest first, told from its dated facts: facts recorded in one moment were one edit. */
record SubjectHistory(JdbcClient jdbc) {

    private record Fact(
            Attribute attribute,
            @Nullable String value,
            LocalDate validFrom,
            String source,
            String reason,
            String recordedBy,
            Instant recordedAt) {}

    List<SubjectViews.History> of(long subjectId) {
        var edits = new LinkedHashMap<Instant, List<Fact>>();
        jdbc.sql("""
                SELECT attribute, value, valid_from, source, reason, recorded_by, recorded_at FROM subject.fact
                WHERE subject_id = :id ORDER BY id""")
                .param("id", subjectId)
                .query(Fact.class)
                .list()
                .forEach(f -> edits.computeIfAbsent(f.recordedAt(), at -> new ArrayList<>())
                        .add(f));
        var values = new EnumMap<Attribute, @Nullable String>(Attribute.class);
        var history = new ArrayList<SubjectViews.History>();
        for (var facts : edits.values()) {
            history.add(entry(facts, values, history.isEmpty()));
        }
        Collections.reverse(history);
        return history;
    }

    private static SubjectViews.History entry(
            List<Fact> facts, Map<Attribute, @Nullable String> values, boolean first) {
        var changes = new ArrayList<SubjectViews.Change>();
        for (var fact : facts) {
            var attribute = fact.attribute();
            changes.add(new SubjectViews.Change(
                    attribute.label(), attribute.readable(values.get(attribute)), attribute.readable(fact.value())));
            values.put(attribute, fact.value());
        }
        var fact = facts.get(0);
        var fields = changes.stream().map(SubjectViews.Change::field).collect(Collectors.joining("、"));
        return new SubjectViews.History(
                fact.recordedAt(),
                fact.recordedBy(),
                first ? "REGISTER" : "EDIT",
                first ? "登记入库" : "修改" + fields,
                fact.reason(),
                fact.source(),
                fact.validFrom(),
                changes);
    }
}
