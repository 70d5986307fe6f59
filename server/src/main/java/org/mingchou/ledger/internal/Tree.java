package org.mingchou.ledger.internal;

/** The two trees; the constant's name in lower case is the value in the database and in addresses. */
enum Tree {
    DRAW,
    AUDIT;

    String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
