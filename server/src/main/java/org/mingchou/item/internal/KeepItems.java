package org.mingchou.item.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.imports.ImportColumn;
import org.mingchou.ledger.AuditTrail;
import org.mingchou.officer.Officers;
import org.mingchou.org.Departments;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Problem.FieldError;
import org.mingchou.subject.ObjectRule;
import org.mingchou.subject.Subjects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Creates items, appends versions and publishes them. A department's registrar keeps that department's items. */
@Service
class KeepItems {

    static final Pattern CODE = Pattern.compile("[A-Z0-9._-]{1,32}");

    /** {@code code} and {@code departmentId} count only for a new item. */
    record Input(
            @Nullable String code,
            @Nullable Long departmentId,
            @Nullable String name,
            @Nullable String itemClass,
            @Nullable String legalBasis,
            @Nullable String method,
            @Nullable JsonNode rule,
            @Nullable String requiredQualification,
            @Nullable List<String> content) {}

    private final ItemStore store;
    private final Departments departments;
    private final Subjects subjects;
    private final Officers officers;
    private final BusinessClock clock;
    private final AuditTrail audit;

    KeepItems(
            ItemStore store,
            Departments departments,
            Subjects subjects,
            Officers officers,
            BusinessClock clock,
            AuditTrail audit) {
        this.officers = officers;
        this.store = store;
        this.departments = departments;
        this.subjects = subjects;
        this.clock = clock;
        this.audit = audit;
    }

    @Transactional
    public long create(Actor actor, Input input) {
        var code = input.code();
        var departmentId = input.departmentId();
        if (code == null || !CODE.matcher(code).matches() || departmentId == null) {
            throw Problem.fields(List.of(new FieldError("code", "请选择部门，并填写事项编码：大写字母、数字、点和横线，最多 32 位，例如 YJ-01")));
        }
        departments.require(departmentId, actor.regionCode());
        requireKeeps(actor, departmentId);
        var content = content(input);
        var id = store.insert(actor.regionCode(), departmentId, code);
        store.append(id, content, "人工录入", actor.displayName());
        audit.record(actor, "create-item", "item/" + id, Map.of("code", code));
        return id;
    }

    @Transactional
    public void addVersion(Actor actor, long id, Input input) {
        requireItem(actor, id);
        int number = store.append(id, content(input), "人工录入", actor.displayName());
        audit.record(actor, "add-item-version", "item/" + id, Map.of("number", number));
    }

    /** @param effectiveFrom today when absent; not in the past, or old plans would quote rules of another day */
    @Transactional
    @Clause("国办发〔2024〕54号：未公布的事项不得检查")
    public void publish(Actor actor, long id, int number, @Nullable LocalDate effectiveFrom) {
        requireItem(actor, id);
        var draft = store.version(id, number).orElseThrow(() -> Problem.notFound("这个版本"));
        var from = effectiveFrom == null ? clock.today() : effectiveFrom;
        if (from.isBefore(clock.today())) {
            throw Problem.unprocessable("effective-in-the-past", "生效日期不能早于今天。请填写今天或以后的日期。");
        }
        store.publish(draft, from, actor.displayName());
        audit.record(actor, "publish-item", "item/" + id, Map.of("number", number, "from", from.toString()));
    }

    static boolean keeps(Actor actor, long departmentId) {
        var own = actor.departmentId();
        return own == null || own == departmentId;
    }

    private void requireItem(Actor actor, long id) {
        var item = store.find(id, actor.regionCode()).orElseThrow(() -> Problem.notFound("这个抽查事项"));
        requireKeeps(actor, item.departmentId());
    }

    private static void requireKeeps(Actor actor, long departmentId) {
        if (!keeps(actor, departmentId)) {
            throw Problem.notAllowed("other-department", "抽查事项由其所属部门的名录管理员维护，请用该部门的账号操作。");
        }
    }

    private ItemVersion.Content content(Input in) {
        var errors = new ArrayList<FieldError>();
        var name = in.name();
        if (name == null || name.isBlank() || name.length() > 200) {
            errors.add(new FieldError("name", "请填写事项名称，最多 200 个字"));
        }
        FieldError.limit(errors, "legalBasis", in.legalBasis(), ImportColumn.longest(ItemImport.COLUMNS, "legalBasis"));
        FieldError.limit(errors, "method", in.method(), ImportColumn.longest(ItemImport.COLUMNS, "method"));
        if (in.content() != null) {
            FieldError.limit(
                    errors,
                    "content",
                    String.join("\n", in.content()),
                    ImportColumn.longest(ItemImport.COLUMNS, "checkPoints"));
        }
        var itemClass = in.itemClass();
        if (itemClass == null || !ItemClass.NAMES.contains(itemClass)) {
            errors.add(new FieldError("itemClass", "请选择一般检查事项或重点检查事项"));
        }
        var qualification = blankToNull(in.requiredQualification());
        if (qualification != null && !officers.qualificationTypes().containsKey(qualification)) {
            errors.add(new FieldError("requiredQualification", "没有专业资格 " + qualification + "，请从列表中选择"));
        }
        var rule = in.rule();
        if (rule == null || rule.isNull()) {
            errors.add(new FieldError("rule", "请选择适用对象"));
        }
        if (in.content() == null || in.content().stream().allMatch(String::isBlank)) {
            errors.add(new FieldError("content", "请至少写一条检查内容"));
        }
        if (!errors.isEmpty() || name == null || itemClass == null || rule == null || in.content() == null) {
            throw Problem.fields(errors);
        }
        ObjectRule parsed = subjects.parse(rule.toString());
        return new ItemVersion.Content(
                name.strip(),
                itemClass,
                blankToNull(in.legalBasis()),
                blankToNull(in.method()),
                parsed,
                qualification,
                in.content().stream()
                        .filter(c -> !c.isBlank())
                        .map(String::strip)
                        .toList());
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
