package org.mingchou.ledger.internal;

import java.util.Locale;
import org.mingchou.shared.Problem;

/** The two trees; the constant's name in lower case is the value in the database and in addresses. */
enum Tree {
    DRAW,
    AUDIT;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The tree of that name in an address. */
    static Tree named(String name) {
        return switch (name) {
            case "draw" -> DRAW;
            case "audit" -> AUDIT;
            default -> throw Problem.notFound("这份日志（可查 draw 或 audit）");
        };
    }
}
