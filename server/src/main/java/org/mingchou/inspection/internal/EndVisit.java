package org.mingchou.inspection.internal;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.platform.BlobStore;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Leaves the gate: with a complete and acknowledged sheet, or after two attempts in vain. */
@Service
class EndVisit {

    /** @param evidence photo of the closed gate, by SHA-256 */
    record Attempt(OffsetDateTime at, String note, String evidence) {}

    private static final int TWO = 2;

    private final VisitAccess access;
    private final VisitRepository visits;
    private final SheetState sheets;
    private final BlobStore blobs;
    private final ClientWrites writes;
    private final VisitHistory history;
    private final Deadlines deadlines;
    private final BusinessClock clock;
    private final JdbcClient jdbc;

    EndVisit(
            VisitAccess access,
            VisitRepository visits,
            SheetState sheets,
            BlobStore blobs,
            ClientWrites writes,
            VisitHistory history,
            Deadlines deadlines,
            BusinessClock clock,
            JdbcClient jdbc) {
        this.access = access;
        this.visits = visits;
        this.sheets = sheets;
        this.blobs = blobs;
        this.writes = writes;
        this.history = history;
        this.deadlines = deadlines;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @Transactional
    public void unreachable(long visitId, List<Attempt> attempts, @Nullable String clientId, Actor actor) {
        var visit = access.visitHeld(visitId, actor);
        access.requireSeat(visit, actor);
        if (!writes.first(actor, clientId, "unreachable visit/" + visitId, attempts)) {
            return;
        }
        var next = visit.unreachable();
        if (visit.onSite().unreachable()) {
            throw Problem.conflict("already-unreachable", "这次检查已记录为无法联系。请直接结束现场检查。");
        }
        var sheet = sheets.of(visitId);
        if (sheet.acknowledged()) {
            throw Problem.conflict("sheet-acknowledged", "企业已签字或已记录拒签，不能再记录为无法联系。");
        }
        if (sheet.answered() > 0) {
            throw Problem.conflict(
                    "items-answered", "已有 " + sheet.answered() + " 个事项填写了结果，说明已进场检查，不能再记录为无法联系。没有查到的事项请选“未检查”并写明原因。");
        }
        if (attempts.size() < TWO) {
            throw Problem.unprocessable("two-attempts-required", "认定无法联系至少需要两次不同时间的联系记录。请补充后再提交。");
        }
        for (var attempt : attempts) {
            insert(visit, attempt, actor);
        }
        if (attempts.stream().map(a -> a.at().toInstant()).distinct().count() < TWO) {
            throw Problem.unprocessable("two-attempts-required", "两次联系记录的时间相同。请填写各次联系的实际时间。");
        }
        visits.save(next);
        history.record(
                actor,
                "record-unreachable",
                next,
                VisitAct.RECORD_UNREACHABLE,
                null,
                Map.of("attempts", attempts.size()));
    }

    @Clause("实施方案五（三）：自联合抽查工作结束之日起20个工作日内录入、审核、公示")
    @Transactional
    public void finish(long visitId, @Nullable String clientId, Actor actor) {
        var visit = access.visitHeld(visitId, actor);
        access.requireSeat(visit, actor);
        if (!writes.first(actor, clientId, "finish visit/" + visitId, "")) {
            return;
        }
        var next = visit.finished(clock.now());
        if (!visit.onSite().unreachable()) {
            requireComplete(visit);
        }
        visits.save(next);
        for (var section : access.live(visitId)) {
            var atVisit = "VISIT_FINISHED".equals(section.task().publishStart());
            deadlines.start(
                    "section",
                    section.key(),
                    DeadlineRule.PUBLISH_RESULT,
                    atVisit ? clock.today() : section.task().windowTo(),
                    atVisit ? "现场检查结束" : "抽查工作结束日");
        }
        history.record(
                actor,
                "finish-visit",
                next,
                VisitAct.FINISH,
                null,
                Map.of("outcome", String.valueOf(next.onSite().outcome())));
    }

    private void requireComplete(Visit visit) {
        var sheet = sheets.of(visit.key());
        var unanswered = sheet.items() - sheet.answered();
        if (unanswered > 0) {
            throw Problem.conflict("items-unanswered", "还有 " + unanswered + " 个事项没有填写结果。请填写完整；确实不涉及的，选“合理缺项”并写明原因。")
                    .with("unanswered", unanswered);
        }
        if (!sheet.acknowledged()) {
            throw Problem.conflict("not-acknowledged", "还没有企业签字，也没有拒签记录。请先请企业签字，或记录拒绝签字的原因和见证人。");
        }
    }

    private void insert(Visit visit, Attempt attempt, Actor actor) {
        if (attempt.at().toInstant().isAfter(clock.now())) {
            throw Problem.unprocessable(
                    "attempt-in-future",
                    "联系时间 " + VisitPapers.minute(attempt.at().toInstant()) + " 晚于现在。请填写实际联系的时间。");
        }
        if (!blobs.exists(attempt.evidence())) {
            throw Problem.unprocessable("evidence-missing", "每次联系都需要一张现场照片。请先上传照片，再提交联系记录。");
        }
        jdbc.sql("""
                INSERT INTO inspection.contact_attempt (region_code, visit_id, attempted_at, note, evidence, recorded_by,
                    recorded_at)
                VALUES (:region, :visit, :attemptedAt, :note, :evidence, :by, :at)""")
                .param("region", visit.regionCode())
                .param("visit", visit.key())
                .param("attemptedAt", attempt.at())
                .param("note", attempt.note().strip())
                .param("evidence", attempt.evidence())
                .param("by", actor.accountId())
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .update();
    }
}
