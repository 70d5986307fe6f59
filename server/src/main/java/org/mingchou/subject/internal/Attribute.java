package org.mingchou.subject.internal;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Labelled;

/** The parts of an object whose every value is kept with its dates. */
enum Attribute implements Labelled {
    NAME("名称", Particulars::name),
    CREDIT_CODE("统一社会信用代码", Particulars::creditCode),
    ADDRESS("地址", Particulars::address),
    INDUSTRY("行业代码", Particulars::industry),
    LEGAL_REPRESENTATIVE("法定代表人", Particulars::legalRepresentative),
    ESTABLISHED_ON(
            "成立日期", p -> p.establishedOn() == null ? null : p.establishedOn().toString()),
    KIND("类别", p -> p.kind().name()),
    STATUS("登记状态", p -> p.status().name());

    private final String label;
    private final Function<Particulars, @Nullable String> value;

    Attribute(String label, Function<Particulars, @Nullable String> value) {
        this.label = label;
        this.value = value;
    }

    @Override
    public String label() {
        return label;
    }

    @Nullable String of(Particulars particulars) {
        return value.apply(particulars);
    }

    /** The value as people read it. */
    @Nullable String readable(@Nullable String stored) {
        if (stored == null) {
            return null;
        }
        return switch (this) {
            case KIND -> SubjectKind.valueOf(stored).label();
            case STATUS -> SubjectStatus.valueOf(stored).label();
            default -> stored;
        };
    }
}
