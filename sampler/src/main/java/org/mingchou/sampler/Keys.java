package org.mingchou.sampler;

/** K(ns), the key of one purpose (§3.2). */
public final class Keys {
    private Keys() {}

    /**
     * {@code K(ns) = H("SSJ-KEY-1|" + s + "|" + ns)}.
     *
     * @param seed seed for {@code object}; seed2 for {@code reserve}, {@code task:<pool>}, {@code officer:<pool>}
     * @return 64 lower-case hex digits
     */
    public static String of(HashProfile profile, String seed, String namespace) {
        return profile.hex("SSJ-KEY-1|" + seed + "|" + namespace);
    }

    /** {@code H(key + "|" + id)} as 64 hex: the ticket of a row of weight 1, of a reserve row or of a task. */
    public static String ticket(HashProfile profile, String key, String id) {
        return profile.hex(key + "|" + id);
    }
}
