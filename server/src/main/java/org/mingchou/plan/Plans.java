package org.mingchou.plan;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingchou.subject.ObjectRule;

/** Joint plans as the later steps need them. */
public interface Plans {

    /** @throws org.mingchou.shared.Problem 404 when absent or outside the region */
    PlanSnapshot require(long planId, String regionCode);

    /** Covers the objects to which at least one item of the plan applies. */
    ObjectRule applicability(PlanSnapshot plan);

    /** Approved exclusions: object draw id → code X01 to X06. X02, X03 and X07 follow from the directories. */
    Map<String, String> exclusions(long planId);

    /** As {@link #exclusions}, of these objects only and with who asked and who consented; by object draw id. */
    Map<String, ApprovedExclusion> approvedExclusions(long planId, Collection<String> objectIds);

    /** Proposed exclusions that nobody has decided; a freeze waits for them. */
    int undecidedExclusions(long planId);

    /**
     * Closes the plan's frame: no exclusion is proposed or decided any more. Calling it again changes nothing.
     *
     * @throws org.mingchou.shared.Problem when the plan is not approved or an exclusion is still undecided
     */
    void freeze(long planId, String regionCode);

    /** Approved and closed plans of a region, newest first. */
    List<PlanSnapshot> approved(String regionCode);

    /** A plan that the public may see: approved or closed. */
    Optional<PlanSnapshot> publicPlan(long planId);
}
