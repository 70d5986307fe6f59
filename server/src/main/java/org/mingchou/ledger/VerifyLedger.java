package org.mingchou.ledger;

import java.io.PrintStream;
import org.mingchou.ledger.internal.LedgerVerification;

/** {@code verify-ledger}: checks the whole ledger from outside, without starting the server. */
public final class VerifyLedger {

    /** The first argument of the jar that asks for it. */
    public static final String COMMAND = "verify-ledger";

    private VerifyLedger() {}

    /**
     * Runs the check.
     *
     * @param args {@code --mingchou.home=DIR}, {@code --copy=DIR} with a mirror of the static files, {@code --log-key=FILE}
     * @return 0 when whole, 1 when a row differs, 2 when it cannot be checked
     */
    public static int run(PrintStream out, PrintStream err, String... args) {
        return LedgerVerification.run(out, err, args);
    }
}
