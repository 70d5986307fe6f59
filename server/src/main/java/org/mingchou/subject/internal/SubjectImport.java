package org.mingchou.subject.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.imports.ImportColumn;
import org.mingchou.imports.ImportRow;
import org.mingchou.imports.ImportTarget;
import org.mingchou.imports.Judged;
import org.mingchou.imports.Judged.Verdict;
import org.mingchou.imports.RowReader;
import org.mingchou.shared.Actor;
import org.mingchou.shared.CreditCode;
import org.mingchou.shared.Labelled;
import org.mingchou.shared.Problem;
import org.mingchou.subject.Subjects;
import org.springframework.stereotype.Component;

/** Objects from a workbook. A blank cell leaves what is known. */
@Component
class SubjectImport implements ImportTarget<Edit> {

    private static final Map<String, String> KINDS = byLabel(SubjectKind.values());
    private static final Map<String, String> STATUSES = byLabel(SubjectStatus.values());
    private static final Map<String, String> TIERS =
            Tier.NAMES.stream().collect(Collectors.toMap(tier -> tier, tier -> tier));

    private final SubjectStore store;
    private final Subjects subjects;
    private final BusinessClock clock;

    SubjectImport(SubjectStore store, Subjects subjects, BusinessClock clock) {
        this.store = store;
        this.subjects = subjects;
        this.clock = clock;
    }

    @Override
    public String directory() {
        return "subjects";
    }

    @Override
    public String title() {
        return "检查对象名录";
    }

    @Override
    public List<ImportColumn> columns() {
        return SubjectColumns.ALL;
    }

    @Override
    public List<Judged<Edit>> judge(Actor actor, List<ImportRow> rows) {
        var known = known(actor, rows);
        var labels =
                subjects.labels().entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        return rows.stream().map(row -> judge(actor, row, known, labels)).toList();
    }

    @Override
    public void write(Actor actor, String source, List<Edit> edits) {
        store.save(edits, new SubjectStore.Word(clock.today(), source, "批量导入", actor.displayName()));
    }

    private Judged<Edit> judge(
            Actor actor, ImportRow row, Map<String, SubjectStore.Stored> known, Map<String, String> labels) {
        var in = new RowReader(row, SubjectColumns.ALL);
        var code = creditCode(in);
        var drawId = in.text("drawId");
        var name = in.required("name");
        var key = drawId != null ? drawId : code != null ? code : "name:" + name;
        var found = known.get(key);
        if (found == null && drawId != null) {
            in.fault("drawId", "名录中没有这个编号；新增对象请留空");
        }
        if (found != null && !found.subject().regionCode().equals(actor.regionCode())) {
            in.fault(drawId != null ? "drawId" : "creditCode", "已登记在其他辖区的名录中，请由原辖区登记迁出");
            found = null;
        }
        var before = found == null ? null : found.subject();
        var kind = in.code("kind", KINDS);
        var status = in.code("status", STATUSES);
        var industry = in.text("industry");
        if (industry != null && !SubjectInput.INDUSTRY.matcher(industry).matches()) {
            in.fault("industry", "应为一个大写字母加最多四位数字，例如 C3311");
        }
        var added = new HashSet<>(in.codes("labels", labels));
        var ended = new HashSet<>(in.codes("endedLabels", labels));
        if (added.stream().anyMatch(ended::contains)) {
            in.fault("endedLabels", "同一个标签不能既增加又取消");
        }
        var held = found == null ? Set.<String>of() : found.labels();
        added.removeAll(held);
        ended.retainAll(held);
        var established = in.date("establishedOn");
        if (established != null && established.isAfter(clock.today())) {
            in.fault("establishedOn", "成立日期不能晚于今天");
        }
        var grade = grade(in, found);
        if (in.bad()) {
            return Judged.bad(row, key, in.faults());
        }
        var was = before == null ? null : before.particulars();
        var particulars = new Particulars(
                kind != null ? SubjectKind.valueOf(kind) : was != null ? was.kind() : SubjectKind.ENTERPRISE,
                status != null ? SubjectStatus.valueOf(status) : was != null ? was.status() : SubjectStatus.ACTIVE,
                name,
                code != null ? code : was == null ? null : was.creditCode(),
                orElse(in.text("address"), was == null ? null : was.address()),
                orElse(industry, was == null ? null : was.industry()),
                orElse(in.text("legalRepresentative"), was == null ? null : was.legalRepresentative()),
                established != null ? established : was == null ? null : was.establishedOn());
        try {
            var after = before == null
                    ? Subject.register(code == null ? "" : code, actor.regionCode(), particulars)
                    : before.edit(particulars);
            var edit = new Edit(before, after, added, ended, grade);
            var verdict = before == null ? Verdict.NEW : edit.changesNothing() ? Verdict.UNCHANGED : Verdict.CHANGED;
            return new Judged<>(row, key, verdict, edit, in.faults());
        } catch (Problem refusal) {
            in.fault("status", refusal.detail());
            return Judged.bad(row, key, in.faults());
        }
    }

