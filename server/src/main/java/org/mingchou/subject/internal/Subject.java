package org.mingchou.subject.internal;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.mingchou.shared.Problem;

/**
 * One object of the directory.
 *
 * @param id 0 before it is stored
 * @param drawId never changes: the credit code it had at creation, else {@code MC-<region>-<serial>}
 */
record Subject(long id, int version, String drawId, String regionCode, Particulars particulars) {

    static Subject register(String drawId, String regionCode, Particulars particulars) {
        if (particulars.status() == SubjectStatus.MOVED_OUT) {
            throw Problem.unprocessable("subject-starts-moved-out", "新登记的对象不能是“迁出”。请选择存续、注销或吊销。");
        }
        return new Subject(0, 0, drawId, regionCode, particulars);
    }

    Subject edit(Particulars next) {
        var status = particulars.status();
        SubjectLife.TABLE.apply(status, status == next.status() ? SubjectAct.EDIT : SubjectAct.towards(next.status()));
        return new Subject(id, version, drawId, regionCode, next);
    }

    /** What differs from an earlier state; everything that has a value when there is none. */
    Set<Attribute> changedSince(@org.jspecify.annotations.Nullable Subject earlier) {
        var changed = EnumSet.noneOf(Attribute.class);
        for (var attribute : Attribute.values()) {
            var former = earlier == null ? null : attribute.of(earlier.particulars);
            if (!Objects.equals(former, attribute.of(particulars))) {
                changed.add(attribute);
            }
        }
        return changed;
    }
}
