package org.mingchou.statistics.internal;

import java.util.Arrays;
import java.util.List;
import org.mingchou.shared.Problem;

/** The ten figures, in the order of the annex; each is the number of rows of its view. */
enum Figure {
    ENTERPRISES(
            "enterprises",
            "随机抽查企业（户）",
            "v_annex_enterprises",
            List.of(
                    new Column("object_name", "企业名称"),
                    new Column("object_credit_code", "统一社会信用代码"),
                    new Column("finished_on", "检查日期"),
                    new Column("outcome", "情况"))),
    OFFICER_VISITS(
            "officerVisits",
            "随机抽取执法检查人员（人次）",
            "v_annex_officer_visits",
            List.of(
                    new Column("department_name", "部门"),
                    new Column("officer_name", "执法人员"),
                    new Column("officer_no", "人员编号"),
                    new Column("object_name", "企业名称"),
                    new Column("finished_on", "检查日期"))),
    DEPARTMENTS(
            "departments",
            "涉及检查部门（个）",
            "v_annex_departments",
            List.of(new Column("department_name", "部门"), new Column("enterprises", "检查企业（户）"))),
    ITEMS(
            "items",
            "检查项目（个）",
            "v_annex_items",
            List.of(
                    new Column("item_code", "事项编码"),
                    new Column("item_name", "事项"),
                    new Column("department_name", "部门"),
                    new Column("enterprises", "检查企业（户）"))),
    PROBLEM_ITEMS(
            "problemItems",
            "发现问题事项（项）",
            "v_annex_problem_items",
            List.of(
                    new Column("object_name", "企业名称"),
                    new Column("department_name", "部门"),
                    new Column("item_name", "事项"),
                    new Column("finding", "发现的问题"),
                    new Column("finished_on", "检查日期"))),
    PROBLEM_ENTERPRISES(
            "problemEnterprises",
            "发现问题企业（户）",
            "v_annex_problem_enterprises",
            List.of(new Column("object_name", "企业名称"), new Column("problems", "问题事项（项）"))),
    ORDERED_TO_CORRECT("orderedToCorrect", "责令改正（户）", "v_annex_ordered_to_correct", Column.MEASURE),
    ABNORMAL_LISTED("abnormalListed", "应列入异常（户）", "v_annex_abnormal_listed", Column.MEASURE),
    CASES_FILED("casesFiled", "涉嫌违法立案调查（户）", "v_annex_cases_filed", Column.MEASURE),
    CONSULTATIONS(
            "consultations",
            "现场解答疑难问题（个）",
            "v_annex_consultations",
            List.of(
                    new Column("object_name", "企业名称"),
                    new Column("department_name", "部门"),
                    new Column("question", "问题"),
                    new Column("answer", "解答"),
                    new Column("finished_on", "检查日期")));

    /** A column of a view and what it is called for people. */
    record Column(String name, String label) {

        private static final List<Column> MEASURE = List.of(
                new Column("object_name", "企业名称"),
                new Column("department_name", "部门"),
                new Column("reason", "事由"),
                new Column("finished_on", "转入处置日期"));
    }

    private final String field;
    private final String label;
    private final String view;
    private final List<Column> columns;

    Figure(String field, String label, String view, List<Column> columns) {
        this.field = field;
        this.label = label;
        this.view = view;
        this.columns = columns;
    }

    String field() {
        return field;
    }

    String label() {
        return label;
    }

    String view() {
        return "statistics." + view;
    }

    List<Column> columns() {
        return columns;
    }

    static Figure of(String field) {
        return Arrays.stream(values())
                .filter(f -> f.field.equals(field))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("统计表中的这个数"));
    }
}
