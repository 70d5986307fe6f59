package org.mingchou.officer.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingchou.imports.ImportColumn;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.org.Accounts;
import org.mingchou.org.Departments;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Problem.FieldError;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Registers and edits officers. A registrar of a department keeps that department's officers. */
@Service
class KeepOfficers {

    static final Pattern PHONE = Pattern.compile("1\\d{10}");
    static final Pattern ID_NUMBER = Pattern.compile("\\d{17}[0-9X]");

    /** @param phone null leaves it, blank clears it; so for {@code idNumber} and {@code username} */
    record Input(
            @Nullable String name,
            @Nullable Long departmentId,
            @Nullable String post,
            @Nullable String phone,
            @Nullable String idNumber,
            @Nullable String username,
            @Nullable String status,
            @Nullable Set<String> qualifications,
            @Nullable String source,
            @Nullable String reason,
            @Nullable Integer version) {}

    record CertificateInput(
            @Nullable String number,
            @Nullable String issuer,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo) {}

    private final OfficerStore store;
    private final OfficerReads reads;
    private final Departments departments;
    private final Accounts accounts;
    private final AuditTrail audit;

    KeepOfficers(OfficerStore store, OfficerReads reads, Departments departments, Accounts accounts, AuditTrail audit) {
        this.store = store;
        this.reads = reads;
        this.departments = departments;
        this.accounts = accounts;
        this.audit = audit;
    }

    @Transactional
    public long register(Actor actor, Input input) {
        var particulars = particulars(actor, input, null);
        var department = departments.require(particulars.departmentId(), actor.regionCode());
        var officer = new Officer(0, 0, number(department), actor.regionCode(), particulars);
        var id = store.insert(officer, word(actor, input, "新登记"));
        audit.record(actor, "register-officer", "officer/" + id, Map.of("officerNo", officer.officerNo()));
        return id;
    }

    @Transactional
    public void edit(Actor actor, long id, Input input) {
        if (input.reason() == null || input.reason().isBlank() || input.version() == null) {
            throw Problem.fields(List.of(new FieldError("reason", "请写明修改原因或依据，并带上打开页面时的版本号")));
        }
        var before = require(actor, id).officer();
        if (before.version() != input.version()) {
            throw new OptimisticLockingFailureException("officer " + id);
        }
        var after = before.edit(particulars(actor, input, before.particulars()));
        var fields =
                after.changedSince(before).stream().map(Officer.Change::field).toList();
        if (fields.isEmpty()) {
            throw Problem.unprocessable("nothing-changed", "没有改动任何内容。请修改后再提交，或返回列表。");
        }
        store.update(before, after, word(actor, input, ""));
        audit.record(actor, "edit-officer", "officer/" + id, Map.of("fields", fields));
    }

    @Transactional
    public void addCertificate(Actor actor, long id, CertificateInput input) {
        var officer = require(actor, id).officer();
        var number = input.number();
        var validTo = input.validTo();
        if (number == null || number.isBlank() || validTo == null) {
            throw Problem.fields(List.of(new FieldError("number", "请填写执法证号和有效期止")));
        }
        var errors = new ArrayList<FieldError>();
        FieldError.limit(errors, "number", number, ImportColumn.longest(OfficerImport.COLUMNS, "certificateNumber"));
        FieldError.limit(errors, "issuer", input.issuer(), ImportColumn.longest(OfficerImport.COLUMNS, "issuer"));
        if (!errors.isEmpty()) {
            throw Problem.fields(errors);
        }
        // The import tells people apart by this number.
        if (store.byNumbers(officer.regionCode(), List.of(number.strip())).stream()
                .anyMatch(other -> other.officer().id() != id)) {
            throw Problem.conflict("certificate-of-another", "这个执法证号已登记在另一名执法人员名下。请核对证件，或先更正那一条。");
        }
        var from = input.validFrom();
        if (from != null && validTo.isBefore(from)) {
            throw Problem.fields(List.of(new FieldError("validTo", "有效期止不能早于有效期起")));
        }
        store.addCertificate(
                id,
                officer.regionCode(),
                new OfficerStore.Certificate(number.strip(), input.issuer(), from, validTo),
                new OfficerStore.Word("人工录入", "登记执法证", actor.displayName()));
        audit.record(actor, "add-certificate", "officer/" + id, Map.of("validTo", validTo.toString()));
    }

