package org.mingchou.draw.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.calendar.Deadline;
import org.mingchou.calendar.DeadlineRule;
import org.mingchou.calendar.Deadlines;
import org.mingchou.notification.WorkItem;
import org.mingchou.notification.WorkItemSource;
import org.mingchou.plan.Plans;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Role;
import org.springframework.stereotype.Component;

/**
 * What the open draws of a region ask of a party, a witness or the planner now; keys that wait for consent; sampled
 * exclusions that wait for the supervisor.
 */
@Component
class DrawWork implements WorkItemSource {

    private final DrawRecords draws;
    private final Parties parties;
    private final Plans plans;
    private final LapseDraws lapse;
    private final Beacons beacons;
    private final PartyKeys keys;
    private final AuditedExclusions audited;
    private final SecondReaders second;
    private final BeaconEntries entries;
    private final BeaconReaders readers;
    private final Deadlines deadlines;
    private final VoidVotes votes;
    private final Sealing sealing;
    private final BusinessClock clock;

    DrawWork(
            DrawRecords draws,
            Parties parties,
            Plans plans,
            LapseDraws lapse,
            Beacons beacons,
            PartyKeys keys,
            AuditedExclusions audited,
            SecondReaders second,
            BeaconEntries entries,
            BeaconReaders readers,
            Deadlines deadlines,
            VoidVotes votes,
            Sealing sealing,
            BusinessClock clock) {
        this.clock = clock;
        this.votes = votes;
        this.sealing = sealing;
        this.readers = readers;
        this.deadlines = deadlines;
        this.second = second;
        this.entries = entries;
        this.audited = audited;
        this.beacons = beacons;
        this.keys = keys;
        this.draws = draws;
        this.parties = parties;
        this.plans = plans;
        this.lapse = lapse;
    }

    @Override
    public List<WorkItem> itemsFor(Actor actor) {
        if (actor.has(Role.SYSTEM_ADMIN)) {
            return keys.waitingIn(actor.regionCode()).stream()
                    .map(k -> new WorkItem(
                            "consent-party-key",
                            "核对并确认当事方的新密钥",
                            k.displayName() + "：" + k.reason(),
                            "/desk/party-keys",
                            null,
                            null,
                            false,
                            1))
                    .toList();
        }
        if (actor.has(Role.SUPERVISOR)) {
            return audits(actor);
        }
        if (!actor.hasAny(Role.PLANNER, Role.PARTY, Role.WITNESS)) {
            return List.of();
        }
        lapse.sweep();
        var result = new ArrayList<WorkItem>();
        for (var draw : draws.findByRegionCodeAndStateInOrderById(actor.regionCode(), DrawRecords.UNDER_WAY)) {
            var all = parties.of(draw.key());
            for (var act : DrawActions.allowed(draw, all, actor, beacons.outcomeKnown(draw), second.now(draw, all))) {
                var title =
                        switch (DrawAct.valueOf(act)) {
                            case COMMIT -> "作出抽取承诺";
                            case OPEN -> "开启抽取";
                            case REVEAL -> "揭示第一个秘密数";
                            case ENTER_BEACON -> "录入信标（两人各自独立录入）";
                            case ENTER_SECOND_BEACON -> "录入补掷的信标（有当事方未二次揭示）";
                            case COMPUTE -> "计算抽取结果";
                            case REVEAL_SECOND -> "揭示第二个秘密数";
                            case VOID -> "另一当事方提出作废抽取，请决定是否同意";
                            default -> null;
                        };
                if (title != null && !read(draw, act, all, actor) && !voidUnasked(draw, act, actor)) {
                    result.add(item(draw, act, title));
                }
            }
        }
        if (actor.has(Role.PLANNER)) {
            again(actor, result);
            unseal(actor, result);
        }
        return result;
    }

    /** Plans of the planner's own department whose last draw is void; closed and cancelled ones ask for nothing. */
    private void again(Actor actor, List<WorkItem> result) {
        for (var draw : draws.findLastVoid(actor.regionCode(), actor.departmentId())) {
            var plan = plans.require(draw.planId(), draw.regionCode());
            if (plan.status().equals("APPROVED")) {
                var why = draw.voiding() == null
                        ? ""
                        : "（" + draw.voiding().voidReason().label() + "）";
                if (plan.windowOver(clock.today())) {
                    result.add(new WorkItem(
                            "close-void-plan",
                            "抽取已作废、抽查时间已过：请办结计划",
                            plan.title() + "，" + draw.drawNo() + " 已作废" + why + "，抽查时间已于 " + plan.windowTo()
                                    + " 截止，不能再重抽。请办结这个计划；仍须抽查的，另编新的计划",
                            "/desk/plans/" + draw.planId(),
                            null,
                            null,
                            false,
                            1));
                    continue;
                }
                result.add(new WorkItem(
                        "freeze-again",
                        "抽取已作废：请决定是否重抽",
                        plan.title() + "，" + draw.drawNo() + " 已作废" + why + "。重抽沿用原名单，最迟于抽查时间截止的 " + plan.windowTo()
                                + " 冻结；名单有差错的，请另编新的计划，这个计划到期办结",
                        "/desk/plans/" + draw.planId() + "/freeze",
                        null,
                        null,
                        false,
                        1));
            }
        }
    }

