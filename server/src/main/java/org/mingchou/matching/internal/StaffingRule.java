package org.mingchou.matching.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.officer.OfficerSnapshot;
import org.mingchou.shared.Labelled;
import org.mingchou.shared.Problem;

/** What the law asks of the people of a group, whoever chooses them. */
enum StaffingRule implements Labelled {
    TWO_OFFICERS("执法人员不少于二人", "行政处罚法 42"),
    CERTIFICATE_VALID("执法证件在检查期最后一日有效", "行政处罚法 42；SSJ-MATCH-1 4.2"),
    RECUSED("应当回避的人员不参加", "行政处罚法 43"),
    QUALIFIED("至少一人持有法律要求的资格", "SSJ-MATCH-1 4.2");

    static final int LEAST_OFFICERS = 2;

    /** One rule that a proposed group breaks. */
    record Broken(String rule, String label, String clause, String detail) {}

    private final String label;
    private final String clause;

    StaffingRule(String label, String clause) {
        this.label = label;
        this.clause = clause;
    }

    @Override
    public String label() {
        return label;
    }

    String clause() {
        return clause;
    }

    /**
     * @param recused numbers of officers who must not meet the object
     * @param qualificationName of the required one, in Chinese
     * @return empty when the group may stand
     */
    static List<Broken> check(
            List<OfficerSnapshot> officers,
            LocalDate lastDay,
            Set<String> recused,
            @Nullable String requiredQualification,
            String qualificationName) {
        var broken = new ArrayList<Broken>();
        if (officers.stream().map(OfficerSnapshot::officerNo).distinct().count() < LEAST_OFFICERS) {
            broken.add(TWO_OFFICERS.broken("请至少选择两名不同的执法人员；协助人员不计入。"));
        }
        var expired =
                officers.stream().filter(o -> !o.certificateValidOn(lastDay)).toList();
        if (!expired.isEmpty()) {
            broken.add(CERTIFICATE_VALID.broken(
                    names(expired) + "的执法证件在 " + lastDay + " 前已到期或没有登记。请另选人员，或先由名录管理员登记换发的证件。"));
        }
        var conflicted =
                officers.stream().filter(o -> recused.contains(o.officerNo())).toList();
        if (!conflicted.isEmpty()) {
            broken.add(RECUSED.broken(names(conflicted) + "已申报对该对象回避，请另选人员。"));
        }
        if (requiredQualification != null
                && officers.stream().noneMatch(o -> o.qualifications().contains(requiredQualification))) {
            broken.add(QUALIFIED.broken("没有人持有“" + qualificationName + "”资格。请至少选择一名持此资格的人员。"));
        }
        return broken;
    }

    static void require(List<Broken> broken) {
        if (!broken.isEmpty()) {
            throw Problem.unprocessable(
                            "group-breaks-rules",
                            broken.stream().map(Broken::detail).collect(Collectors.joining()))
                    .with("broken", broken);
        }
    }

    private Broken broken(String detail) {
        return new Broken(name(), label, clause, detail);
    }

    private static String names(List<OfficerSnapshot> officers) {
        return officers.stream().map(OfficerSnapshot::name).collect(Collectors.joining("、"));
    }
}
