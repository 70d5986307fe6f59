package org.mingchou.matching.internal;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.dispatch.Assignments;
import org.mingchou.draw.Draws;
import org.mingchou.draw.SealedNames;
import org.mingchou.matching.internal.PoolStore.StoredPool;
import org.mingchou.officer.Officers;
import org.mingchou.plan.PlanSnapshot.PlanDepartment;
import org.mingchou.plan.Plans;
import org.mingchou.sampler.Officer;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.springframework.stereotype.Component;

/** What people see of pools: who is in, what came out, how even the load is. */
@Component
class PoolList {

    record Load(String officerCode, String officerName, boolean certificateValid, int load) {}

    record Conflict(long groupId, String subjectName, int seat, String officerCode, String officerName) {}

    /**
     * @param unclaimed confirmed and not yet claimed
     * @param undecided not yet confirmed, substitutes
     * @param spread largest minus smallest load of officers with a valid certificate; null before the matching
     * @param conflicts seats whose officer declared a recusal after the opening
     */
    record View(
            String pool,
            long drawId,
            long departmentId,
            String departmentName,
            int groupSize,
            LocalDate lastDay,
            int officers,
            int officersWithValidCertificate,
            int undecided,
            int unclaimed,
            int claimed,
            String status,
            @Nullable OffsetDateTime matchedAt,
            @Nullable String matchedBy,
            @Nullable Integer repairs,
            int staffed,
            int unstaffed,
            List<Load> load,
            @Nullable Integer spread,
            List<GroupList.Row> unstaffedGroups,
            List<String> warnings,
            List<Conflict> conflicts,
            List<String> allowedActions) {}

    private final PoolStore pools;
    private final GroupStore groups;
    private final GroupList list;
    private final Assignments assignments;
    private final Draws draws;
    private final Plans plans;
    private final Officers officers;
    private final SealedNames sealed;

    PoolList(
            PoolStore pools,
            GroupStore groups,
            GroupList list,
            Assignments assignments,
            Draws draws,
            Plans plans,
            Officers officers,
            SealedNames sealed) {
        this.sealed = sealed;
        this.pools = pools;
        this.groups = groups;
        this.list = list;
        this.assignments = assignments;
        this.draws = draws;
        this.plans = plans;
        this.officers = officers;
    }

    /** The pools of a draw that the actor may see, in the plan's order of departments. */
    List<View> ofDraw(long drawId, Actor actor) {
        var draw = draws.require(drawId, actor.regionCode());
        var plan = plans.require(draw.planId(), draw.regionCode());
        boolean everything = actor.hasAny(Role.SUPERVISOR, Role.APPROVER)
                || (actor.has(Role.PLANNER)
                        && actor.departmentId() != null
                        && actor.departmentId() == plan.leadDepartmentId());
        return plan.departments().stream()
                .filter(d ->
                        everything || Optional.ofNullable(actor.departmentId()).equals(Optional.of(d.departmentId())))
                .map(d -> view(drawId, d, actor))
                .toList();
    }

