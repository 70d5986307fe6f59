package org.mingchou.shared;

/** How long a text may be that a person types in, by what it is for; in characters. */
public final class TextLimit {

    /** Of a person, a thing or a duty. */
    public static final int NAME = 60;

    /** Why something is done or not done. */
    public static final int REASON = 500;

    /** What was seen, said or done. */
    public static final int ACCOUNT = 2000;

    /** An id, a code or a digest made by a program. */
    public static final int KEY = 100;

    /** Completes "理由" and the like in the message of a {@code @Size}. */
    public static final String TOO_LONG = "最多 {max} 个字，请缩短";

    private TextLimit() {}
}
