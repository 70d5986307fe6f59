package org.mingchou.sampler;

/**
 * An input file breaks a rule of SSJ-DRAW-1 §3.1 or SSJ-MATCH-1 §4.2. The message is one line, {@code file:line: rule};
 * line 0 means that the whole file breaks the rule (digest, count, a missing key).
 */
public final class MalformedInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long line;
    private final String rule;

    public MalformedInput(String file, long line, String rule) {
        super(file + ":" + line + ": " + rule);
        this.file = file;
        this.line = line;
        this.rule = rule;
    }

    /** The file's name as the caller gave it. */
    public String file() {
        return file;
    }

    /** 1-based line number, or 0 for the whole file. */
    public long line() {
        return line;
    }

    /** The broken rule, in English, without a line break. */
    public String rule() {
        return rule;
    }
}
