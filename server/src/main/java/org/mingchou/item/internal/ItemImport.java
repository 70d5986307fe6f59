package org.mingchou.item.internal;

import static org.mingchou.imports.ImportColumn.optional;
import static org.mingchou.imports.ImportColumn.required;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.imports.ImportColumn;
import org.mingchou.imports.ImportRow;
import org.mingchou.imports.ImportTarget;
import org.mingchou.imports.Judged;
import org.mingchou.imports.Judged.Verdict;
import org.mingchou.imports.RowReader;
import org.mingchou.officer.Officers;
import org.mingchou.org.Departments;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.mingchou.subject.ObjectRule;
import org.mingchou.subject.Subjects;
import org.springframework.stereotype.Component;

/** Items from a workbook, told apart by their code. A changed row becomes a new version. */
@Component
class ItemImport implements ImportTarget<ItemImport.Entry> {

    /** @param publishFrom null leaves the version a draft */
    record Entry(
            ItemStore.@Nullable Item item,
            long departmentId,
            String code,
            ItemVersion.Content content,
            @Nullable LocalDate publishFrom) {}

    static final List<ImportColumn> COLUMNS = List.of(
            required("code", "事项编码", 32, "大写字母、数字、点和横线；用来认出同一事项", "YJ-01", "编码", "事项代码"),
            required("name", "事项名称", 200, "与公布的清单一致", "对工贸行业企业的安全检查", "抽查事项", "检查事项", "抽查事项名称"),
            required("department", "所属部门", 100, "部门全称、简称或代码", "应急管理局", "部门", "抽查部门", "责任部门"),
            required("itemClass", "事项类别", 20, "一般检查事项或重点检查事项", "重点检查事项", "类别"),
            required("applicability", "适用标签", 500, "监管标签名称，几个标签用顿号隔开，满足一个即适用；不分标签的写“全部对象”", "工贸", "适用对象", "抽查对象"),
            required("checkPoints", "检查内容", 4000, "一条一行（单元格内换行），或用分号隔开", "安全管理机构和人员；教育培训记录", "检查内容及要求", "检查要点"),
            optional("legalBasis", "检查依据", 2000, "法律法规规章名称和条款；没有把握的留空", "", "依据", "法律依据"),
            optional("method", "检查方式", 200, "", "信息比对、实地核查", "方式", "核查方式"),
            optional("requiredQualification", "专业资格要求", 40, "两名检查人员中须有一人具备的资格，写资格列表里的名称或代码；没有要求的留空", "", "资格要求"),
            optional("effectiveFrom", "生效日期", 20, "填了即公布，自这一天起可以用于计划；留空为草稿", "2026-05-13", "公布日期", "施行日期"));

    private static final Pattern POINTS = Pattern.compile("[\\n;；]+");
    private static final Map<String, String> CLASSES =
            Map.of("一般检查事项", "GENERAL", "重点检查事项", "KEY", "一般", "GENERAL", "重点", "KEY");
    private static final String EVERYTHING = "全部对象";

    private final ItemStore store;
    private final Departments departments;
    private final Subjects subjects;
    private final Officers officers;
    private final BusinessClock clock;

    ItemImport(ItemStore store, Departments departments, Subjects subjects, Officers officers, BusinessClock clock) {
        this.officers = officers;
        this.store = store;
        this.departments = departments;
        this.subjects = subjects;
        this.clock = clock;
    }

    @Override
    public String directory() {
        return "items";
    }

    @Override
    public String title() {
        return "随机抽查事项清单";
    }

    @Override
    public List<ImportColumn> columns() {
        return COLUMNS;
    }

    @Override
    public List<Judged<Entry>> judge(Actor actor, List<ImportRow> rows) {
        var known = store
                .byCodes(
                        actor.regionCode(),
                        rows.stream()
                                .map(r -> r.cells().getOrDefault("code", ""))
                                .toList())
                .stream()
                .collect(Collectors.toMap(ItemStore.Item::code, i -> i));
        var names = new HashMap<String, String>();
        departments
                .inRegion(actor.regionCode())
                .forEach(d -> List.of(d.name(), d.shortName(), d.code())
                        .forEach(name -> names.put(name, String.valueOf(d.id()))));
        var labels =
                subjects.labels().entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        var qualifications = new HashMap<String, String>();
        officers.qualificationTypes().forEach((code, name) -> {
            qualifications.put(name, code);
            qualifications.put(code, code);
        });
        return rows.stream()
                .map(row -> judge(actor, row, known, names, labels, qualifications))
                .toList();
    }