    /** By draw id, by credit code, and by {@code name:} for objects without one. */
    private Map<String, SubjectStore.Stored> known(Actor actor, List<ImportRow> rows) {
        var codes = new ArrayList<String>();
        var names = new ArrayList<String>();
        var named = new HashSet<String>();
        for (var row : rows) {
            var code = row.cells().get("creditCode");
            var drawId = row.cells().get("drawId");
            if (drawId != null) {
                codes.add(drawId);
                named.add(drawId);
            }
            if (code != null) {
                codes.add(CreditCode.fold(code));
            } else if (drawId == null) {
                names.add(row.cells().getOrDefault("name", ""));
            }
        }
        var result = new HashMap<String, SubjectStore.Stored>();
        store.withoutCode(actor.regionCode(), names)
                .forEach(s -> result.put("name:" + s.subject().particulars().name(), s));
        for (var stored : store.byCodes(codes)) {
            // A code once given wrongly stays as draw id; a row with that code means its true holder.
            if (named.contains(stored.subject().drawId())) {
                result.put(stored.subject().drawId(), stored);
            }
            var code = stored.subject().particulars().creditCode();
            if (code != null) {
                result.put(code, stored);
            }
        }
        return result;
    }

    private static @Nullable String creditCode(RowReader in) {
        var text = in.text("creditCode");
        if (text == null) {
            return null;
        }
        var code = CreditCode.parse(text);
        if (code.isEmpty()) {
            in.fault(
                    "creditCode",
                    CreditCode.fold(text).length() == 18
                            ? "含有信用代码不使用的字符（不用 I、O、S、V、Z 和汉字）"
                            : "应为 18 位，现在是 " + CreditCode.fold(text).length() + " 位");
            return null;
        }
        code.get().warning().ifPresent(warning -> in.warn("creditCode", warning));
        return code.get().value();
    }

    private Edit.@Nullable Grade grade(RowReader in, SubjectStore.@Nullable Stored found) {
        var tier = in.code("tier", TIERS);
        var asOf = in.date("tierAsOf");
        if (tier == null) {
            return null;
        }
        if (asOf == null) {
            if (in.text("tierAsOf") == null) {
                in.fault("tierAsOf", "填了信用风险等级，就要填评定日期");
            }
            return null;
        }
        if (asOf.isAfter(clock.today())) {
            in.fault("tierAsOf", "评定日期不能晚于今天");
        }
        var recorded = KeepSubjects.SCHEME + "|" + asOf + "|" + tier;
        return found != null && found.grades().contains(recorded)
                ? null
                : new Edit.Grade(KeepSubjects.SCHEME, tier, asOf);
    }

    private static @Nullable String orElse(@Nullable String given, @Nullable String known) {
        return given != null ? given : known;
    }

    private static <E extends Enum<E> & Labelled> Map<String, String> byLabel(E[] values) {
        return Arrays.stream(values).collect(Collectors.toMap(Labelled::label, Enum::name));
    }
}
