package org.mingchou.plan.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.item.ItemSnapshot;
import org.mingchou.item.Items;
import org.mingchou.org.Departments;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Problem.FieldError;
import org.mingchou.subject.Subjects;
import org.springframework.stereotype.Component;

/** Turns an editor's input into the content of a plan, or names every field that needs mending. */
@Component
class PlanContents {

    private static final int MOST_DOCUMENTS = 20;
    private static final int LONGEST_NAME = 200;
    private static final int LARGEST_GROUP = 9;
    private static final int ALL = 10_000;
    private static final Pattern STRATUM = Pattern.compile("[0-9A-Z._-]{1,32}");

    private final Departments departments;
    private final Items items;
    private final Subjects subjects;
    private final BusinessClock clock;

    PlanContents(Departments departments, Items items, Subjects subjects, BusinessClock clock) {
        this.departments = departments;
        this.items = items;
        this.subjects = subjects;
        this.clock = clock;
    }

    private static List<String> basisDocuments(@Nullable List<@Nullable String> written, List<FieldError> errors) {
        if (written == null) {
            return List.of();
        }
        var names = written.stream()
                .map(name -> name == null ? "" : name.strip())
                .filter(name -> !name.isEmpty())
                .toList();
        if (names.size() > MOST_DOCUMENTS || names.stream().anyMatch(n -> n.length() > LONGEST_NAME)) {
            errors.add(new FieldError(
                    "basisDocuments", "依据文件至多 " + MOST_DOCUMENTS + " 件，每件名称不超过 " + LONGEST_NAME + " 字，请每行写一件。"));
        }
        return names;
    }

    PlanContent check(Actor actor, PlanInput input) {
        var errors = new ArrayList<FieldError>();
        var from = require(input.from(), "from", "请填写抽查开始日期。", errors);
        var to = require(input.to(), "to", "请填写抽查结束日期。", errors);
        if (from != null && to != null && to.isBefore(from)) {
            errors.add(new FieldError("to", "结束日期 " + to + " 早于开始日期 " + from + "，请更正。"));
        }
        var year = input.year() != null
                ? input.year()
                : from == null ? clock.today().getYear() : from.getYear();
        if (from != null && from.getYear() != year) {
            errors.add(new FieldError("year", "年度须与抽查开始日期的年份一致，请改为 " + from.getYear() + "。"));
        }
        var sequence = input.number() == null ? 0 : input.number();
        if (sequence < 1 || sequence > 99) {
            errors.add(new FieldError("number", "请填写第几次联合抽查（1 至 99）。"));
        }
        var day = from == null ? clock.today() : from;
        var chosenItems = new ArrayList<PlannedItem>();
        var chosen = departments(actor, input.departments(), day, chosenItems, errors);
        var ratio = input.ratio() == null ? new PlanInput.RatioInput(null, null, null, null, null) : input.ratio();
        var ratios = ratios(ratio.byTier(), errors);
        var terms = new Terms(
                day,
                to == null ? day : to,
                text(input.basis()),
                basisDocuments(input.basisDocuments(), errors),
                scope(input, errors),
                input.scopeText() == null || input.scopeText().isBlank() ? null : input.scopeText(),
                scheme(actor, input.tierScheme(), errors),
                asOf(input.tierAsOf(), errors),
                ratio.floorMode() == null ? Terms.FloorMode.OVERALL : ratio.floorMode(),
                basisPoints(ratio.floor(), "ratio.floor", errors),
                ratio.base() == null ? Terms.Base.ALL : ratio.base(),
                basisPoints(ratio.reserve(), "ratio.reserve", errors),
                input.mode() == null ? Terms.Mode.OPEN : input.mode(),
                input.audience() == null ? Terms.Audience.PARTIES : input.audience(),
                input.publishStart() == null ? Terms.PublishStart.VISIT_FINISHED : input.publishStart(),
                input.filingNo(),
                input.filedOn());
        errors.addAll(terms.contradictions());
        if (!errors.isEmpty()) {
            throw Problem.fields(errors);
        }
        return new PlanContent(year, sequence, terms, chosen, chosenItems, ratios);
    }

