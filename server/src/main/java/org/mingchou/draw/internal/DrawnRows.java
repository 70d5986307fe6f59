package org.mingchou.draw.internal;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.sampler.Confirmations;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.mingchou.subject.Subjects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The drawn list and the reserve with names, for those who may see tiers. */
@Component
class DrawnRows {

    record View(
            @Nullable Long subjectId,
            String objectId,
            String name,
            String tier,
            int rank,
            String ticket,
            String kind,
            @Nullable String dropOutCode,
            @Nullable String substituteFor) {}

    private record Row(
            String stratum,
            int rank,
            String objectId,
            String ticket,
            String kind,
            @Nullable String droppedId) {}

    private static final List<String> KINDS = List.of("DRAWN", "RESERVE", "SUBSTITUTE");

    private final DrawStore store;
    private final DrawAccess access;
    private final DrawFiles files;
    private final Subjects subjects;
    private final JdbcClient jdbc;

    DrawnRows(DrawStore store, DrawAccess access, DrawFiles files, Subjects subjects, JdbcClient jdbc) {
        this.store = store;
        this.access = access;
        this.files = files;
        this.subjects = subjects;
        this.jdbc = jdbc;
    }

    Page<View> page(Actor actor, long drawId, @Nullable String kind, Paging paging) {
        var draw = store.require(drawId, actor.regionCode());
        access.requireInside(draw, actor);
        if (kind != null && !KINDS.contains(kind)) {
            throw Problem.badInput("row-kind", "名单类别须为 DRAWN、RESERVE 或 SUBSTITUTE。");
        }
        var from = """
                FROM draw.drawn_row r
                LEFT JOIN draw.substitute s ON s.draw_id = r.draw_id AND s.object_id = r.object_id
                WHERE r.draw_id = :draw
                  AND (CAST(:kind AS text) IS NULL OR r.kind = :kind OR (:kind = 'SUBSTITUTE' AND s.id IS NOT NULL))
                """;
        var total = jdbc.sql("SELECT count(*) " + from)
                .param("draw", drawId)
                .param("kind", kind)
                .query(Long.class)
                .single();
        var rows = jdbc.sql("SELECT r.stratum, r.rank, r.object_id, r.ticket,"
                        + " CASE WHEN s.id IS NULL THEN r.kind ELSE 'SUBSTITUTE' END AS kind, s.dropped_id "
                        + from
                        + " ORDER BY r.stratum, r.rank LIMIT :size OFFSET :offset")
                .param("draw", drawId)
                .param("kind", kind)
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query(Row.class)
                .list();
        var known = subjects.snapshots(rows.stream().map(Row::objectId).toList());
        var codes = dropOuts(draw);
        var views = rows.stream()
                .map(row -> {
                    var subject = known.get(row.objectId());
                    return new View(
                            subject == null ? null : subject.id(),
                            row.objectId(),
                            subject == null ? row.objectId() : subject.name(),
                            row.stratum(),
                            row.rank(),
                            row.ticket(),
                            row.kind(),
                            codes.get(row.objectId()),
                            row.droppedId());
                })
                .toList();
        return new Page<>(views, total, paging.page(), paging.size());
    }

    private Map<String, String> dropOuts(Draw draw) {
        var closing = draw.closing();
        if (closing == null) {
            return Map.of();
        }
        return Confirmations.parse(
                        "confirmations.tsv", files.bytes(closing.confirmationsDigest()), files.rows(draw.key()))
                .lines()
                .stream()
                .filter(l -> l.code() != Confirmations.Code.OK)
                .collect(Collectors.toMap(
                        Confirmations.Line::objectId, l -> l.code().name()));
    }
}
