package org.mingchou.officer.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One officer of the directory, personal numbers in clear while in memory.
 *
 * @param officerNo identity in matching, {@code 130111-YJ-007}; never changes
 */
record Officer(long id, int version, String officerNo, String regionCode, Particulars particulars) {

    static final String DEPARTMENT = "部门";
    static final String QUALIFICATIONS = "专业资格";
    static final String ACCOUNT = "登录账号";

    record Particulars(
            String name,
            long departmentId,
            @Nullable String post,
            OfficerLife.Status status,
            @Nullable String phone,
            @Nullable String idNumber,
            @Nullable Long accountId,
            Set<String> qualifications) {

        Particulars {
            qualifications = Set.copyOf(qualifications);
        }
    }

    record Change(
            String field, @Nullable String before, @Nullable String after) {}

    Officer edit(Particulars next) {
        var status = particulars.status();
        OfficerLife.TABLE.apply(
                status, status == next.status() ? OfficerLife.Act.EDIT : OfficerLife.Act.towards(next.status()));
        return new Officer(id, version, officerNo, regionCode, next);
    }

    /** Name and number, as a person reads it. */
    String called() {
        return particulars.name() + "（" + officerNo + "）";
    }

    /** What changed, for the history; a personal number is never repeated there. */
    List<Change> changedSince(@Nullable Officer earlier) {
        var was = earlier == null ? null : earlier.particulars;
        var now = particulars;
        var changes = new ArrayList<Change>();
        compare("姓名", was == null ? null : was.name(), now.name(), changes);
        compare(
                DEPARTMENT,
                was == null ? null : String.valueOf(was.departmentId()),
                String.valueOf(now.departmentId()),
                changes);
        compare("职务", was == null ? null : was.post(), now.post(), changes);
        compare("状态", was == null ? null : was.status().label(), now.status().label(), changes);
        compare(
                QUALIFICATIONS,
                was == null ? null : joined(was.qualifications()),
                joined(now.qualifications()),
                changes);
        compare(ACCOUNT, was == null ? null : text(was.accountId()), text(now.accountId()), changes);
        secret("手机号", was == null ? null : was.phone(), now.phone(), changes);
        secret("身份证号", was == null ? null : was.idNumber(), now.idNumber(), changes);
        return changes;
    }

    private static void compare(String field, @Nullable String before, @Nullable String after, List<Change> changes) {
        if (!Objects.equals(before, after)) {
            changes.add(new Change(field, before, after));
        }
    }

    private static void secret(String field, @Nullable String before, @Nullable String after, List<Change> changes) {
        if (!Objects.equals(before, after)) {
            changes.add(new Change(field, before == null ? null : "（原号码）", after == null ? null : "（已更新）"));
        }
    }

    private static @Nullable String joined(Set<String> codes) {
        return codes.isEmpty() ? null : String.join("、", new TreeSet<>(codes));
    }

    private static @Nullable String text(@Nullable Long id) {
        return id == null ? null : id.toString();
    }
}