    private void unseal(Actor actor, List<WorkItem> result) {
        if (actor.departmentId() == null) {
            return;
        }
        for (var draw : sealing.openable(actor.regionCode(), actor.departmentId())) {
            var last = sealing.windowTo(draw);
            result.add(new WorkItem(
                    "unseal-draw",
                    "启封抽取名单",
                    draw.drawNo() + "，抽查时间已于 " + last + " 截止，名单可以公开；逾期自动启封",
                    "/desk/plans/" + draw.planId() + "/draw",
                    last.plusDays(Sealing.GRACE_DAYS),
                    null,
                    false,
                    1));
        }
    }

    private List<WorkItem> audits(Actor actor) {
        var open = audited.open(actor);
        var clocks = deadlines.find(
                LapseDraws.KIND,
                open.stream().map(AuditedExclusions.Waiting::drawId).toList(),
                DeadlineRule.AUDIT_EXCLUSIONS);
        return open.stream()
                .map(waiting -> {
                    var due = clocks.get(waiting.drawId());
                    return new WorkItem(
                            "audit-exclusions",
                            "查核被排除的检查对象",
                            draws.findById(waiting.drawId()).map(Draw::drawNo).orElse("") + "，从被排除的对象中随机抽出，逐户认定排除是否成立",
                            "/desk/exclusion-audits?status=OPEN&drawId=" + waiting.drawId(),
                            due == null ? null : due.dueOn(),
                            due == null ? null : due.remainingWorkingDays(),
                            due != null && due.overdue(),
                            waiting.objects());
                })
                .toList();
    }

    /** Who has read a beacon may read it again, but nobody waits for him. */
    private boolean read(Draw draw, String act, List<Parties.Party> all, Actor actor) {
        var first = act.equals(DrawAct.ENTER_BEACON.name());
        if (!first && (!act.equals(DrawAct.ENTER_SECOND_BEACON.name()) || second.overdue(draw))) {
            return false;
        }
        var round = first ? beacons.round(draw) : BeaconEntries.SECOND;
        return all.stream()
                .filter(p -> p.accountId() == actor.accountId())
                .noneMatch(p -> entries.asks(draw, round, p.slug()));
    }

    /** Voiding is asked of an outsider once another has voted for it, and of nobody twice. */
    private boolean voidUnasked(Draw draw, String act, Actor actor) {
        return act.equals(DrawAct.VOID.name())
                && votes.of(draw.key()).stream().noneMatch(v -> v.accountId() != actor.accountId());
    }

    private WorkItem item(Draw draw, String act, String title) {
        var slug = act.toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-draw";
        var plan = plans.require(draw.planId(), draw.regionCode());
        var link = "/desk/plans/" + draw.planId() + "/draw";
        var due = due(draw, DrawAct.valueOf(act));
        return new WorkItem(
                slug,
                title,
                plan.title() + " " + draw.drawNo() + more(draw, DrawAct.valueOf(act)),
                link,
                due.map(Deadline::dueOn).orElse(act.equals(DrawAct.REVEAL.name()) ? revealDay(draw) : null),
                due.map(Deadline::remainingWorkingDays).orElse(null),
                due.filter(Deadline::overdue).isPresent(),
                1);
    }

    private String more(Draw draw, DrawAct act) {
        return switch (act) {
            case ENTER_BEACON -> when(draw);
            case REVEAL ->
                draw.opening() == null
                        ? ""
                        : "，" + DrawViews.shown(draw.opening().revealDeadline()) + " 截止，过时抽取自动作废";
            case VOID ->
                votes.of(draw.key()).stream()
                        .findFirst()
                        .map(v -> "，" + v.byName() + "以“" + v.reason().label() + "”提出；同意的，选择同一事由")
                        .orElse("");
            default -> "";
        };
    }

    /** Minutes decide, which no working day counts. */
    private static @Nullable LocalDate revealDay(Draw draw) {
        return draw.opening() == null
                ? null
                : DrawViews.local(draw.opening().revealDeadline()).toLocalDate();
    }

    private String when(Draw draw) {
        return "，" + beacons.name(draw)
                + beacons.readableFrom(draw)
                        .map(at -> "，" + DrawViews.shown(at) + " 起可录入")
                        .orElse("，待外部见证人副署后录入");
    }

    private Optional<Deadline> due(Draw draw, DrawAct act) {
        return switch (act) {
            case ENTER_BEACON -> readers.deadline(draw);
            case ENTER_SECOND_BEACON -> deadlines.find(LapseDraws.KIND, draw.key(), DeadlineRule.READ_SECOND_BEACON);
            case REVEAL_SECOND -> deadlines.find(LapseDraws.KIND, draw.key(), DeadlineRule.REVEAL_SECOND);
            default -> Optional.empty();
        };
    }
}
