package org.mingchou.officer.internal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.officer.OfficerSnapshot;
import org.mingchou.officer.Officers;
import org.mingchou.org.Departments;
import org.mingchou.platform.BlobStore;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Page;
import org.mingchou.shared.Paging;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Problem.FieldError;
import org.mingchou.shared.Role;
import org.mingchou.subject.SubjectSnapshot;
import org.mingchou.subject.Subjects;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Declares and withdraws conflicts of interest: the officer himself, or his department's administrator. */
@Service
@Clause("行政处罚法 43")
class Recusals {

    /** @param officerId may be absent when an officer declares for himself */
    record Input(
            @Nullable Long officerId,
            @Nullable Long subjectId,
            @Nullable String drawId,
            @Nullable String ground,
            @Nullable String note,
            @Nullable String evidence) {}

    record Filter(@Nullable Long departmentId, @Nullable Long officerId, RecusalLife.@Nullable Status status) {}

    record Row(
            long id,
            int version,
            long officerId,
            String officerNo,
            String officerName,
            long departmentId,
            long subjectId,
            String drawId,
            String subjectName,
            @Nullable String creditCode,
            String ground,
            String note,
            @Nullable String evidence,
            String status,
            String declaredBy,
            Instant declaredAt,
            @Nullable String withdrawnReason) {}

    /** A row with what the actor may do. */
    record View(
            @com.fasterxml.jackson.annotation.JsonUnwrapped Row recusal,
            String departmentName,
            String groundLabel,
            String statusLabel,
            Set<String> allowedActions) {}

    private static final String SELECT = """
            SELECT r.id, r.version, r.officer_id, o.officer_no, o.name AS officer_name, r.department_id, r.subject_id,
                   r.object_draw_id AS draw_id, r.subject_name, r.credit_code, r.ground, r.note, r.evidence, r.status,
                   r.declared_by, r.declared_at, r.withdrawn_reason\s""";
    private static final String FROM =
            "FROM officer.recusal r JOIN officer.officer o ON o.id = r.officer_id WHERE r.region_code = :region";

    private final JdbcClient jdbc;
    private final BusinessClock clock;
    private final OfficerStore store;
    private final Officers officers;
    private final Subjects subjects;
    private final Departments departments;
    private final BlobStore blobs;
    private final AuditTrail audit;

