package org.mingchou.publication.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.Calendars;
import org.mingchou.draw.DrawMark;
import org.mingchou.draw.Draws;
import org.mingchou.draw.PublicDraw;
import org.mingchou.org.Departments;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.plan.Plans;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Plans and draws of the portal's region in the words of the portal. */
@Component
class Portal {

    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.CHINA);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Locale.CHINA);

    record PlanDepartment(String name, List<String> items) {}

    record PlanPage(
            long id,
            String title,
            String windowText,
            String lead,
            String floorText,
            String progressText,
            int progressDone,
            int progressTotal,
            boolean over,
            String namesText,
            String certificateText,
            List<PlanDepartment> departments) {}

    /** @param disputed an outsider who re-ran it found something else */
    record DrawLine(
            String drawNo,
            long planId,
            String planTitle,
            String statusLabel,
            String tone,
            List<DrawMark> marks,
            boolean disputed,
            String summary) {}

    /** @param reasons why draws were void, with how often; empty when none was */
    record Agency(String department, long draws, long voids, String reasons) {}

    private final String region;
    private final Plans plans;
    private final Draws draws;
    private final Departments departments;
    private final Calendars calendars;
    private final BusinessClock clock;

    Portal(
            @Value("${mingchou.portal.region:130111}") String region,
            Plans plans,
            Draws draws,
            Departments departments,
            Calendars calendars,
            BusinessClock clock) {
        this.region = region;
        this.plans = plans;
        this.draws = draws;
        this.departments = departments;
        this.calendars = calendars;
        this.clock = clock;
    }

    String region() {
        return region;
    }

    String regionName() {
        return departments.regionName(region);
    }

    LocalDate today() {
        return clock.today();
    }

    List<PlanPage> plans() {
        return plans.approved(region).stream().map(this::page).toList();
    }

    java.util.Optional<PlanPage> plan(long id) {
        return plans.publicPlan(id).map(this::page);
    }

    List<DrawLine> draws() {
        return draws.publicDraws(region).stream().map(Portal::line).toList();
    }

    /** How often each department drew, and how often in vain (A2). */
    List<Agency> agencies() {
        return draws.agencyRecords(region).stream()
                .map(r -> new Agency(
                        r.department(),
                        r.draws(),
                        r.voids(),
                        r.voidReasons().entrySet().stream()
                                .map(e -> e.getKey() + "：" + e.getValue() + " 次")
                                .collect(Collectors.joining("；"))))
                .toList();
    }

    java.util.Optional<PublicDraw> draw(String drawNo) {
        return draws.publicDraw(drawNo);
    }

    static String day(LocalDate day) {
        return day.format(DAY);
    }

    static String day(Instant at) {
        return LocalDate.ofInstant(at, BusinessClock.ZONE).format(DAY);
    }

    static String minute(Instant at) {
        return at.atZone(BusinessClock.ZONE).format(MINUTE);
    }

    static String minute(OffsetDateTime at) {
        return minute(at.toInstant());
    }

    static DrawLine line(PublicDraw draw) {
        var excluded =
                draw.exclusions().values().stream().mapToLong(Long::longValue).sum();
        var summary = "名单 " + draw.frameCount() + " 家"
                + (excluded > 0 ? "，其中 " + excluded + " 家按规定不参加抽取" : "")
                + (draw.drawnCount() == null ? "" : "，抽中 " + draw.drawnCount() + " 家")
                + "。名单冻结于 " + minute(draw.frozenAt());
        var tone = "VOID".equals(draw.status()) ? "bad" : draw.computedAt() != null ? "good" : "plain";
        return new DrawLine(
                draw.drawNo(),
                draw.planId(),
                draw.planTitle(),
                draw.statusLabel(),
                tone,
                draw.marks(),
                draw.dissents() > 0,
                summary);
    }

    private PlanPage page(PlanSnapshot plan) {
        var days = calendars.workingDays();
        var before = plan.windowFrom().minusDays(1);
        var today = clock.today();
        int total = days.between(before, plan.windowTo());
        int done = Math.max(0, Math.min(total, days.between(before, today)));
        String progress;
        if (today.isBefore(plan.windowFrom())) {
            progress = "共 " + total + " 个工作日，还有 " + days.between(today, plan.windowFrom()) + " 个工作日开始";
        } else if (today.isAfter(plan.windowTo())) {
            progress = "抽查时间已过，共 " + total + " 个工作日";
        } else {
            progress = "共 " + total + " 个工作日，今天是第 " + Math.max(1, done) + " 个，还剩 " + (total - done) + " 个";
        }
        return new PlanPage(
                plan.id(),
                plan.title(),
                day(plan.windowFrom()) + "至" + day(plan.windowTo()),
                plan.lead().name(),
                ("PER_TIER".equals(plan.floorMode()) ? "各类企业均不低于 " : "共计不低于 ") + percent(plan.floor()),
                progress,
                done,
                total,
                today.isAfter(plan.windowTo()),
                names(plan),
                certificate(plan),
                plan.departments().stream()
                        .map(d -> new PlanDepartment(
                                d.name(),
                                plan.items().stream()
                                        .filter(i -> i.departmentId() == d.departmentId())
                                        .map(PlanSnapshot.PlanItem::name)
                                        .toList()))
                        .toList());
    }

    private static String names(PlanSnapshot plan) {
        return "SEALED".equals(plan.mode())
                ? "抽查时间结束（" + day(plan.windowTo()) + "）以前保密，接触过名单的人在公开日志中记名；次日起启封，向所有人公布，最迟过七日自动启封"
                : "一算出结果就向所有人公布";
    }

    private static String certificate(PlanSnapshot plan) {
        return plan.everythingPublic()
                ? "完整证书向所有人公开：算出结果以后，任何人都可以在本网站下载全部名单和随机数，自己从头重算"
                : "完整证书只给当事方和监督机关，以免泄露企业的内部等级；由牵头部门以外至少三人重算、签名，得到一致结果以后，公开版证书向所有人公开";
    }

    private static String percent(int basisPoints) {
        return basisPoints % 100 == 0
                ? basisPoints / 100 + "%"
                : java.math.BigDecimal.valueOf(basisPoints, 2)
                                .stripTrailingZeros()
                                .toPlainString() + "%";
    }
}
