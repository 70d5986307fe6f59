package org.mingchou.sampler;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds params.txt in its one canonical form, keys ascending. Defaults: SHA-256, {@code base=all}, {@code floor=0},
 * {@code reserve=0}; optional keys are written only when they were set.
 */
public final class ParamsBuilder {
    private final TreeMap<String, String> values = new TreeMap<>();

    ParamsBuilder() {
        values.put("spec", Params.SPEC);
        hash(HashProfile.SHA256);
        base(Params.Base.ALL);
        floor(0);
        reserve(0);
    }

    /** H of this draw. */
    public ParamsBuilder hash(HashProfile profile) {
        return put("hash", profile.id());
    }

    /** The drawId, {@code [A-Za-z0-9._-]{1,64}}. */
    public ParamsBuilder draw(String drawId) {
        return put("draw", drawId);
    }

    /** Digest, root and count of a frame that was summarised with the same hash profile. */
    public ParamsBuilder frame(FrameSummary frame) {
        put("frame.digest", frame.digest());
        put("frame.root", frame.root());
        return put("frame.count", Long.toString(frame.count()));
    }

    /** Ratio of one stratum, 0 to 10000 basis points. */
    public ParamsBuilder ratio(String stratum, int basisPoints) {
        return put("ratio." + stratum, Integer.toString(basisPoints));
    }

    /** Ratios by stratum, 0 to 10000 basis points. */
    public ParamsBuilder ratios(Map<String, Integer> basisPoints) {
        basisPoints.forEach(this::ratio);
        return this;
    }

    /** 0 to 10000 basis points of the base over all strata. */
    public ParamsBuilder floor(int basisPoints) {
        return put("floor", Integer.toString(basisPoints));
    }

    /** 0 to 10000 basis points of a stratum's quota. */
    public ParamsBuilder reserve(int basisPoints) {
        return put("reserve", Integer.toString(basisPoints));
    }

    /** Of which rows the ratios are (§3.5). */
    public ParamsBuilder base(Params.Base base) {
        return put("base", Params.spelling(base));
    }

    /** {@code live:<slug>}, {@code lottery:<name>:<issue>}, {@code drand:<chain>:<round>} or {@code none}. */
    public ParamsBuilder beacon(String identity) {
        return put("beacon", identity);
    }

    /** The commitment of {@link Secrets#commitFirst}. */
    public ParamsBuilder commit(String party, String commitment) {
        return put("commit." + party, commitment);
    }

    /** The commitment of {@link Secrets#commitSecond}. */
    public ParamsBuilder second(String party, String commitment) {
        return put("second." + party, commitment);
    }

    /** {@link SaltedFrame#root} of the frame, 64 hex. */
    public ParamsBuilder frameSalted(String root) {
        return put("frame.salted", root);
    }

    /** When names are published (§3.7). */
    public ParamsBuilder mode(Params.Mode mode) {
        return put("mode", Params.spelling(mode));
    }

    /** Who sees the frame (§3.7). */
    public ParamsBuilder audience(Params.Audience audience) {
        return put("audience", Params.spelling(audience));
    }

    /** What orders the reserve (§3.8). */
    public ParamsBuilder reserveBy(Params.ReserveBy order) {
        return put("reserve.order", Params.spelling(order));
    }

    /**
     * Binds an officer pool.
     *
     * @param officersTsv bytes of officers.tsv
     * @param avoidTsv bytes of avoid.tsv, perhaps none
     * @param group seats of a task, from 2
     * @param date the window's last day, YYYY-MM-DD
     */
    public ParamsBuilder pool(String id, byte[] officersTsv, byte[] avoidTsv, int group, String date) {
        // §4.2: H is SHA-256 for everything about officers, whatever the profile of the draw.
        put("pool." + id + ".officers", HashProfile.SHA256.hex(officersTsv));
        put("pool." + id + ".avoid", HashProfile.SHA256.hex(avoidTsv));
        put("pool." + id + ".group", Integer.toString(group));
        return put("pool." + id + ".date", date);
    }

    /** The draw id of the void draw that this one repeats. */
    public ParamsBuilder prev(String drawId) {
        return put("prev", drawId);
    }

    /** 0 to 10000 basis points of the excluded rows of each code (§3.6.1). */
    public ParamsBuilder xaudit(int basisPoints) {
        return put(AuditSample.XAUDIT, Integer.toString(basisPoints));
    }

    /**
     * Names the witnesses that shall have seen the OPENING (§3.4.1).
     *
     * @param keys of cosignature/v1, at least one
     * @param minutes between them and the beacon
     */
    public ParamsBuilder witnesses(Collection<NoteKey> keys, long minutes) {
        keys.forEach(key -> put("witness." + Hex.encode(key.id()), key.text()));
        return put(Params.WITNESSED, Long.toString(minutes));
    }

    /**
     * The parameters, re-read from their own bytes.
     *
     * @throws MalformedInput when a key is missing or a value is not allowed
     */
    public Params build() {
        StringBuilder text = new StringBuilder();
        values.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        byte[] data = text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return Params.parse(data);
    }

    private ParamsBuilder put(String key, String value) {
        values.put(key, value);
        return this;
    }
}
