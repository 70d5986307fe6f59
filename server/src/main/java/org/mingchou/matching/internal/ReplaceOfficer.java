package org.mingchou.matching.internal;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.draw.Draws;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.matching.GroupChanged;
import org.mingchou.officer.OfficerSnapshot;
import org.mingchou.officer.Officers;
import org.mingchou.sampler.Avoidance;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.MatchResult;
import org.mingchou.sampler.MatchTask;
import org.mingchou.sampler.Matching;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An officer leaves a group; the rule, not a person, says who follows. */
@Component
@Clause("SSJ-MATCH-1 4.2.4")
@Clause("行政处罚法 43")
class ReplaceOfficer {

    private final PoolStore pools;
    private final GroupStore groups;
    private final Draws draws;
    private final Officers officers;
    private final Rosters rosters;
    private final ApplicationEventPublisher events;
    private final AuditTrail audit;
    private final BusinessClock clock;

    ReplaceOfficer(
            PoolStore pools,
            GroupStore groups,
            Draws draws,
            Officers officers,
            Rosters rosters,
            ApplicationEventPublisher events,
            AuditTrail audit,
            BusinessClock clock) {
        this.pools = pools;
        this.groups = groups;
        this.draws = draws;
        this.officers = officers;
        this.rosters = rosters;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public void replace(long groupId, int seat, ReplacementCode code, String reason, Actor actor) {
        var seen = groups.requireVisible(groupId, actor);
        actor.requireDepartment(seen.departmentId(), "编组");
        pools.locked(seen.drawId(), seen.departmentId());
        var group = groups.requireVisible(groupId, actor);
        GroupLife.TABLE.apply(group.state(), GroupAct.REPLACE);
        if (seat < 0 || seat >= group.seats().size()) {
            throw Problem.badInput(
                    "no-such-seat", "这个编组的席位从 0 到 " + (group.seats().size() - 1) + "，请选择要更换的席位。");
        }
        var leaving = group.seats().get(seat).officer().officerNo();
        var bound = BoundPool.of(draws, group.drawId(), group.departmentId());
        var rows = rows(groups.ofPool(group.poolId()));
        var avoid = avoid(bound, group, leaving);
        var next = next(bound, group, leaving, rows, avoid)
                .orElseThrow(() -> Problem.conflict(
                        "nobody-eligible", "抽取开启时封存的人员池中，没有其他人可以接替这个席位（证件、回避、资格均已计算）。请调整检查日期，待原人员到岗后再检查。"));
        var note = note(bound, group, seat, leaving, next.officerNo(), code, rows, avoid);
        var said = code.label() + "：" + reason;
        groups.insertReplacement(group, seat, next.officerNo(), code, reason, actor.displayName(), now(), note);
        groups.update(group.replace(seat, next, said));
        draws.logMatchNote(group.drawId(), note);
        audit.record(
                actor,
                "replace-officer",
                "group/" + groupId,
                Map.of("seat", seat, "out", leaving, "in", next.officerNo(), "code", code.name()));
        events.publishEvent(new GroupChanged(groupId, group.assignmentId()));
    }

    private Optional<OfficerSnapshot> next(
            BoundPool bound, Group group, String leaving, List<MatchResult.Row> rows, List<Avoidance> avoid) {
        var task = new MatchTask(group.objectId(), Optional.ofNullable(group.requiredQualification()));
        return Matching.replacement(
                        bound.seed(),
                        bound.pool().poolId(),
                        bound.lastDay(),
                        List.of(task),
                        bound.officers(),
                        avoid,
                        rows,
                        group.objectId(),
                        leaving)
                .map(no -> officers.byNumbers(List.of(no)).get(no));
    }

    /** The assignment as it stands, for the loads: groups that stand, ascending by object. */
    static List<MatchResult.Row> rows(Collection<Group> ofPool) {
        return ofPool.stream()
                .filter(g -> g.state() == GroupState.STAFFED)
                .map(g -> new MatchResult.Row(
                        g.objectId(),
                        g.officers().stream().map(OfficerSnapshot::officerNo).toList()))
                .toList();
    }

    /**
     * The bound recusals and what came later, as far as this object goes: recusals declared since, officers who left
     * this group before, and officers whom the directory no longer has or whose certificate it no longer holds valid.
     */
    private List<Avoidance> avoid(BoundPool bound, Group group, String leaving) {
        var later = new java.util.TreeSet<String>(groups.left(group.id()));
        later.add(leaving);
        later.addAll(rosters.recused(group.regionCode(), group.objectId()));
        var present = officers.pool(group.departmentId()).stream()
                .filter(o -> o.certificateValidOn(bound.pool().date()))
                .map(OfficerSnapshot::officerNo)
                .collect(Collectors.toSet());
        bound.officers().stream()
                .map(o -> o.officerId())
                .filter(no -> !present.contains(no))
                .forEach(later::add);
        var all = new ArrayList<>(bound.avoid());
        later.forEach(no -> all.add(new Avoidance(no, group.objectId())));
        return all;
    }

    /** One line with which a stranger who holds the two lists can compute the replacement again. */
    private static String note(
            BoundPool bound,
            Group group,
            int seat,
            String leaving,
            String next,
            ReplacementCode code,
            List<MatchResult.Row> rows,
            List<Avoidance> avoid) {
        return "REPLACE pool=" + bound.pool().poolId() + " object=" + group.objectId() + " seat=" + seat + " out="
                + leaving + " in=" + next + " code=" + code + " groups="
                + HashProfile.SHA256.hex(new MatchResult(rows, List.of(), 0).tsv()) + " avoid="
                + HashProfile.SHA256.hex(Avoidance.tsv(avoid));
    }

    private OffsetDateTime now() {
        return clock.now().atZone(BusinessClock.ZONE).toOffsetDateTime();
    }
}
