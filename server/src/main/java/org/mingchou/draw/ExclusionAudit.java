package org.mingchou.draw;

/**
 * The audit of a draw's excluded objects, in counts that everybody may see (SSJ-DRAW-1 §3.6.1): nothing by object, tier
 * or person.
 *
 * @param share basis points of the excluded rows of each code
 * @param sampled how many exclusions are audited; follows from the frame, so it is known before the draw
 * @param drawn which ones is known
 * @param upheld exclusions found to be right
 * @param refuted exclusions found to be wrong; the draw stays as it is
 */
public record ExclusionAudit(int share, long sampled, boolean drawn, long upheld, long refuted) {
    /** Without a finding yet. */
    public long open() {
        return sampled - upheld - refuted;
    }
}