    View one(long drawId, long departmentId, Actor actor) {
        return ofDraw(drawId, actor).stream()
                .filter(v -> v.departmentId() == departmentId)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("人员池"));
    }

    private View view(long drawId, PlanDepartment department, Actor actor) {
        var bound = draws.pool(drawId, department.departmentId());
        var stored = pools.find(drawId, department.departmentId());
        var members = bound.officersTsv().length == 0
                ? List.<Officer>of()
                : Officer.parse("officers.tsv", bound.officersTsv());
        var ofPool = stored.map(p -> groups.ofPool(p.id())).orElse(List.of());
        var matched = stored.filter(StoredPool::matched);
        var load = load(members, bound.date(), ofPool);
        int undecided = count(drawId, department, "DISPATCHED");
        int unclaimed = count(drawId, department, "CONFIRMED");
        int claimed = count(drawId, department, "CLAIMED");
        boolean mayMatch = matched.isEmpty()
                && undecided + unclaimed == 0
                && claimed > 0
                && actor.has(Role.DEPARTMENT_ADMIN)
                && actor.departmentId() != null
                && actor.departmentId() == department.departmentId()
                && draws.secondSeed(drawId).isPresent();
        var open = ofPool.stream()
                .filter(g -> g.state() == GroupState.UNSTAFFED || g.state() == GroupState.MANUAL_PROPOSED)
                .toList();
        var warnings = warnings(ofPool);
        var conflicts = conflicts(ofPool);
        if (!warnings.isEmpty() || !conflicts.isEmpty()) {
            sealed.read(actor, ofPool.stream().map(Group::planId).toList());
        }
        return new View(
                bound.poolId(),
                drawId,
                department.departmentId(),
                department.name(),
                bound.groupSize(),
                bound.date(),
                members.size(),
                (int) load.stream().filter(Load::certificateValid).count(),
                undecided,
                unclaimed,
                claimed,
                matched.isPresent() ? "MATCHED" : "WAITING",
                matched.map(p -> local(p.matchedAt())).orElse(null),
                matched.map(StoredPool::matchedBy).orElse(null),
                matched.map(StoredPool::repairs).orElse(null),
                (int) ofPool.stream()
                        .filter(g -> g.state() == GroupState.STAFFED)
                        .count(),
                open.size(),
                load,
                matched.isPresent() ? spread(load) : null,
                list.rows(open, actor),
                warnings,
                conflicts,
                mayMatch ? List.of("MATCH") : List.of());
    }

    private int count(long drawId, PlanDepartment department, String status) {
        return assignments.of(drawId, department.departmentId(), status).size();
    }

    private List<Load> load(List<Officer> members, LocalDate lastDay, Collection<Group> ofPool) {
        var loads = GroupList.loads(ofPool);
        var names = officers.byNumbers(members.stream().map(Officer::officerId).toList());
        return members.stream()
                .map(o -> {
                    var known = names.get(o.officerId());
                    return new Load(
                            o.officerId(),
                            known == null ? o.officerId() : known.name(),
                            o.certificateValidTo().compareTo(lastDay.toString()) >= 0,
                            loads.getOrDefault(o.officerId(), 0));
                })
                .toList();
    }

    private static int spread(List<Load> load) {
        var counts = load.stream()
                .filter(Load::certificateValid)
                .mapToInt(Load::load)
                .summaryStatistics();
        return counts.getCount() == 0 ? 0 : counts.getMax() - counts.getMin();
    }

    private List<String> warnings(Collection<Group> ofPool) {
        return ofPool.stream()
                .filter(g -> !g.otherQualifications().isEmpty() && g.state() != GroupState.DISSOLVED)
                .map(g -> "“" + g.objectName() + "”还要求“"
                        + g.otherQualifications().stream()
                                .map(list::qualification)
                                .collect(Collectors.joining("、")) + "”资格，请核对是否需要选派协助人员")
                .toList();
    }

    List<Conflict> conflicts(Collection<Group> ofPool) {
        var standing =
                ofPool.stream().filter(g -> g.state() == GroupState.STAFFED).toList();
        Map<String, Set<String>> recusals = list.recusals(standing);
        var result = new ArrayList<Conflict>();
        for (var group : standing) {
            for (int seat = 0; seat < group.seats().size(); seat++) {
                var officer = group.seats().get(seat).officer();
                if (recusals.getOrDefault(officer.officerNo(), Set.of()).contains(group.objectId())) {
                    result.add(new Conflict(group.id(), group.objectName(), seat, officer.officerNo(), officer.name()));
                }
            }
        }
        return result;
    }

    private static @Nullable OffsetDateTime local(@Nullable OffsetDateTime at) {
        return at == null ? null : at.atZoneSameInstant(BusinessClock.ZONE).toOffsetDateTime();
    }
}
