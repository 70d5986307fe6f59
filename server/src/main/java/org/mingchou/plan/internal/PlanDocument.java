package org.mingchou.plan.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Province;
import org.springframework.stereotype.Service;

/** The 实施方案 as a Word file. Title, sections and the annex's heading come from one record. */
@Service
class PlanDocument {

    @SuppressWarnings("ArrayRecordComponent") // never compared; goes straight into the answer
    record File(String name, byte[] bytes) {}

    private final PlanStore store;
    private final PlanSnapshots snapshots;
    private final ScopeText scopeText;
    private final BusinessClock clock;

    PlanDocument(PlanStore store, PlanSnapshots snapshots, ScopeText scopeText, BusinessClock clock) {
        this.store = store;
        this.snapshots = snapshots;
        this.scopeText = scopeText;
        this.clock = clock;
    }

    File write(Actor actor, long id) {
        var plan = store.require(id, actor.regionCode());
        var snapshot = snapshots.of(plan);
        var approvedAt = plan.signOff().approvedAt();
        var signedOn = approvedAt == null ? clock.today() : LocalDate.ofInstant(approvedAt, BusinessClock.ZONE);
        var name = snapshot.title() + "实施方案" + (approvedAt == null ? "（未批准）" : "") + ".docx";
        return new File(name, bytes(plan, snapshot, scopeText.of(plan.terms()), signedOn));
    }

