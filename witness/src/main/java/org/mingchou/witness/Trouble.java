package org.mingchou.witness;

/** What the operator has to put right; the message says how. */
final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1;

    Trouble(String message) {
        super(message);
    }
}