    Recusals(
            JdbcClient jdbc,
            BusinessClock clock,
            OfficerStore store,
            Officers officers,
            Subjects subjects,
            Departments departments,
            BlobStore blobs,
            AuditTrail audit) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.store = store;
        this.officers = officers;
        this.subjects = subjects;
        this.departments = departments;
        this.blobs = blobs;
        this.audit = audit;
    }

    @Transactional
    public View declare(Actor actor, Input input) {
        check(input);
        var officer = officer(actor, input.officerId());
        var subject = subject(actor, input);
        try {
            var id = jdbc.sql("""
                    INSERT INTO officer.recusal (region_code, department_id, officer_id, subject_id, object_draw_id,
                        subject_name, credit_code, ground, note, evidence, status, declared_by, declared_at)
                    VALUES (:region, :department, :officer, :subject, :drawId, :name, :code, :ground, :note, :evidence,
                        'ACTIVE', :by, :now) RETURNING id""")
                    .param("region", actor.regionCode())
                    .param("department", officer.particulars().departmentId())
                    .param("officer", officer.id())
                    .param("subject", subject.id())
                    .param("drawId", subject.drawId())
                    .param("name", subject.name())
                    .param("code", subject.creditCode())
                    .param("ground", input.ground())
                    .param("note", input.note())
                    .param("evidence", input.evidence())
                    .param("by", actor.displayName())
                    .param("now", now())
                    .query(Long.class)
                    .single();
            audit.record(
                    actor,
                    "declare-recusal",
                    "recusal/" + id,
                    Map.of("officerNo", officer.officerNo(), "object", subject.drawId()));
            return view(actor, id);
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("recusal-known", "这名执法人员对该对象的回避已经登记并有效，无需重复登记。");
        }
    }

    @Transactional
    public View withdraw(Actor actor, long id, @Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw Problem.fields(List.of(new FieldError("reason", "请写明撤回回避的原因")));
        }
        var row = view(actor, id).recusal();
        officer(actor, row.officerId());
        var next = RecusalLife.TABLE.apply(RecusalLife.Status.valueOf(row.status()), RecusalLife.Act.WITHDRAW);
        jdbc.sql("""
                UPDATE officer.recusal SET status = :status, version = version + 1, withdrawn_by = :by,
                    withdrawn_at = :now, withdrawn_reason = :reason WHERE id = :id AND version = :version""")
                .param("status", next.name())
                .param("by", actor.displayName())
                .param("now", now())
                .param("reason", reason.strip())
                .param("id", id)
                .param("version", row.version())
                .update();
        audit.record(actor, "withdraw-recusal", "recusal/" + id, Map.of("officerNo", row.officerNo()));
        return view(actor, id);
    }

    /** An officer sees his own, a department's administrator the department's, the others the region's. */
    Page<View> list(Actor actor, Filter filter, Paging paging) {
        var params = new HashMap<String, Object>();
        var where = new StringBuilder(FROM);
        params.put("region", actor.regionCode());
        if (!actor.hasAny(Role.REGISTRAR, Role.PLANNER, Role.SUPERVISOR, Role.APPROVER)) {
            if (actor.has(Role.DEPARTMENT_ADMIN)) {
                params.put("own", actor.requireDepartment());
                where.append(" AND r.department_id = :own");
            } else {
                params.put("account", actor.accountId());
                where.append(" AND o.account_id = :account");
            }
        }
        narrow("r.department_id", "department", filter.departmentId(), where, params);
        narrow("r.officer_id", "officer", filter.officerId(), where, params);
        narrow("r.status", "status", filter.status(), where, params);
        var total = jdbc.sql("SELECT count(*) " + where)
                .params(params)
                .query(Long.class)
                .single();
        params.put("size", paging.size());
        params.put("offset", paging.offset());
        var rows = jdbc.sql(SELECT + where + " ORDER BY r.id DESC LIMIT :size OFFSET :offset")
                .params(params)
                .query(Row.class)
                .list();
        return new Page<>(rows.stream().map(r -> view(actor, r)).toList(), total, paging.page(), paging.size());
    }

    private View view(Actor actor, long id) {
        return jdbc.sql(SELECT + FROM + " AND r.id = :id")
                .param("region", actor.regionCode())
                .param("id", id)
                .query(Row.class)
                .optional()
                .map(row -> view(actor, row))
                .orElseThrow(() -> Problem.notFound("这条回避"));
    }

    private View view(Actor actor, Row row) {
        var status = RecusalLife.Status.valueOf(row.status());
        boolean mayAct = actor.has(Role.DEPARTMENT_ADMIN)
                        && Optional.ofNullable(actor.departmentId()).orElse(0L) == row.departmentId()
                || actor.has(Role.OFFICER)
                        && own(actor).filter(id -> id == row.officerId()).isPresent();
        Set<String> acts = mayAct
                ? RecusalLife.TABLE.allowed(status).stream().map(Enum::name).collect(Collectors.toSet())
                : Set.of();
        return new View(
                row,
                departments.require(row.departmentId(), actor.regionCode()).name(),
                RecusalLife.Ground.valueOf(row.ground()).label(),
                status.label(),
                acts);
    }

    private Officer officer(Actor actor, @Nullable Long officerId) {
        var own = actor.has(Role.OFFICER) ? own(actor) : Optional.<Long>empty();
        var id = officerId == null ? own : Optional.of(officerId);
        var officer = id.flatMap(i -> store.find(i, actor.regionCode()))
                .orElseThrow(() -> Problem.notFound("这名执法人员"))
                .officer();
        if (own.filter(i -> i == officer.id()).isEmpty()) {
            if (!actor.has(Role.DEPARTMENT_ADMIN)) {
                throw Problem.notAllowed("recusal-of-someone-else", "只能为自己登记或撤回回避；他人的回避请联系其部门管理员。");
            }
            actor.requireDepartment(officer.particulars().departmentId(), "这名执法人员的回避");
        }
        return officer;
    }

    private Optional<Long> own(Actor actor) {
        return officers.byAccount(actor.accountId()).map(OfficerSnapshot::id);
    }

    private SubjectSnapshot subject(Actor actor, Input input) {
        var found = input.subjectId() != null
                ? subjects.find(input.subjectId(), actor.regionCode())
                : Optional.ofNullable(input.drawId())
                        .flatMap(d -> Optional.ofNullable(
                                subjects.snapshots(List.of(d)).get(d)));
        return found.filter(s -> s.regionCode().equals(actor.regionCode()))
                .orElseThrow(() -> Problem.notFound("这个检查对象"));
    }

    private void check(Input input) {
        var errors = new ArrayList<FieldError>();
        if (input.subjectId() == null && input.drawId() == null) {
            errors.add(new FieldError("subjectId", "请选择要回避的检查对象"));
        }
        if (Arrays.stream(RecusalLife.Ground.values()).noneMatch(g -> g.name().equals(input.ground()))) {
            errors.add(new FieldError("ground", "请选择回避理由：近亲属、利害关系、曾任职或其他"));
        }
        if (input.note() == null || input.note().isBlank()) {
            errors.add(new FieldError("note", "请用一句话说明情况"));
        }
        if (input.evidence() != null && !blobs.exists(input.evidence())) {
            errors.add(new FieldError("evidence", "没有找到这份证明材料，请重新上传"));
        }
        if (!errors.isEmpty()) {
            throw Problem.fields(errors);
        }
    }

    private static void narrow(
            String column, String name, @Nullable Object value, StringBuilder where, Map<String, Object> params) {
        if (value != null) {
            params.put(name, value instanceof Enum<?> code ? code.name() : value);
            where.append(" AND ").append(column).append(" = :").append(name);
        }
    }

    private OffsetDateTime now() {
        return clock.now().atOffset(ZoneOffset.UTC);
    }
}
