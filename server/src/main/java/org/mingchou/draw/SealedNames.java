package org.mingchou.draw;

import java.util.Collection;
import org.mingchou.shared.Actor;

/** The names of sealed draws as later steps show them: whoever reads them is named in the log (SSJ-DRAW-1 §3.7). */
public interface SealedNames {

    /**
     * To be called before drawn names are given to a person of the platform. Logs ACCESS the first time that he reads
     * names of a draw; nothing when none of the plans' draws is sealed, or no more.
     *
     * @param planIds of the rows that he is about to read
     */
    void read(Actor actor, Collection<Long> planIds);
}
