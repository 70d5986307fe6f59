package org.mingchou.officer.internal;

import static org.mingchou.imports.ImportColumn.optional;
import static org.mingchou.imports.ImportColumn.required;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.imports.ImportColumn;
import org.mingchou.imports.ImportRow;
import org.mingchou.imports.ImportTarget;
import org.mingchou.imports.Judged;
import org.mingchou.imports.Judged.Verdict;
import org.mingchou.imports.RowReader;
import org.mingchou.org.Accounts;
import org.mingchou.org.Departments;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.springframework.stereotype.Component;

/** Officers from a workbook, told apart by their number or by the number of their certificate. */
@Component
class OfficerImport implements ImportTarget<OfficerImport.Entry> {

    /** @param certificate null when it is already recorded */
    record Entry(
            @Nullable Officer before,
            Officer.Particulars particulars,
            OfficerStore.@Nullable Certificate certificate) {}

    static final List<ImportColumn> COLUMNS = List.of(
            required("name", "姓名", 60, "与执法证一致", "样一", "执法人员姓名"),
            required("department", "所属部门", 100, "部门全称、简称或代码", "应急管理局", "部门", "单位", "所属主体全称", "执法主体"),
            required("certificateNumber", "执法证号", 60, "用来认出同一人", "冀A样例0001", "执法证件号", "证件编号", "行政执法证号"),
            required("certificateValidTo", "证件有效期止", 20, "写成 2027-12-31", "2027-12-31", "有效期止", "证件有效期", "有效期至"),
            optional("certificateValidFrom", "证件有效期起", 20, "写成 2023-01-01", "2023-01-01", "有效期起", "发证日期"),
            optional("issuer", "发证机关", 100, "", "河北省人民政府", "证件颁发机关"),
            optional("officerNo", "执法人员编号", 32, "平台编号；新增时留空，换证时填写以认出同一人", "", "人员编号", "编号"),
            optional("post", "职务", 60, "", "科员", "职级", "岗位"),
            optional("qualifications", "专业资格", 200, "填了就以本列为准；几项用顿号隔开", "工贸安全检查", "资格", "执法类别"),
            optional("phone", "手机号", 20, "加密保存，显示时遮盖中间四位", "10000000000", "联系电话", "手机", "电话"),
            optional("idNumber", "身份证号", 20, "加密保存，显示时遮盖", "", "身份证", "公民身份号码", "身份证号码"),
            optional("username", "登录账号", 64, "本部门已有的登录名；有了才能在手机上办理", "yj-officer-01", "账号", "用户名", "登录名"),
            optional("status", "状态", 10, "在岗、暂停执法、离岗；新增时留空按“在岗”", "在岗", "人员状态"));

    private static final Map<String, String> STATUSES = Map.of("在岗", "ACTIVE", "暂停执法", "SUSPENDED", "离岗", "LEFT");

    private final OfficerStore store;
    private final OfficerReads reads;
    private final KeepOfficers keep;
    private final Departments departments;
    private final Accounts accounts;

    OfficerImport(
            OfficerStore store, OfficerReads reads, KeepOfficers keep, Departments departments, Accounts accounts) {
        this.store = store;
        this.reads = reads;
        this.keep = keep;
        this.departments = departments;
        this.accounts = accounts;
    }

    @Override
    public String directory() {
        return "officers";
    }

    @Override
    public String title() {
        return "执法人员名录";
    }

    @Override
    public List<ImportColumn> columns() {
        return COLUMNS;
    }

    @Override
    public boolean personal() {
        return true;
    }

    @Override
    public List<Judged<Entry>> judge(Actor actor, List<ImportRow> rows) {
        var numbers = new ArrayList<String>();
        for (var row : rows) {
            numbers.add(row.cells().getOrDefault("officerNo", ""));
            numbers.add(row.cells().getOrDefault("certificateNumber", ""));
        }
        var known = new HashMap<String, OfficerStore.Stored>();
        for (var stored : store.byNumbers(actor.regionCode(), numbers)) {
            known.put(stored.officer().officerNo(), stored);
            stored.certificates().forEach(c -> known.put("c:" + c.substring(0, c.indexOf('|')), stored));
        }
        var names = new HashMap<String, String>();
        departments
                .inRegion(actor.regionCode())
                .forEach(d -> List.of(d.name(), d.shortName(), d.code())
                        .forEach(name -> names.put(name, String.valueOf(d.id()))));
        var qualifications = reads.qualificationTypes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        var holders = store.accountHolders(actor.regionCode());
        return rows.stream()
                .map(row -> judge(actor, row, known, names, qualifications, holders))
                .toList();
    }

