package org.mingchou.matching.internal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingchou.officer.OfficerSnapshot;
import org.mingchou.sampler.MatchResult;
import org.mingchou.shared.Clause;

/** Why a task got nobody: each count is contained in the one before. */
@Clause("SSJ-MATCH-1 4.5")
record Funnel(int pool, int certificate, int afterRecusal, int seat0) {

    static Funnel of(MatchResult.Unstaffed unstaffed) {
        return new Funnel(unstaffed.pool(), unstaffed.cert(), unstaffed.afterAvoidance(), unstaffed.seat0());
    }

    /** The same counts over the directory as it is now. */
    static Funnel of(
            Collection<OfficerSnapshot> officers,
            LocalDate lastDay,
            Set<String> recused,
            @Nullable String requiredQualification) {
        var valid = officers.stream().filter(o -> o.certificateValidOn(lastDay)).toList();
        var free = valid.stream().filter(o -> !recused.contains(o.officerNo())).toList();
        long first = free.stream()
                .filter(o -> requiredQualification == null || o.qualifications().contains(requiredQualification))
                .count();
        return new Funnel(officers.size(), valid.size(), free.size(), (int) first);
    }

    boolean suffices(int groupSize) {
        return afterRecusal >= groupSize && seat0 > 0;
    }

    String text() {
        return "库内 " + pool + " 人 → 证件有效 " + certificate + " 人 → 回避后 " + afterRecusal + " 人 → 符合首席资格 " + seat0 + " 人";
    }

    /**
     * What to do about it, for the narrowest place of the funnel.
     *
     * @param qualificationName in Chinese
     */
    String advice(int groupSize, String qualificationName) {
        if (suffices(groupSize)) {
            return "按名录库现状已有人可以承担，请提出人工指派（非随机），由另一位审批人批准。";
        }
        if (certificate < groupSize) {
            return "证件有效的执法人员不足 " + groupSize + " 人。请名录管理员登记换发的证件，或从本区其他部门的执法人员中人工指派。";
        }
        if (afterRecusal < groupSize) {
            return "回避后可用的执法人员不足 " + groupSize + " 人。请从本区其他部门的执法人员中人工指派。";
        }
        return "没有证件有效、持有“" + qualificationName + "”资格的执法人员。请名录管理员为持此资格者登记换发的证件，或为在库人员登记新取得的资格，然后提出人工指派。";
    }
}
