package org.mingchou.sampler;

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

    public ParamsBuilder hash(HashProfile profile) {
        return put("hash", profile.id());
    }

    public ParamsBuilder draw(String drawId) {
        return put("draw", drawId);
    }

    /** Digest, root and count of a frame that was summarised with the same hash profile. */
    public ParamsBuilder frame(FrameSummary frame) {
        put("frame.digest", frame.digest());
        put("frame.root", frame.root());
        return put("frame.count", Long.toString(frame.count()));
    }

    public ParamsBuilder ratio(String stratum, int basisPoints) {
        return put("ratio." + stratum, Integer.toString(basisPoints));
    }

    public ParamsBuilder ratios(Map<String, Integer> basisPoints) {
        basisPoints.forEach(this::ratio);
        return this;
    }

    public ParamsBuilder floor(int basisPoints) {
        return put("floor", Integer.toString(basisPoints));
    }

    public ParamsBuilder reserve(int basisPoints) {
        return put("reserve", Integer.toString(basisPoints));
    }

    public ParamsBuilder base(Params.Base base) {
        return put("base", Params.spelling(base));
    }

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

    public ParamsBuilder frameSalted(String root) {
        return put("frame.salted", root);
    }

    public ParamsBuilder mode(Params.Mode mode) {
        return put("mode", Params.spelling(mode));
    }

    public ParamsBuilder audience(Params.Audience audience) {
        return put("audience", Params.spelling(audience));
    }

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
