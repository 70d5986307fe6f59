package org.mingchou.subject.internal;

/** Credit risk, A lowest. Internal: it never leaves for the public. */
enum Tier {
    A,
    B,
    C,
    D
}
