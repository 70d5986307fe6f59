package org.mingchou.draw.internal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.notification.Inbox;
import org.mingchou.sampler.LogEntry;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Two parties outside the agency may void a draw before the beacon, for an enumerated reason; nobody else may. */
@Service
class VoidDraw {

    private static final int VOTES = 2;

    private final DrawStore store;
    private final Parties parties;
    private final Beacons beacons;
    private final BusinessClock clock;
    private final VoidVotes votes;
    private final Supervisors supervisors;
    private final Inbox inbox;

    VoidDraw(
            DrawStore store,
            Parties parties,
            Beacons beacons,
            BusinessClock clock,
            VoidVotes votes,
            Supervisors supervisors,
            Inbox inbox) {
        this.votes = votes;
        this.supervisors = supervisors;
        this.inbox = inbox;
        this.store = store;
        this.parties = parties;
        this.beacons = beacons;
        this.clock = clock;
    }

    @Clause("抽取规范 §3.4 作废")
    @Transactional
    public void vote(Actor actor, long drawId, @Nullable VoidReason reason) {
        if (reason == null) {
            throw Problem.badInput("reason-required", "请从列出的理由中选择作废理由。");
        }
        var draw = store.lock(drawId, actor.regionCode());
        draw.require(DrawAct.VOID);
        if (beacons.outcomeKnown(draw)) {
            throw Problem.conflict(
                    "outcome-known",
                    Beacons.without(draw)
                            ? "这次抽取无信标，各方揭示后结果已经确定，不能再作废。请由计划员计算结果。"
                            : "信标的公布时间已过，结果已经可以知道，不能再作废。请录入信标后计算结果。");
        }
        var party = parties.require(drawId, actor);
        if (reason == VoidReason.UNWITNESSED) {
            throw Problem.conflict("still-to-be-witnessed", "见证人仍可及时副署；未及时副署的，系统自动作废，不必申请。");
        }
        if (reason == VoidReason.REVEAL_DEADLINE) {
            throw Problem.conflict("reveal-still-open", "揭示期限未过，或各方已经揭示；期限过后系统自动作废，不必申请。");
        }
        if (!party.outside()) {
            throw Problem.notAllowed("outside-parties-void", "作废须由牵头部门以外的两个当事方决定，牵头部门不能自行作废。");
        }
        var before = votes.of(drawId);
        if (before.stream().anyMatch(v -> v.accountId() == actor.accountId())) {
            throw Problem.conflict("already-voted", "您已同意作废，还须另一个外部当事方同意。");
        }
        requireSameReason(before, reason);
        votes.add(drawId, actor, reason, clock.now());
        store.record(actor, "vote-void", draw, Map.of("party", party.slug(), "reason", reason.name()));
        if (before.size() + 1 >= VOTES) {
            var voided = store.save(draw.voided(reason, clock.now()));
            store.log(voided, new LogEntry(LogEntry.Kind.VOID, draw.drawNo(), reason.name()));
            store.record(actor, DrawAct.VOID, voided, Map.of("reason", reason.name()));
            supervisors
                    .outside(voided)
                    .forEach(id -> inbox.tellAccount(
                            id, "抽取 " + draw.drawNo() + " 已由两个外部当事方作废：" + reason.label(), page(draw)));
        } else {
            parties.of(drawId).stream()
                    .filter(p -> p.outside() && p.accountId() != actor.accountId())
                    .forEach(p -> inbox.tellAccount(
                            p.accountId(),
                            actor.displayName() + "以“" + reason.label() + "”提出作废抽取 " + draw.drawNo() + "，请决定是否同意",
                            page(draw)));
        }
    }

    private static String page(Draw draw) {
        return "/desk/plans/" + draw.planId() + "/draw";
    }

    /** Two votes for two reasons would be no decision, and no vote can be taken back. */
    private static void requireSameReason(List<VoidVotes.Vote> before, VoidReason reason) {
        before.stream()
                .map(VoidVotes.Vote::reason)
                .filter(other -> other != reason)
                .findFirst()
                .ifPresent(other -> {
                    throw Problem.conflict(
                            "other-void-reason", "另一当事方已以“" + other.label() + "”提出作废，须两方事由一致。同意的，请选择同一事由。");
                });
    }
}