    static byte[] bytes(JointPlan plan, PlanSnapshot snapshot, String scope, LocalDate signedOn) {
        try (var document = new XWPFDocument();
                var out = new ByteArrayOutputStream()) {
            var properties = document.getProperties().getCoreProperties();
            properties.setTitle(snapshot.title() + "实施方案");
            properties.setCreator(snapshot.lead().name());
            properties.setCreated(Optional.of(Date.from(signedOn.atStartOfDay().toInstant(ZoneOffset.UTC))));
            new Pages(document, plan, snapshot, scope, signedOn).write();
            document.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The wording, section by section. */
    private record Pages(
            XWPFDocument document, JointPlan plan, PlanSnapshot snapshot, String scope, LocalDate signedOn) {

        void write() {
            var paper = new Paper(document);
            paper.page();
            paper.title(List.of(
                    snapshot.year() + "年度" + snapshot.regionName() + PlanSnapshot.ordinal(snapshot.sequence()) + "跨部门",
                    "“双随机、一公开”联合抽查实施方案"));
            paper.centred("（内部文件：各等级抽取比例不对外公开）");
            if (plan.state() != PlanState.APPROVED && plan.state() != PlanState.CLOSED) {
                paper.centred("（" + plan.state().label() + "，未经批准不作为抽查依据）");
            }
            paper.text(opening());
            paper.heading("一、抽查时间");
            paper.text(period() + "。");
            paper.heading("二、抽查事项内容");
            for (var department : plan.departments()) {
                var names = plan.items().stream()
                        .filter(i -> i.departmentId() == department.departmentId())
                        .map(PlannedItem::name)
                        .toList();
                paper.text(department.shortName() + "（" + names.size() + "项）：" + String.join("；", names) + "。");
            }
            paper.heading("三、抽查对象范围及比例");
            paper.text("对象范围：" + scope + "。");
            paper.text(ratios());
            paper.heading("四、名单抽取及派发");
            paper.text("（一）" + drawing());
            paper.text("（二）名单派发到各参加部门，部门管理员在两个工作日内完成比对和确认；确实无法检查的，按列明的情形提交证据，经两人审批后退出，由候补名单依次替补。");
            paper.text("（三）各部门认领检查对象后，从执法人员名录库随机匹配执法人员。" + groups() + "回避、证件有效期和专业资格在匹配时一并核对。");
            paper.text("（四）对象和人员确定后，按一户企业一份生成联合检查记录表（“一企一表”），只列适用于该企业的事项，推送到执法人员手机端。");
            organisation(paper);
            demands(paper);
            paper.blank();
            paper.signed(snapshot.lead().name(), Chinese.date(signedOn));
            annex(paper);
        }

        private String opening() {
            var grounds = plan.terms().basisDocuments().stream()
                    .map(Pages::inTitleMarks)
                    .collect(Collectors.joining("、"));
            // Free text stays as it was written: a document's name may itself hold commas.
            var basis = plan.terms().basis();
            if (!basis.isEmpty() && !basis.endsWith("。")) {
                grounds = grounds.isEmpty() ? basis : grounds + "，" + basis;
            }
            var opening = basis.endsWith("。") ? basis : "";
            if (!grounds.isEmpty()) {
                opening += (grounds.matches("(根据|依据|按照|为|遵照).*") ? "" : "根据") + grounds + "，";
            }
            return opening + snapshot.lead().name() + "牵头组织" + snapshot.title() + "，方案如下。";
        }

        /** A name inside a name is set in single marks. */
        @Clause("GB/T 15834-2011 4.15")
        private static String inTitleMarks(String document) {
            return document.startsWith("《")
                    ? document
                    : "《" + document.replace('《', '〈').replace('》', '〉') + "》";
        }

        private String period() {
            var from = snapshot.windowFrom();
            var to = snapshot.windowTo();
            var until = from.getYear() == to.getYear()
                    ? to.getMonthValue() + "月" + to.getDayOfMonth() + "日"
                    : Chinese.date(to);
            return Chinese.date(from) + "至" + until;
        }

        private String ratios() {
            var floor = Chinese.percent(snapshot.floor());
            var rule = snapshot.perTier() ? "各等级均不低于" + floor : "共计不低于" + floor;
            // Each tier's ratio as the draw will apply it: the departments that carry the plan out must know it.
            var tiers = snapshot.effectiveRatios().entrySet().stream()
                    .map(e -> (PlanSnapshot.NO_TIER.equals(e.getKey()) ? "未评定等级" : e.getKey() + "级")
                            + Chinese.percent(e.getValue()))
                    .collect(Collectors.joining("、"));
            return "抽取比例：按照企业信用风险分级分类结果分层抽取，" + tiers + "，" + rule + "；分级以" + Chinese.date(snapshot.tierAsOf())
                    + "的结果为准。" + ("ALL".equals(snapshot.base()) ? "依规排除的对象仍计入基数。" : "依规排除的对象不计入基数。");
        }

        private String drawing() {
            // Who the parties are and what the beacon is, is settled only when the list is frozen.
            return "名单冻结并登记摘要后，由各当事方各自承诺、揭示秘密数，再以信标计算抽取结果；当事方和信标在冻结名单时确定。结果只能计算一次，过程记入公开日志，可供核验。"
                    + (snapshot.reserve() > 0 ? "同时按" + Chinese.percent(snapshot.reserve()) + "抽取候补名单。" : "")
                    + publication();
        }

        @Clause("抽取规范 §3.7：公开方式随方案批准")
        private String publication() {
            return ("SEALED".equals(snapshot.mode()) ? "抽中企业的名单在检查期间封存，检查后启封公开" : "抽中企业的名单抽出后即时公开")
                    + ("PUBLIC".equals(snapshot.audience())
                            ? "，完整抽取证书向所有人公开。"
                            : "，完整抽取证书只给当事方和监督机关，并由三名以上外部人员重算、签署结论。");
        }

        private String groups() {
            var sizes = plan.departments().stream()
                    .map(d -> d.shortName() + "每组" + d.groupSize() + "人")
                    .toList();
            return String.join("、", sizes) + "。";
        }

        private void organisation(Paper paper) {
            var others = plan.departments().stream()
                    .filter(d -> !d.lead())
                    .map(PlannedDepartment::shortName)
                    .toList();
            var lead = plan.departments().stream()
                    .filter(PlannedDepartment::lead)
                    .findFirst()
                    .orElseThrow();
            paper.heading("五、组织实施");
            paper.text("（一）任务分工。由" + lead.shortName() + "牵头，" + String.join("、", others)
                    + "配合，各部门负责本部门事项。需要专业人员协助的，由执法人员所在部门选派，专业人员不计入执法人员人数。");
            paper.text("（二）检查方式。检查经批准后下达行政检查通知书；执法人员亮证检查，落实“扫码入企”，逐项填写“一企一表”，由企业签字或盖章确认；拒绝签字的，如实记录并由见证人见证。");
            paper.text("（三）结果公示。自" + (snapshot.publishStart().equals("WINDOW_END") ? "抽查时间截止" : "每户检查完成")
                    + "之日起20个工作日内完成录入、审核，并通过国家企业信用信息公示系统"
                    + Province.of(plan.regionCode())
                            .map(name -> "（" + name + "）")
                            .orElse("")
                    + "向社会公示。");
            paper.text("（四）后续处置。发现的问题依法处理或移交有管辖权的部门，20个工作日内录入后续处置结果，形成闭环。");
        }

        private static void demands(Paper paper) {
            paper.heading("六、工作要求");
            paper.text("（一）应联尽联。同一户企业一次进门完成各部门检查，不重复、不遗漏。");
            paper.text("（二）依法规范。执法人员不少于两人，遵守廉政和安全纪律，不增加企业负担，现场解答企业咨询并作记录。");
            paper.text("（三）按期公示。严格遵守各环节时限，逾期事项在系统中公开提示。");
        }

        private void annex(Paper paper) {
            paper.across();
            paper.left("附件");
            paper.title(List.of(snapshot.title(), "情况统计表"));
            paper.annexTable();
        }
    }
}
