package org.mingchou.draw.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingchou.draw.DrawPublication;
import org.mingchou.draw.PublicDraw;
import org.mingchou.sampler.Confirmations;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.mingchou.subject.Subjects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What follows the drawn list, or comes instead of it, as strangers may see it. */
@Component
class LaterSteps {

    private static final String OK = Confirmations.Code.OK.name();

    private final DrawStore store;
    private final DrawFiles files;
    private final DrawAccess access;
    private final Subjects subjects;
    private final VoidVotes votes;
    private final JdbcClient jdbc;

    LaterSteps(
            DrawStore store, DrawFiles files, DrawAccess access, Subjects subjects, VoidVotes votes, JdbcClient jdbc) {
        this.store = store;
        this.votes = votes;
        this.files = files;
        this.access = access;
        this.subjects = subjects;
        this.jdbc = jdbc;
    }

    PublicDraw.Course of(Draw draw) {
        var closing = draw.closing();
        var withholding = draw.withholding();
        var beacon2 = withholding == null ? null : withholding.beacon2At();
        var second = draw.second();
        var voiding = draw.voiding();
        return new PublicDraw.Course(
                closing == null ? null : DrawViews.local(closing.confirmedAt()),
                withholding == null ? null : DrawViews.local(withholding.withheldAt()),
                beacon2 == null ? null : DrawViews.local(beacon2),
                second == null ? null : DrawViews.local(second.settledAt()),
                voiding == null ? null : DrawViews.local(voiding.voidedAt()),
                voiding == null ? List.of() : votes(draw),
                repeatedBy(draw),
                dropped(draw),
                count("SELECT count(*) FROM draw.substitute WHERE draw_id = :draw", draw.key()));
    }

    private List<PublicDraw.VoidVote> votes(Draw draw) {
        return votes.of(draw.key()).stream()
                .map(v -> new PublicDraw.VoidVote(v.party(), DrawViews.local(v.at())))
                .toList();
    }

    /** Why a void draw has no certificate, and which draw has one. */
    Problem noCertificate(Draw voided) {
        var again = repeatedBy(voided);
        var reason = voided.voiding() == null
                ? ""
                : "（" + voided.voiding().voidReason().label() + "）";
        return Problem.conflict(
                "draw-void",
                "抽取 " + voided.drawNo() + " 已作废" + reason + "，没有结果，也就没有证书。"
                        + (again == null ? "它还没有重做；重做的，请下载重做的那次抽取的证书。" : "重做的是抽取 " + again + "，请下载那一次的证书。"));
    }

    private @Nullable String repeatedBy(Draw draw) {
        return store.repeatedBy(draw).map(Draw::drawNo).orElse(null);
    }

    /** From the second reveal on each has its entry in the log, whatever the entry shows. */
    private long dropped(Draw draw) {
        return draw.second() == null
                ? confirmedOut(draw).size()
                : count("SELECT count(*) FROM draw.log_entry WHERE draw_id = :draw AND kind = 'SUBST'", draw.key());
    }

    private long count(String sql, long drawId) {
        return jdbc.sql(sql).param("draw", drawId).query(Long.class).single();
    }

    private Map<String, String> confirmedOut(Draw draw) {
        var result = new TreeMap<String, String>();
        var closing = draw.closing();
        if (closing != null) {
            new String(files.bytes(closing.confirmationsDigest()), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .filter(f -> !f[1].equals(OK))
                    .forEach(f -> result.put(f[0], f[1]));
        }
        return result;
    }

    /**
     * Which objects left, and the code of the reason, S1 to S5. Only of a draw that is open to all, whose certificate and
     * log say the same in clear. Otherwise empty: a substitute is of the stratum of the one that left, so whoever stepped
     * in would read the tier of the one that is marked.
     */
    @Clause("抽取规范 §3.7.3")
    Map<String, String> left(Draw draw) {
        if (!access.openToAll(draw)) {
            return Map.of();
        }
        var result = confirmedOut(draw);
        jdbc
                .sql("SELECT payload FROM draw.log_entry WHERE draw_id = :draw AND kind = 'SUBST' ORDER BY index")
                .param("draw", draw.key())
                .query(String.class)
                .list()
                .stream()
                .map(payload -> payload.split("\\|", -1))
                .forEach(f -> result.put(f[1], f[0]));
        return result;
    }

    /** In the order in which they stepped in; as {@link #left}, empty unless the draw is open to all. */
    @Clause("抽取规范 §3.7.3")
    List<DrawPublication.Substitute> substitutes(Draw draw) {
        if (!access.openToAll(draw)) {
            return List.of();
        }
        record Row(String objectId, String droppedId) {}
        var rows = jdbc.sql("SELECT object_id, dropped_id FROM draw.substitute WHERE draw_id = :draw ORDER BY id")
                .param("draw", draw.key())
                .query(Row.class)
                .list();
        var known = subjects.snapshots(rows.stream()
                .flatMap(r -> List.of(r.objectId(), r.droppedId()).stream())
                .toList());
        var left = left(draw);
        return rows.stream()
                .map(r -> {
                    var subject = known.get(r.objectId());
                    var dropped = known.get(r.droppedId());
                    return new DrawPublication.Substitute(
                            r.objectId(),
                            subject == null ? r.objectId() : subject.name(),
                            r.droppedId(),
                            dropped == null ? r.droppedId() : dropped.name(),
                            left.get(r.objectId()));
                })
                .toList();
    }
}
