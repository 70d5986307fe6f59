package org.mingchou.inspection.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.officer.OfficerSnapshot;
import org.mingchou.officer.Officers;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 扫码入企: the code on the sheet, at least two officers per department, certificates looked up anew. */
@Service
class CheckIn {

    /** @param officers numbers of the officers who are present */
    record Arrival(
            String sheetCode,
            @Nullable Double latitude,
            @Nullable Double longitude,
            Set<String> officers,
            @Nullable String otherDayReason) {}

    private static final int TWO = 2;

    private final VisitAccess access;
    private final VisitRepository visits;
    private final SheetRows sheet;
    private final Officers officers;
    private final Acknowledgements acknowledgements;
    private final ClientWrites writes;
    private final VisitHistory history;
    private final BusinessClock clock;
    private final JdbcClient jdbc;

    CheckIn(
            VisitAccess access,
            VisitRepository visits,
            SheetRows sheet,
            Officers officers,
            Acknowledgements acknowledgements,
            ClientWrites writes,
            VisitHistory history,
            BusinessClock clock,
            JdbcClient jdbc) {
        this.access = access;
        this.visits = visits;
        this.sheet = sheet;
        this.officers = officers;
        this.acknowledgements = acknowledgements;
        this.writes = writes;
        this.history = history;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @Clause("行政处罚法 42：执法人员不得少于两人")
    @Clause("行政处罚法 55：主动出示执法证件")
    @Transactional
    public void checkIn(long visitId, Arrival arrival, @Nullable String clientId, Actor actor) {
        var visit = access.visitHeld(visitId, actor);
        var own = access.requireSeat(visit, actor);
        if (!writes.first(actor, clientId, "check-in visit/" + visitId, arrival)) {
            return;
        }
        var next = visit.checkedIn(clock.now());
        if (acknowledgements.find(visitId).isPresent()) {
            throw Problem.conflict("sheet-acknowledged", "企业已签字或已记录拒签，不再登记到场。");
        }
        if (!sameCode(visit.sheetCode(), arrival.sheetCode())) {
            throw Problem.conflict("wrong-sheet-code", "检查码与这户企业的“一企一表”不符。请核对企业名称，扫描本次检查表上的二维码或输入其下方的10位检查码。");
        }
        var otherDay = requireDay(visit, arrival);
        var live = access.live(visitId);
        var present = live.stream()
                .flatMap(section -> sheet.membersOf(section.key()).stream())
                .filter(m -> arrival.officers().contains(m.officerNo()))
                .toList();
        if (present.size() < arrival.officers().size()) {
            throw Problem.unprocessable("not-a-member", "到场人员中有人不在本次检查的编组内。请只选择编组内的执法人员。");
        }
        var now = officers.byNumbers(arrival.officers());
        boolean ownPresent = false;
        for (var section : live) {
            var here =
                    present.stream().filter(m -> m.sectionId() == section.key()).toList();
            if (here.isEmpty()) {
                continue;
            }
            if (here.size() < TWO) {
                throw Problem.unprocessable(
                        "two-officers-required", section.task().departmentName() + "到场执法人员少于两人，不能开始检查。请等待同组人员到场后一并登记。");
            }
            here.forEach(member -> requireCertificate(member, now.get(member.officerNo())));
            var before = arrived(section);
            here.stream()
                    .filter(member -> !before.contains(member.officerNo()))
                    .forEach(member -> insert(visit, section, member, now, arrival, actor));
            ownPresent |= own.stream().anyMatch(s -> s.key() == section.key());
        }
        if (!ownPresent) {
            throw Problem.unprocessable("officers-present-required", "请选择到场的执法人员：每个部门至少两名，并包含您本人所在的部门。");
        }
        visits.save(next);
        history.record(
                actor,
                "check-in",
                next,
                VisitAct.CHECK_IN,
                otherDay,
                Map.of("officers", List.copyOf(arrival.officers())));
    }

    /** The notice names the day: not before it, and on a later one only with a reason that stays on record. */
    @Clause("国办发〔2024〕54号：按行政检查通知书实施检查")
    private @Nullable String requireDay(Visit visit, Arrival arrival) {
        var day = visit.scheduledOn();
        if (day == null || visit.onSite().checkedInAt() != null || day.equals(clock.today())) {
            return null;
        }
        if (clock.today().isBefore(day)) {
            throw Problem.conflict(
                    "before-notified-day", "通知书告知的检查日期是 " + day + "，还没有到。请到日再入企；确需提前的，由牵头部门重新安排日期并另发通知书。");
        }
        var reason = arrival.otherDayReason();
        if (reason == null || reason.isBlank()) {
            throw Problem.conflict(
                    "other-day-reason-required",
                    "通知书告知的检查日期是 " + day + "，今天是 " + clock.today() + "。请写明改在今天检查的原因，或由牵头部门重新安排日期并另发通知书。");
        }
        return reason.strip();
    }

    private Set<String> arrived(Section section) {
        return jdbc.sql("SELECT officer_no FROM inspection.check_in WHERE section_id = :id")
                .param("id", section.key())
                .query(String.class)
                .set();
    }

    /** Sections whose officers are at the gate. */
    boolean present(Section section) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM inspection.check_in WHERE section_id = :id)")
                .param("id", section.key())
                .query(Boolean.class)
                .single();
    }

    private void requireCertificate(SheetRows.Member member, @Nullable OfficerSnapshot officer) {
        if (officer == null || officer.certificateNo() == null || !officer.certificateValidOn(clock.today())) {
            throw Problem.unprocessable(
                            "certificate-not-valid", member.officerName() + " 的执法证件今日不在有效期内，不能参加检查。请由证件有效的人员替换后再入企。")
                    .with("officerNo", member.officerNo());
        }
    }

    private void insert(
            Visit visit,
            Section section,
            SheetRows.Member member,
            Map<String, OfficerSnapshot> now,
            Arrival arrival,
            Actor actor) {
        jdbc.sql("""
                INSERT INTO inspection.check_in (region_code, visit_id, section_id, officer_no, officer_name,
                    certificate_no, latitude, longitude, recorded_by, recorded_at)
                VALUES (:region, :visit, :section, :no, :name, :certificate, :latitude, :longitude, :by, :at)""")
                .param("region", visit.regionCode())
                .param("visit", visit.key())
                .param("section", section.key())
                .param("no", member.officerNo())
                .param("name", member.officerName())
                .param(
                        "certificate",
                        java.util.Objects.requireNonNull(now.get(member.officerNo()))
                                .certificateNo())
                .param("latitude", arrival.latitude())
                .param("longitude", arrival.longitude())
                .param("by", actor.accountId())
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static boolean sameCode(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                given.strip().toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }
}
