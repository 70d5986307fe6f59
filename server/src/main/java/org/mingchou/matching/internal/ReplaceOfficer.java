package org.mingchou.matching.internal;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.draw.Draws;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.matching.GroupChanged;
import org.mingchou.notification.Inbox;
import org.mingchou.officer.OfficerSnapshot;
import org.mingchou.officer.Officers;
import org.mingchou.platform.BlobStore;
import org.mingchou.sampler.Avoidance;
import org.mingchou.sampler.MatchResult;
import org.mingchou.sampler.MatchTask;
import org.mingchou.sampler.Matching;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * An officer leaves a group for a reason that is true or proved, and that a second person accepts; the rule, not a
 * person, says who follows.
 */
@Component
@Clause("SSJ-MATCH-1 4.2.4")
@Clause("行政处罚法 43")
class ReplaceOfficer {

    private static final String TSV = "text/tab-separated-values";

    private final PoolStore pools;
    private final GroupStore groups;
    private final Draws draws;
    private final Officers officers;
    private final Rosters rosters;
    private final BlobStore blobs;
    private final Inbox inbox;
    private final ApplicationEventPublisher events;
    private final AuditTrail audit;
    private final BusinessClock clock;

    ReplaceOfficer(
            PoolStore pools,
            GroupStore groups,
            Draws draws,
            Officers officers,
            Rosters rosters,
            BlobStore blobs,
            Inbox inbox,
            ApplicationEventPublisher events,
            AuditTrail audit,
            BusinessClock clock) {
        this.pools = pools;
        this.groups = groups;
        this.draws = draws;
        this.officers = officers;
        this.rosters = rosters;
        this.blobs = blobs;
        this.inbox = inbox;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public void propose(
            long groupId, int seat, ReplacementCode code, String reason, @Nullable String evidence, Actor actor) {
        var seen = groups.requireVisible(groupId, actor);
        actor.requireDepartment(seen.departmentId(), "编组");
        pools.locked(seen.drawId(), seen.departmentId());
        var group = groups.requireVisible(groupId, actor);
        GroupLife.TABLE.apply(group.state(), GroupAct.REPLACE);
        if (seat < 0 || seat >= group.seats().size()) {
            throw Problem.badInput(
                    "no-such-seat", "这个编组的席位从 0 到 " + (group.seats().size() - 1) + "，请选择要更换的席位。");
        }
        var leaving = group.seats().get(seat).officer();
        var wanted = new Group.Replacing(
                seat, leaving.officerNo(), code, reason, evidence, actor.accountId(), actor.displayName(), now());
        var proposed = group.proposeReplacement(wanted);
        var bound = BoundPool.of(draws, group.drawId(), group.departmentId());
        requireTrue(bound, group, leaving, code);
        requireProof(code, evidence);
        choose(bound, group, leaving.officerNo());
        groups.update(proposed);
        audit.record(
                actor,
                "propose-replacement",
                "group/" + groupId,
                Map.of(
                        "seat",
                        seat,
                        "out",
                        leaving.officerNo(),
                        "code",
                        code.name(),
                        "evidence",
                        evidence == null ? "-" : evidence));
    }

    /** Days may have passed: what was true at the proposal is looked up again, and only now is the follower named. */
    @Transactional
    public void approve(long groupId, Actor actor) {
        var seen = groups.requireVisible(groupId, actor);
        pools.locked(seen.drawId(), seen.departmentId());
        var group = groups.requireVisible(groupId, actor);
        GroupLife.TABLE.apply(group.state(), GroupAct.APPROVE_REPLACEMENT);
        var wanted = group.replacementDecidedBy(actor);
        var leaving = wanted.officerNo();
        var bound = BoundPool.of(draws, group.drawId(), group.departmentId());
        requireTrue(bound, group, group.seats().get(wanted.seat()).officer(), wanted.code());
        var choice = choose(bound, group, leaving);
        var note = note(bound, group, wanted, keep(choice));
        groups.insertReplacement(group, wanted, choice.officer().officerNo(), actor.displayName(), now(), note);
        groups.update(group.replace(choice.officer(), actor));
        draws.logMatchNote(group.drawId(), note);
        audit.record(
                actor,
                "replace-officer",
                "group/" + groupId,
                Map.of(
                        "seat",
                        wanted.seat(),
                        "out",
                        leaving,
                        "in",
                        choice.officer().officerNo(),
                        "code",
                        wanted.code().name(),
                        "reason",
                        wanted.reason(),
                        "proposedBy",
                        wanted.by(),
                        "by",
                        actor.displayName(),
                        "people",
                        Map.of(choice.officer().officerNo(), choice.officer().name())));
        events.publishEvent(new GroupChanged(groupId, group.assignmentId()));
    }

    @Transactional
    public void reject(long groupId, String reason, Actor actor) {
        var group = groups.requireVisible(groupId, actor);
        groups.update(group.rejectReplacement(actor));
        inbox.tellDepartment(
                group.departmentId(),
                "“" + group.objectName() + "”的更换人员申请未获批准：" + reason,
                FollowAssignments.link(group.planId()));
        audit.record(actor, "reject-replacement", "group/" + groupId, Map.of("reason", reason));
    }

    /** Where the directory can tell, the reason must be true. */
    private void requireTrue(BoundPool bound, Group group, OfficerSnapshot leaving, ReplacementCode code) {
        var no = leaving.officerNo();
        var present = officers.pool(leaving.departmentId()).stream()
                .filter(o -> o.officerNo().equals(no))
                .findFirst();
        switch (code) {
            case CERTIFICATE -> {
                if (present.filter(o -> o.certificateValidOn(bound.pool().date()))
                        .isPresent()) {
                    throw Problem.unprocessable(
                            "certificate-is-valid",
                            leaving.name() + "的执法证件在检查期最后一日 " + bound.pool().date()
                                    + " 仍然有效，不能以证件为由更换。证件已被收回的，请名录管理员先登记。");
                }
            }
            case RECUSAL -> {
                if (!rosters.recused(group.regionCode(), group.objectId()).contains(no)) {
                    throw Problem.unprocessable(
                            "no-recusal-registered",
                            "没有登记" + leaving.name() + "对“" + group.objectName() + "”的回避。请先在“回避申报”中登记，再申请更换。");
                }
            }
            case LEFT -> {
                if (present.isPresent()) {
                    throw Problem.unprocessable(
                            "officer-still-in-post", "名录库中" + leaving.name() + "仍在岗。请名录管理员先登记调离或暂停执法，再申请更换。");
                }
            }
            case ILLNESS, DUTY -> {
                // No register knows; the stored file and the second person stand for it.
            }
        }
    }

    private void requireProof(ReplacementCode code, @Nullable String evidence) {
        if (code.needsEvidence() && (evidence == null || evidence.isBlank())) {
            throw Problem.fields(
                    List.of(new Problem.FieldError("evidence", "以“" + code.label() + "”更换，请上传证明材料，例如病假条、公务通知")));
        }
        if (evidence != null && (!evidence.matches("[0-9a-f]{64}") || !blobs.exists(evidence))) {
            throw Problem.unprocessable("evidence-missing", "证明材料尚未上传成功。请先上传，再申请更换。");
        }
    }

    private record Choice(OfficerSnapshot officer, List<MatchResult.Row> rows, List<Avoidance> avoid) {}

    private Choice choose(BoundPool bound, Group group, String leaving) {
        var rows = rows(groups.ofPool(group.poolId()));
        var avoid = avoid(bound, group, leaving);
        var next = next(bound, group, leaving, rows, avoid)
                .orElseThrow(() -> Problem.conflict(
                        "nobody-eligible", "抽取开启时冻结的人员池中，没有其他人可以接替这个席位（证件、回避、资格均已计算）。请调整检查日期，待原人员到岗后再检查。"));
        return new Choice(next, rows, avoid);
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

    private record Kept(String officerNo, String groups, String avoid) {}

    /** Stores the two lists of which the note holds the digests: the check of the ledger computes again from them. */
    private Kept keep(Choice choice) {
        return new Kept(
                choice.officer().officerNo(),
                blobs.put(new MatchResult(choice.rows(), List.of(), 0).tsv(), TSV)
                        .sha256(),
                blobs.put(Avoidance.tsv(choice.avoid()), TSV).sha256());
    }

    /** One line with which a stranger who holds the two lists can compute the replacement again. */
    private static String note(BoundPool bound, Group group, Group.Replacing wanted, Kept kept) {
        return "REPLACE pool=" + bound.pool().poolId() + " object=" + group.objectId() + " seat=" + wanted.seat()
                + " out=" + wanted.officerNo() + " in=" + kept.officerNo() + " code=" + wanted.code()
                + " groups=" + kept.groups() + " avoid=" + kept.avoid() + " evidence="
                + (wanted.evidence() == null ? "-" : wanted.evidence());
    }

    private OffsetDateTime now() {
        return clock.now().atZone(BusinessClock.ZONE).toOffsetDateTime();
    }
}
