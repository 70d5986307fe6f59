package org.mingchou.draw.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.draw.internal.PreFreeze.Check;
import org.mingchou.draw.internal.PreFreeze.Level;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.plan.Plans;
import org.mingchou.platform.BlobStore;
import org.mingchou.sampler.Params;
import org.mingchou.sampler.Quotas;
import org.mingchou.sampler.StratumCount;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.subject.Subjects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks at the frame as a freeze would write it now, beside the frame of the last draw. Streams both; stores nothing.
 */
@Service
class PreFreezeChecks {

    static final int RECENT_DAYS = 30;
    /** More than this part of a frame excluded or changed is worth a look; 1/20. */
    private static final int LARGE_PART = 20;

    private final Plans plans;
    private final DrawStore store;
    private final EarlierFrames earlierFrames;
    private final Capacity capacity;
    private final Subjects subjects;
    private final BlobStore blobs;
    private final BusinessClock clock;

    PreFreezeChecks(
            Plans plans,
            DrawStore store,
            EarlierFrames earlierFrames,
            Capacity capacity,
            Subjects subjects,
            BlobStore blobs,
            BusinessClock clock) {
        this.plans = plans;
        this.store = store;
        this.earlierFrames = earlierFrames;
        this.capacity = capacity;
        this.subjects = subjects;
        this.blobs = blobs;
        this.clock = clock;
    }

    /** The frame's figures while it streams by. */
    private static final class Tally {
        final TreeMap<String, StratumCount> strata = new TreeMap<>();
        final TreeMap<String, TreeMap<String, Long>> codes = new TreeMap<>();

        void accept(FrameLines.Row row) {
            var eligible = row.status().equals("E");
            strata.merge(
                    row.stratum(),
                    new StratumCount(1, eligible ? 1 : 0),
                    (a, b) -> new StratumCount(a.rows() + b.rows(), a.eligible() + b.eligible()));
            if (!eligible) {
                codes.computeIfAbsent(row.status(), code -> new TreeMap<>()).merge(row.stratum(), 1L, Long::sum);
            }
        }

        long rows() {
            return strata.values().stream().mapToLong(StratumCount::rows).sum();
        }

        long eligible() {
            return strata.values().stream().mapToLong(StratumCount::eligible).sum();
        }

