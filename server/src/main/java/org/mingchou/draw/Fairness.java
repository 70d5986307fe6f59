package org.mingchou.draw;

import java.util.List;

/**
 * Whether the draws of a region treated all alike: for groups of objects, how many were drawn against how many the rule
 * gives on average, with exact p-values.
 *
 * <p>Within a stratum a group's share of the drawn is hypergeometric; strata and draws are independent; so a group's
 * number over all draws is the convolution of these, computed exactly. The p-value is two-sided by minimum likelihood.
 */
public interface Fairness {

    /** By what objects are grouped. */
    enum Dimension {
        DISTRICT,
        INDUSTRY,
        AGE,
        POSITION,
        TIER
    }

    /** The group into which small ones are put together. */
    String OTHERS = "~";

    /** The group of objects of which the directory does not say it. */
    String UNKNOWN = "?";

    /**
     * One group over all draws.
     *
     * @param group township or region code; letter of GB/T 4754; age band 0, 1, 3, 5, 10 (years, from); tenth of the list
     *     1 to 10; tier
     * @param eligible objects that could be drawn, summed over the draws
     * @param expected mean of the number drawn
     * @param chance p-value of this group alone
     * @param corrected by Holm over all groups of the table
     */
    record Group(
            Dimension dimension,
            String group,
            long eligible,
            long drawn,
            double expected,
            double chance,
            double corrected) {}

    /** @param draws how many draws are counted */
    record Table(int draws, long eligible, long drawn, List<Group> groups) {}

    /** For everybody: no tiers, and no group from which a tier could be inferred. */
    Table publicTable(String regionCode);

    /** For the supervisor: every group as it is, and the tiers. */
    Table fullTable(String regionCode);
}