    @Clause("国发〔2019〕5号：跨部门联合抽查由两个以上部门参加；行政处罚法 42：执法人员不得少于两人")
    private List<PlannedDepartment> departments(
            Actor actor,
            @Nullable List<PlanInput.DepartmentInput> wanted,
            LocalDate day,
            List<PlannedItem> chosenItems,
            List<FieldError> errors) {
        var lead = actor.requireDepartment();
        var known = new HashMap<Long, Departments.Department>();
        departments.inRegion(actor.regionCode()).forEach(d -> known.put(d.id(), d));
        var result = new ArrayList<PlannedDepartment>();
        var seen = new HashSet<Long>();
        var inputs = wanted == null ? List.<PlanInput.DepartmentInput>of() : wanted;
        for (int i = 0; i < inputs.size(); i++) {
            var input = inputs.get(i);
            var field = "departments[" + i + "]";
            var department = input.departmentId() == null ? null : known.get(input.departmentId());
            if (department == null) {
                errors.add(new FieldError(field + ".departmentId", "没有找到这个部门，请从本地区的部门中选择。"));
                continue;
            }
            if (!seen.add(department.id())) {
                errors.add(new FieldError(field + ".departmentId", department.shortName() + "已在计划中，请删除重复的一行。"));
                continue;
            }
            var groupSize = input.groupSize() == null ? 2 : input.groupSize();
            if (groupSize < 2 || groupSize > LARGEST_GROUP) {
                errors.add(new FieldError(field + ".groupSize", "每组执法人员须为 2 至 " + LARGEST_GROUP + " 人。"));
            }
            var one = new PlannedDepartment(
                    department.id(),
                    department.code(),
                    department.name(),
                    department.shortName(),
                    department.id() == lead,
                    groupSize);
            // The lead department stands first wherever departments are listed.
            result.add(one.lead() ? 0 : result.size(), one);
            items(department, input.itemIds(), day, field, chosenItems, errors);
        }
        if (!seen.contains(lead)) {
            errors.add(new FieldError("departments", "参加部门须包括本部门（牵头部门），请添加。"));
        }
        if (result.size() < 2) {
            errors.add(new FieldError("departments", "联合抽查至少由两个部门参加，请再添加一个部门。"));
        }
        return result;
    }

    private void items(
            Departments.Department department,
            @Nullable List<Long> wanted,
            LocalDate day,
            String field,
            List<PlannedItem> chosen,
            List<FieldError> errors) {
        var known = new TreeMap<Long, ItemSnapshot>();
        items.inForce(List.of(department.id()), day).forEach(i -> known.put(i.itemId(), i));
        var ids = wanted == null ? Set.<Long>of() : new java.util.LinkedHashSet<>(wanted);
        if (ids.isEmpty()) {
            errors.add(new FieldError(field + ".itemIds", "请为" + department.shortName() + "至少选择一个抽查事项。"));
        }
        for (var id : ids) {
            var item = known.get(id);
            if (item == null) {
                errors.add(new FieldError(
                        field + ".itemIds",
                        department.shortName() + "没有编号 " + id + " 的现行事项（" + day + "）。请先发布该事项，或从清单中重新选择。"));
            } else {
                chosen.add(new PlannedItem(
                        item.versionId(),
                        item.itemId(),
                        item.version(),
                        item.departmentId(),
                        item.code(),
                        item.name(),
                        item.itemClass()));
            }
        }
    }

    private static Set<TierRatio> ratios(@Nullable Map<String, Integer> byTier, List<FieldError> errors) {
        var result = new HashSet<TierRatio>();
        if (byTier == null || byTier.isEmpty()) {
            errors.add(new FieldError("ratio.byTier", "请为每个信用风险等级填写抽取比例。"));
            return result;
        }
        byTier.forEach((tier, ratio) -> {
            if (!STRATUM.matcher(tier).matches()) {
                errors.add(new FieldError("ratio.byTier", "等级代码“" + tier + "”须由大写字母、数字组成。"));
            } else {
                result.add(new TierRatio(tier, basisPoints(ratio, "ratio.byTier." + tier, errors)));
            }
        });
        return result;
    }

    private static int basisPoints(@Nullable Integer value, String field, List<FieldError> errors) {
        if (value == null) {
            return 0;
        }
        if (value < 0 || value > ALL) {
            errors.add(new FieldError(field, "比例须在 0 至 100% 之间（以万分之一为单位填写 0 至 10000）。"));
            return 0;
        }
        return value;
    }

    private String scope(PlanInput input, List<FieldError> errors) {
        if (input.scope() == null || input.scope().isNull()) {
            errors.add(new FieldError("scope", "请选择抽查对象范围。"));
            return "{}";
        }
        return subjects.parse(input.scope().toString()).json();
    }

    private String scheme(Actor actor, @Nullable String wanted, List<FieldError> errors) {
        var schemes = subjects.schemes(actor.regionCode());
        if (wanted == null || wanted.isBlank()) {
            if (schemes.isEmpty()) {
                errors.add(new FieldError("tierScheme", "本地区还没有分级数据，请先由名录管理员导入信用风险等级。"));
                return "-";
            }
            return schemes.get(0);
        }
        if (!schemes.contains(wanted)) {
            errors.add(new FieldError("tierScheme", "本地区没有分级方案“" + wanted + "”，可选：" + String.join("、", schemes) + "。"));
        }
        return wanted;
    }

    private LocalDate asOf(@Nullable LocalDate wanted, List<FieldError> errors) {
        var day = wanted == null ? clock.today().minusDays(7) : wanted;
        if (day.isAfter(clock.today())) {
            errors.add(new FieldError("tierAsOf", "分级日期不能晚于今天，请改为今天或更早。"));
        }
        return day;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private static <T> @Nullable T require(@Nullable T value, String field, String reason, List<FieldError> errors) {
        if (value == null) {
            errors.add(new FieldError(field, reason));
        }
        return value;
    }
}