    String number(Departments.Department department) {
        return department.regionCode() + "-" + department.code() + "-"
                + "%03d".formatted(store.nextSerial(department.id()));
    }

    /** Whether the actor keeps the officers of a department. */
    static boolean keeps(Actor actor, long departmentId) {
        var own = actor.departmentId();
        return own == null || own == departmentId;
    }

    private OfficerStore.Stored require(Actor actor, long id) {
        var stored = store.find(id, actor.regionCode()).orElseThrow(() -> Problem.notFound("这名执法人员"));
        if (!keeps(actor, stored.officer().particulars().departmentId())) {
            throw otherDepartment();
        }
        return stored;
    }

    private Officer.Particulars particulars(Actor actor, Input in, Officer.@Nullable Particulars was) {
        var errors = new ArrayList<FieldError>();
        if (in.name() == null || in.name().isBlank()) {
            errors.add(new FieldError("name", "请填写姓名"));
        }
        FieldError.limit(errors, "name", in.name(), ImportColumn.longest(OfficerImport.COLUMNS, "name"));
        FieldError.limit(errors, "post", in.post(), ImportColumn.longest(OfficerImport.COLUMNS, "post"));
        FieldError.limit(errors, "source", in.source(), 200);
        FieldError.limit(errors, "reason", in.reason(), 500);
        if (in.departmentId() == null) {
            errors.add(new FieldError("departmentId", "请选择所属部门"));
        }
        if (present(in.phone()) && !PHONE.matcher(String.valueOf(in.phone())).matches()) {
            errors.add(new FieldError("phone", "手机号为 1 开头的 11 位数字"));
        }
        if (present(in.idNumber())
                && !ID_NUMBER.matcher(String.valueOf(in.idNumber())).matches()) {
            errors.add(new FieldError("idNumber", "身份证号为 18 位，最后一位可以是 X"));
        }
        if (in.qualifications() != null && !reads.qualificationTypes().keySet().containsAll(in.qualifications())) {
            errors.add(new FieldError("qualifications", "有资格不在字典里，请从列表中选择"));
        }
        if (in.status() != null && !List.of("ACTIVE", "SUSPENDED", "LEFT").contains(in.status())) {
            errors.add(new FieldError("status", "请从列表中选择"));
        }
        if (!errors.isEmpty()) {
            throw Problem.fields(errors);
        }
        var departmentId = in.departmentId() == null ? 0 : in.departmentId();
        departments.require(departmentId, actor.regionCode());
        if (!keeps(actor, departmentId)) {
            throw otherDepartment();
        }
        return new Officer.Particulars(
                String.valueOf(in.name()).strip(),
                departmentId,
                present(in.post()) ? in.post() : null,
                in.status() == null ? OfficerLife.Status.ACTIVE : OfficerLife.Status.valueOf(in.status()),
                chosen(in.phone(), was == null ? null : was.phone()),
                chosen(in.idNumber(), was == null ? null : was.idNumber()),
                account(in.username(), departmentId, was == null ? null : was.accountId()),
                in.qualifications() != null ? in.qualifications() : was == null ? Set.of() : was.qualifications());
    }

    private @Nullable Long account(@Nullable String username, long departmentId, @Nullable Long was) {
        if (username == null) {
            return was;
        }
        if (username.isBlank()) {
            return null;
        }
        var owner = accounts.findByUsername(username)
                .filter(a -> a.departmentId() != null && a.departmentId() == departmentId);
        return owner.map(Actor::accountId)
                .orElseThrow(() -> Problem.fields(
                        List.of(new FieldError("username", "本部门没有登录名为 " + username + " 的账号，请先由系统管理员建立"))));
    }

    private static OfficerStore.Word word(Actor actor, Input input, String reason) {
        return new OfficerStore.Word(
                present(input.source()) ? String.valueOf(input.source()) : "人工录入",
                present(input.reason()) ? String.valueOf(input.reason()) : reason,
                actor.displayName());
    }

    private static Problem otherDepartment() {
        return Problem.notAllowed("other-department", "执法人员由其所属部门的名录管理员维护，请用该部门的账号操作。");
    }

    private static @Nullable String chosen(@Nullable String given, @Nullable String was) {
        return given == null ? was : given.isBlank() ? null : given;
    }

    private static boolean present(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