    @Override
    public void write(Actor actor, String source, List<Entry> entries) {
        var word = new OfficerStore.Word(source, "批量导入", actor.displayName());
        for (var entry : entries) {
            var before = entry.before();
            long id;
            if (before == null) {
                var department = departments.require(entry.particulars().departmentId(), actor.regionCode());
                id = store.insert(
                        new Officer(0, 0, keep.number(department), actor.regionCode(), entry.particulars()), word);
            } else {
                id = before.id();
                store.update(before, before.edit(entry.particulars()), word);
            }
            var certificate = entry.certificate();
            if (certificate != null) {
                store.addCertificate(id, actor.regionCode(), certificate, word);
            }
        }
    }

    private Judged<Entry> judge(
            Actor actor,
            ImportRow row,
            Map<String, OfficerStore.Stored> known,
            Map<String, String> departmentNames,
            Map<String, String> qualificationNames,
            Map<Long, String> holders) {
        var in = new RowReader(row, COLUMNS);
        var number = in.text("officerNo");
        var key = number != null ? number : "c:" + in.required("certificateNumber");
        var found = known.get(key);
        if (found == null && number != null) {
            in.fault("officerNo", "名录中没有这个编号；新增人员请留空");
        }
        var department = in.code("department", departmentNames);
        long departmentId = department == null ? 0 : Long.parseLong(department);
        if (department != null && !KeepOfficers.keeps(actor, departmentId)) {
            in.fault("department", "其他部门的人员请由该部门的名录管理员导入");
        }
        var certificate = certificate(in, found);
        var qualifications = Set.copyOf(in.codes("qualifications", qualificationNames));
        var status = in.code("status", STATUSES);
        var phone = shape(in, "phone", KeepOfficers.PHONE, "应为 1 开头的 11 位数字");
        var idNumber = shape(in, "idNumber", KeepOfficers.ID_NUMBER, "应为 18 位，最后一位可以是 X");
        var account = account(in, departmentId);
        if (account != null) {
            var self = found == null
                    ? "第 " + row.number() + " 行的人员"
                    : found.officer().called();
            var holder = holders.putIfAbsent(account, self);
            if (holder != null && !holder.equals(self)) {
                in.fault("username", "已与" + holder + "关联，一个账号只属于一名执法人员；请换一个账号，或先解除原关联");
            }
        }
        if (in.bad()) {
            return Judged.bad(row, key, in.faults());
        }
        var before = found == null ? null : found.officer();
        var was = before == null ? null : before.particulars();
        var particulars = new Officer.Particulars(
                in.required("name"),
                departmentId,
                given(in.text("post"), was == null ? null : was.post()),
                status != null
                        ? OfficerLife.Status.valueOf(status)
                        : was != null ? was.status() : OfficerLife.Status.ACTIVE,
                given(phone, was == null ? null : was.phone()),
                given(idNumber, was == null ? null : was.idNumber()),
                given(account, was == null ? null : was.accountId()),
                in.text("qualifications") != null || was == null ? qualifications : was.qualifications());
        try {
            boolean same = before != null
                    && before.edit(particulars).changedSince(before).isEmpty();
            var verdict =
                    before == null ? Verdict.NEW : same && certificate == null ? Verdict.UNCHANGED : Verdict.CHANGED;
            return new Judged<>(row, key, verdict, new Entry(before, particulars, certificate), in.faults());
        } catch (Problem refusal) {
            in.fault("status", refusal.detail());
            return Judged.bad(row, key, in.faults());
        }
    }

    private static OfficerStore.@Nullable Certificate certificate(RowReader in, OfficerStore.@Nullable Stored found) {
        var from = in.date("certificateValidFrom");
        var to = in.date("certificateValidTo");
        if (to == null) {
            return null;
        }
        if (from != null && to.isBefore(from)) {
            in.fault("certificateValidTo", "不能早于证件有效期起");
        }
        var number = in.required("certificateNumber");
        return found != null && found.certificates().contains(number + "|" + to)
                ? null
                : new OfficerStore.Certificate(number, in.text("issuer"), from, to);
    }

    private @Nullable Long account(RowReader in, long departmentId) {
        var username = in.text("username");
        if (username == null) {
            return null;
        }
        var account = accounts.findByUsername(username)
                .filter(a -> a.departmentId() != null && a.departmentId() == departmentId);
        if (account.isEmpty()) {
            in.fault("username", "所属部门没有登录名为 " + username + " 的账号，请先由系统管理员建立");
        }
        return account.map(Actor::accountId).orElse(null);
    }

    private static @Nullable String shape(RowReader in, String key, java.util.regex.Pattern pattern, String reason) {
        var text = in.text(key);
        if (text != null && !pattern.matcher(text).matches()) {
            // The number itself stays out of the report.
            in.fault(key, reason);
        }
        return text;
    }

    private static <V> @Nullable V given(@Nullable V value, @Nullable V known) {
        return value != null ? value : known;
    }
}
