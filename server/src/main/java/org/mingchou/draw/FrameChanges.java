package org.mingchou.draw;

import java.util.Optional;

/** What changed in a frame since the frame before it, in counts that a stranger may read: nothing by tier. */
public interface FrameChanges {

    /**
     * @param previousDrawNo the draw compared with
     * @param sameScope false when that draw had another scope, so that the counts hold what the scope brought
     * @param statusMoved objects in both that can be drawn in one and not in the other, or for another reason
     */
    record Counts(String previousDrawNo, boolean sameScope, long added, long removed, long statusMoved) {}

    /** Empty for the first frame of an agency. */
    Optional<Counts> ofDraw(String drawNo);
}
