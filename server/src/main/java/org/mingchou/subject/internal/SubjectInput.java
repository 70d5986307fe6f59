package org.mingchou.subject.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingchou.imports.ImportColumn;
import org.mingchou.shared.CreditCode;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Problem.FieldError;

/**
 * What a registrar fills in for one object.
 *
 * @param labels the whole set; null leaves the labels alone
 * @param tier with {@code tierAsOf}; null grades nothing
 * @param validFrom since when the change is true; today when absent
 */
record SubjectInput(
        @Nullable String kind,
        @Nullable String status,
        @Nullable String name,
        @Nullable String creditCode,
        @Nullable String address,
        @Nullable String industryCode,
        @Nullable String legalRepresentative,
        @Nullable LocalDate establishedOn,
        @Nullable Set<String> labels,
        @Nullable String tier,
        @Nullable LocalDate tierAsOf,
        @Nullable LocalDate validFrom,
        @Nullable String source,
        @Nullable String reason,
        @Nullable Integer version) {

    static final Pattern INDUSTRY = Pattern.compile("[A-T][0-9]{0,4}");
    private static final int LONGEST_NAME = 200;

    Particulars particulars(Set<String> knownLabels, LocalDate today) {
        var errors = new ArrayList<FieldError>();
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            errors.add(new FieldError("name", "请填写名称，最多 " + LONGEST_NAME + " 个字"));
        }
        FieldError.limit(errors, "address", address, ImportColumn.longest(SubjectColumns.ALL, "address"));
        FieldError.limit(
                errors,
                "legalRepresentative",
                legalRepresentative,
                ImportColumn.longest(SubjectColumns.ALL, "legalRepresentative"));
        FieldError.limit(errors, "source", source, 200);
        FieldError.limit(errors, "reason", reason, 500);
        var code = creditCode == null || creditCode.isBlank() ? null : creditCode;
        if (code != null && CreditCode.parse(code).isEmpty()) {
            errors.add(new FieldError("creditCode", "统一社会信用代码为 18 位数字和大写字母，不含 I、O、S、V、Z"));
        }
        if (industryCode != null
                && !industryCode.isBlank()
                && !INDUSTRY.matcher(industryCode).matches()) {
            errors.add(new FieldError("industryCode", "行业代码为一个字母加最多四位数字，例如 C2614"));
        }
        if (labels != null && !knownLabels.containsAll(labels)) {
            errors.add(new FieldError("labels", "有标签不在标签字典里，请从列表中选择"));
        }
        if (tier != null && (!Tier.NAMES.contains(tier) || tierAsOf == null)) {
            errors.add(new FieldError("tier", "信用风险等级为 A、B、C、D 之一，并填写评定日期"));
        }
        if (tierAsOf != null && tierAsOf.isAfter(today) || validFrom != null && validFrom.isAfter(today)) {
            errors.add(new FieldError("validFrom", "日期不能晚于今天"));
        }
        if (establishedOn != null && establishedOn.isAfter(today)) {
            errors.add(new FieldError("establishedOn", "成立日期不能晚于今天"));
        }
        known("kind", kind, SubjectKind.values(), errors);
        known("status", status, SubjectStatus.values(), errors);
        if (!errors.isEmpty()) {
            throw Problem.fields(errors);
        }
        return new Particulars(
                kind == null ? SubjectKind.ENTERPRISE : SubjectKind.valueOf(kind),
                status == null ? SubjectStatus.ACTIVE : SubjectStatus.valueOf(status),
                name == null ? "" : name.strip(),
                code == null ? null : CreditCode.fold(code),
                address,
                industryCode,
                legalRepresentative,
                establishedOn);
    }

    private static void known(String field, @Nullable String value, Enum<?>[] values, List<FieldError> errors) {
        if (value != null && Arrays.stream(values).noneMatch(v -> v.name().equals(value))) {
            errors.add(new FieldError(field, "请从列表中选择"));
        }
    }
}
