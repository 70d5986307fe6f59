package org.mingchou.subject.internal;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Credit risk, A lowest. Internal: it never leaves for the public. */
enum Tier {
    A,
    B,
    C,
    D;

    static final Set<String> NAMES = Arrays.stream(values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());
}
