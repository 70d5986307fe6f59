package org.mingchou.inspection.internal;

enum VisitOutcome {
    INSPECTED,
    UNREACHABLE
}
