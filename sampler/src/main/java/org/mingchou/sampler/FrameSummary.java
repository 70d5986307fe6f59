package org.mingchou.sampler;

import java.util.SortedMap;

/**
 * What one pass over a frame yields.
 *
 * @param hash the profile under which digest and root were computed
 * @param digest H of the file's bytes, 64 hex
 * @param root RFC 6962 root over the lines without LF, 64 hex
 * @param count rows, at least 1
 * @param strata sizes by stratum ascending bytewise
 */
public record FrameSummary(
        HashProfile hash, String digest, String root, long count, SortedMap<String, StratumCount> strata) {
    /** Rows of status E over all strata. */
    public long eligible() {
        return strata.values().stream().mapToLong(StratumCount::eligible).sum();
    }
}
