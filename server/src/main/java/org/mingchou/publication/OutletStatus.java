package org.mingchou.publication;

import java.util.Collection;
import java.util.Map;

/** Where published results stand with other systems; answered by the module that sends them. */
public interface OutletStatus {

    /** By publication id: PENDING, SENT, ACCEPTED, REFUSED or FAILED; those not yet taken over are absent. */
    Map<Long, String> of(Collection<Long> publicationIds);
}