    @Override
    public void write(Actor actor, String source, List<Entry> entries) {
        for (var entry : entries) {
            var item = entry.item();
            long id = item != null ? item.id() : store.insert(actor.regionCode(), entry.departmentId(), entry.code());
            int number = store.append(id, entry.content(), source, actor.displayName());
            var from = entry.publishFrom();
            if (from != null) {
                store.publish(store.version(id, number).orElseThrow(), from, actor.displayName());
            }
        }
    }

    private Judged<Entry> judge(
            Actor actor,
            ImportRow row,
            Map<String, ItemStore.Item> known,
            Map<String, String> departmentNames,
            Map<String, String> labels,
            Map<String, String> qualifications) {
        var in = new RowReader(row, COLUMNS);
        var code = in.required("code");
        if (!code.isEmpty() && !KeepItems.CODE.matcher(code).matches()) {
            in.fault("code", "只能用大写字母、数字、点和横线，最多 32 位");
        }
        var item = known.get(code);
        var department = in.code("department", departmentNames);
        long departmentId = department == null ? 0 : Long.parseLong(department);
        if (department != null && !KeepItems.keeps(actor, departmentId)) {
            in.fault("department", "其他部门的事项请由该部门的名录管理员导入");
        }
        if (item != null && department != null && item.departmentId() != departmentId) {
            in.fault("department", "这个编码的事项属于另一个部门，请换一个编码");
        }
        var itemClass = in.code("itemClass", CLASSES);
        var rule = rule(in, labels);
        var qualification = in.code("requiredQualification", qualifications);
        var points = POINTS.splitAsStream(in.required("checkPoints"))
                .map(String::strip)
                .filter(p -> !p.isEmpty())
                .toList();
        var former = item == null
                ? null
                : store.versions(item.id()).stream().findFirst().orElse(null);
        var from = in.date("effectiveFrom");
        if (in.bad() || itemClass == null || rule == null) {
            return Judged.bad(row, code, in.faults());
        }
        var content = new ItemVersion.Content(
                in.required("name"), itemClass, in.text("legalBasis"), in.text("method"), rule, qualification, points);
        if (former != null && same(former, content, from)) {
            return new Judged<>(
                    row, code, Verdict.UNCHANGED, new Entry(item, departmentId, code, content, null), in.faults());
        }
        if (from != null) {
            checkDate(in, item, from);
        }
        return in.bad()
                ? Judged.bad(row, code, in.faults())
                : new Judged<>(
                        row,
                        code,
                        item == null ? Verdict.NEW : Verdict.CHANGED,
                        new Entry(item, departmentId, code, content, from),
                        in.faults());
    }

    private void checkDate(RowReader in, ItemStore.@Nullable Item item, LocalDate from) {
        // A list first brought into the platform was published before; later versions take effect from now on.
        if (item != null && from.isBefore(clock.today())) {
            in.fault("effectiveFrom", "新版本的生效日期不能早于今天");
        }
        if (item != null) {
            try {
                store.published(item.id()).ifPresent(p -> p.supersede(from));
            } catch (Problem refusal) {
                in.fault("effectiveFrom", refusal.detail());
            }
        }
    }

    private boolean same(ItemVersion former, ItemVersion.Content content, @Nullable LocalDate from) {
        var stored = former.content();
        var canonical = new ItemVersion.Content(
                stored.name(),
                stored.itemClass(),
                stored.legalBasis(),
                stored.method(),
                subjects.parse(stored.applicability().json()),
                stored.requiredQualification(),
                stored.checkPoints());
        return canonical.equals(content) && (from == null || Objects.equals(from, former.effectiveFrom()));
    }

    private static @Nullable ObjectRule rule(RowReader in, Map<String, String> labels) {
        if (EVERYTHING.equals(in.text("applicability"))) {
            return ObjectRule.ALWAYS;
        }
        var parts = in.codes("applicability", labels).stream()
                .map(code -> "{\"label\":\"" + code + "\"}")
                .toList();
        if (parts.isEmpty()) {
            return null;
        }
        return new ObjectRule(parts.size() == 1 ? parts.get(0) : "{\"any\":[" + String.join(",", parts) + "]}");
    }
}