        long excluded(String code) {
            return codes.getOrDefault(code, new TreeMap<>()).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    @Clause("抽取规范 A5、§3.4：冻结前核对")
    @Transactional(readOnly = true)
    public PreFreeze check(Actor actor, long planId) {
        var plan = plans.require(planId, actor.regionCode());
        DrawDuties.requireLead(plan.leadDepartmentId(), actor);

        var own = store.ofPlan(planId).stream().findFirst();
        var repeated = own.filter(d -> d.state() == DrawState.VOID);
        var tally = new Tally();
        var previous = compare(plan, repeated, tally);
        var ratios = new TreeMap<>(plan.effectiveRatios());
        var missing = tally.strata.keySet().stream()
                .filter(stratum -> ratios.putIfAbsent(stratum, 0) == null)
                .toList();
        var allocation = Quotas.allocate(tally.strata, ratios, plan.effectiveFloor(), Params.Base.valueOf(plan.base()));
        var of = capacity.of(plan, allocation.quotas());
        var recent = recentTierMoves(plan);
        var earliest = plan.tierAsOf().plusDays(FreezeDraw.TIER_AGE_DAYS);

        var checks = new ArrayList<Check>();
        own.filter(d -> d.state() != DrawState.VOID).ifPresent(d -> checks.add(alreadyDrawn(d)));
        checks.add(window(plan, clock.today()));
        checks.add(scope(tally, plan, repeated));
        checks.add(changes(previous));
        checks.add(recentMoves(recent));
        checks.add(tierAge(plan.tierAsOf(), earliest, repeated.isPresent()));
        checks.add(exclusions(tally, plans.undecidedExclusions(planId)));
        checks.add(quota(allocation, missing));
        checks.add(officers(of.departments()));
        checks.add(qualifications(of.qualifications()));
        checks.add(items(of.itemsWithoutObject()));
        checks.add(objects(tally.excluded("X07")));
        return new PreFreeze(
                planId,
                repeated.map(Draw::drawNo).orElse(null),
                tally.rows(),
                tally.eligible(),
                previous,
                recent,
                tiers(plan, tally, ratios, allocation),
                exclusions(tally),
                of.departments(),
                of.qualifications(),
                of.itemsWithoutObject(),
                tally.excluded("X07"),
                plan.tierAsOf(),
                earliest,
                checks);
    }

    private PreFreeze.@Nullable Previous compare(PlanSnapshot plan, Optional<Draw> repeated, Tally tally) {
        var found = earlierFrames.before(plan);
        if (found.isEmpty()) {
            walk(plan, repeated, tally::accept);
            return null;
        }
        var draw = found.get().draw();
        try (var lines = new FrameLines(blobs.open(draw.frame().frameDigest()))) {
            var comparison = new FrameComparison(lines);
            walk(plan, repeated, row -> {
                tally.accept(row);
                comparison.accept(row);
            });
            var changes = comparison.finish();
            return new PreFreeze.Previous(
                    draw.drawNo(),
                    OffsetDateTime.ofInstant(draw.frozenAt(), BusinessClock.ZONE),
                    found.get().sameScope(),
                    draw.frame().frameCount(),
                    changes.added(),
                    changes.removed(),
                    changes.statusMoves(),
                    changes.tierMoves(),
                    changes.status(),
                    changes.tiers());
        }
    }

    /** The rows that a freeze would fix: of the void draw where one is repeated, else of the directories now. */
    private void walk(PlanSnapshot plan, Optional<Draw> repeated, Consumer<FrameLines.Row> consumer) {
        if (repeated.isPresent()) {
            try (var lines = new FrameLines(blobs.open(repeated.get().frame().frameDigest()))) {
                for (var row = lines.next(); row != null; row = lines.next()) {
                    consumer.accept(row);
                }
            }
            return;
        }
        var exclusions = plans.exclusions(plan.id());
        subjects.forEach(
                plan.regionCode(),
                plan.scope(),
                plans.applicability(plan),
                plan.tierScheme(),
                plan.tierAsOf(),
                row -> consumer.accept(new FrameLines.Row(
                        row.drawId(),
                        row.tier() == null ? PlanSnapshot.NO_TIER : row.tier(),
                        FrameWriter.status(row, exclusions.get(row.drawId())))));
    }

    private List<FrameComparison.Move> recentTierMoves(PlanSnapshot plan) {
        var since = clock.today().minusDays(RECENT_DAYS).atStartOfDay(BusinessClock.ZONE);
        return subjects
                .tierMoves(
                        plan.regionCode(), plan.scope(), plan.tierScheme(), plan.tierAsOf(), since.toOffsetDateTime())
                .stream()
                .map(m -> new FrameComparison.Move(m.from(), m.to(), m.objects()))
                .toList();
    }

    private static List<PreFreeze.Tier> tiers(
            PlanSnapshot plan, Tally tally, Map<String, Integer> ratios, Quotas.Allocation allocation) {
        var result = new ArrayList<PreFreeze.Tier>();
        tally.strata.forEach((tier, count) -> {
            long quota = allocation.quotas().getOrDefault(tier, 0L);
            result.add(new PreFreeze.Tier(
                    tier,
                    count.rows(),
                    count.eligible(),
                    ratios.getOrDefault(tier, 0),
                    quota,
                    Quotas.reserve(quota, count.eligible(), plan.reserve())));
        });
        return result;
    }

    private static List<PreFreeze.Exclusion> exclusions(Tally tally) {
        var result = new ArrayList<PreFreeze.Exclusion>();
        tally.codes.forEach((code, tiers) ->
                tiers.forEach((tier, objects) -> result.add(new PreFreeze.Exclusion(code, tier, objects))));
        return result;
    }

    private static Check alreadyDrawn(Draw draw) {
        return check(
                "drawn-already",
                "本计划是否已抽取",
                Level.STOP,
                "已有抽取 " + draw.drawNo() + "（" + draw.state().label() + "）。",
                "一个计划只抽取一次，请打开该次抽取继续办理；只有它作废后才能重抽。");
    }

    private static Check window(PlanSnapshot plan, LocalDate today) {
        var title = "抽查时间";
        if (!plan.windowOver(today)) {
            return check("window", title, Level.OK, plan.windowFrom() + " 至 " + plan.windowTo() + "。", null);
        }
        return check(
                "window",
                title,
                Level.STOP,
                "已于 " + plan.windowTo() + " 截止，不能再冻结名单抽取。",
                plan.status().equals("APPROVED") ? DrawDuties.WINDOW_OVER_ADVICE : "仍须抽查的，请另编新的计划，报批后抽取。");
    }

    private static Check scope(Tally tally, PlanSnapshot plan, Optional<Draw> repeated) {
        if (tally.rows() == 0) {
            return check("frame", "对象名单", Level.STOP, "抽查对象范围内没有对象。", "请修改计划的对象范围后重新报批。");
        }
        var frame = "名单 " + tally.rows() + " 户，可抽 " + tally.eligible() + " 户";
        if (repeated.isPresent()) {
            return check(
                    "frame",
                    "对象名单",
                    Level.OK,
                    frame + "；沿用作废的抽取 " + repeated.get().drawNo() + " 的名单，逐字节不变。",
                    null);
        }
        return plan.status().equals("APPROVED")
                ? check("frame", "对象名单", Level.OK, frame + "。", null)
                : check("frame", "对象名单", Level.STOP, frame + "；但计划尚未批准或已经结束。", "请先由牵头部门审批人批准计划。");
    }

    private static Check changes(PreFreeze.@Nullable Previous p) {
        var title = "与上次抽取相比";
        if (p == null) {
            return check("changes", title, Level.OK, "这是本部门的首次抽取，没有可比的名单。", null);
        }
        var finding = "与 " + p.drawNo() + "（" + p.rows() + " 户）相比：新增 " + p.added() + " 户，减少 " + p.removed() + " 户，状态改变 "
                + p.statusMoved() + " 户，等级改变 " + p.tierMoved() + " 户。";
        if (!p.sameScope()) {
            return check(
                    "changes", title, Level.LOOK, "没有同一范围的抽取，只能与另一范围比较。" + finding, "差异中含有范围不同造成的部分，请对照两次计划的范围说明逐项核对。");
        }
        var large = (p.added() + p.removed() + p.statusMoved()) * LARGE_PART > p.rows();
        return p.tierMoved() > 0 || large
                ? check("changes", title, Level.LOOK, finding, "请抽看变化的对象：减少和调级须有登记机关或评级的依据。变化的户数将随抽取公开。")
                : check("changes", title, Level.OK, finding, null);
    }

    private static Check recentMoves(List<FrameComparison.Move> moves) {
        var title = "近 " + RECENT_DAYS + " 天录入的调级";
        long moved = moves.stream()
                .filter(m -> !m.from().equals("-"))
                .mapToLong(FrameComparison.Move::objects)
                .sum();
        long first = moves.stream()
                .filter(m -> m.from().equals("-"))
                .mapToLong(FrameComparison.Move::objects)
                .sum();
        var graded = first == 0 ? "" : "首次评级 " + first + " 户。";
        return moved == 0
                ? check("recent-tier-moves", title, Level.OK, "没有调级。" + graded, null)
                : check(
                        "recent-tier-moves",
                        title,
                        Level.LOOK,
                        "调级 " + moved + " 户（不论评定日期写在哪一天）。" + graded,
                        "请名录管理员逐户出示评级依据；没有依据的，改回后再冻结。");
    }

    private Check tierAge(LocalDate asOf, LocalDate earliest, boolean repeated) {
        var title = "等级评定日期";
        return repeated || !clock.today().isBefore(earliest)
                ? check("tier-age", title, Level.OK, "等级以 " + asOf + " 为准，已满 " + FreezeDraw.TIER_AGE_DAYS + " 天。", null)
                : check(
                        "tier-age",
                        title,
                        Level.STOP,
                        "等级以 " + asOf + " 为准，距今不足 " + FreezeDraw.TIER_AGE_DAYS + " 天，可能是为这次抽取临时调级。",
                        "请等到 " + earliest + " 再冻结。");
    }

    private static Check exclusions(Tally tally, int undecided) {
        var title = "不参加抽取的对象";
        long excluded = tally.rows() - tally.eligible();
        var byCode = tally.codes.keySet().stream()
                .map(code -> code + " " + tally.excluded(code) + " 户")
                .collect(Collectors.joining("，"));
        var finding = excluded == 0 ? "没有。" : "共 " + excluded + " 户：" + byCode + "。";
        if (undecided > 0) {
            return check(
                    "exclusions", title, Level.STOP, "还有 " + undecided + " 条排除申请没有审批。" + finding, "请牵头部门审批人逐条决定后再冻结。");
        }
        long byHand = excluded - tally.excluded("X02") - tally.excluded("X03") - tally.excluded("X07");
        return byHand * LARGE_PART > tally.rows()
                ? check("exclusions", title, Level.LOOK, finding, "经审批排除的超过名单的二十分之一，请再看一遍理由。排除的户数按代码公开。")
                : check("exclusions", title, Level.OK, finding, null);
    }

    private static Check quota(Quotas.Allocation allocation, List<String> missing) {
        var title = "应抽户数";
        if (!missing.isEmpty()) {
            return check(
                    "quota",
                    title,
                    Level.STOP,
                    "名单中有等级没有抽取比例：" + String.join("、", missing) + "（N 表示未分级）。",
                    "请由名录管理员补齐分级，或在计划中补充比例后重新报批。");
        }
        return allocation.shortfall() > 0
                ? check(
                        "quota",
                        title,
                        Level.LOOK,
                        "应抽 " + allocation.total() + " 户，比计划的下限少 " + allocation.shortfall() + " 户：可抽的对象不够。",
                        "请核对排除名单和比例；照此冻结，差额将公开。")
                : check("quota", title, Level.OK, "应抽 " + allocation.total() + " 户，各等级见下表；抽取将完全照此执行。", null);
    }

    private static Check officers(List<PreFreeze.Department> departments) {
        var title = "执法人员是否够用";
        var few = departments.stream()
                .filter(d -> d.officers() < d.groupSize())
                .map(d -> d.name() + "（" + d.officers() + " 人）")
                .toList();
        if (!few.isEmpty()) {
            return check(
                    "officers",
                    title,
                    Level.STOP,
                    "到检查期最后一天证件仍有效的人员不足一组：" + String.join("、", few) + "。",
                    "请名录管理员更新执法证件或补充人员；人员名单冻结后不能再加。");
        }
        var busy = departments.stream()
                .filter(d -> tooMuch(d.visitsEach(), d.workingDays()))
                .map(d -> d.name() + "（每人约 " + d.visitsEach() + " 户，工作日 " + d.workingDays() + " 天）")
                .toList();
        return busy.isEmpty()
                ? check("officers", title, Level.OK, "各部门人员足够，每人预计户数见下表。", null)
                : check(
                        "officers",
                        title,
                        Level.LOOK,
                        "平均每个工作日超过一户：" + String.join("、", busy) + "。",
                        "请增加执法人员、延长检查期或报批降低比例；忙不过来的检查容易走过场。");
    }

    private static Check qualifications(List<PreFreeze.Qualification> qualifications) {
        var title = "法定资格";
        if (qualifications.isEmpty()) {
            return check("qualifications", title, Level.OK, "本计划没有事项要求专门资格。", null);
        }
        var none = qualifications.stream()
                .filter(q -> q.holders() == 0)
                .map(q -> q.departmentName() + "“" + q.name() + "”")
                .toList();
        if (!none.isEmpty()) {
            return check(
                    "qualifications",
                    title,
                    Level.STOP,
                    "有事项要求资格而无人具备：" + String.join("、", none) + "。这些检查将配不齐人员。",
                    "请名录管理员登记具备资格的人员，或从计划中去掉这些事项后重新报批。");
        }
        var held = qualifications.stream()
                .map(q -> q.departmentName() + "“" + q.name() + "”" + q.holders() + " 人")
                .collect(Collectors.joining("，"));
        return check("qualifications", title, Level.OK, "具备者：" + held + "。", null);
    }

    private static Check items(List<PreFreeze.Item> without) {
        var title = "没有适用对象的事项";
        return without.isEmpty()
                ? check("items", title, Level.OK, "没有。", null)
                : check(
                        "items",
                        title,
                        Level.LOOK,
                        without.stream().map(PreFreeze.Item::name).collect(Collectors.joining("、")) + "。",
                        "这些事项在名单中一户也不适用，不会查到；请核对适用标签或对象范围。");
    }

    private static Check objects(long without) {
        var title = "没有适用事项的对象（X07）";
        return without == 0
                ? check("objects", title, Level.OK, "没有。", null)
                : check(
                        "objects",
                        title,
                        Level.LOOK,
                        without + " 户，留在名单里而不参加抽取，仍计入应抽比例的基数。",
                        "如需抽查，请增加事项；如不应计入，请收窄范围后重新报批。");
    }

    private static boolean tooMuch(@Nullable BigDecimal visits, int workingDays) {
        return visits != null && visits.compareTo(BigDecimal.valueOf(workingDays)) > 0;
    }

    private static Check check(String key, String title, Level level, String finding, @Nullable String advice) {
        return new Check(key, title, level.name(), level.label(), finding, advice);
    }
}
