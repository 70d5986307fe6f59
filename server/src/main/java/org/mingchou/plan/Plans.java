package org.mingchou.plan;

import java.util.Map;

/** Joint plans as the later steps need them. */
public interface Plans {

    /** @throws org.mingchou.shared.Problem 404 when absent or outside the region */
    PlanSnapshot require(long planId, String regionCode);

    /** Approved exclusions: object draw id → code X01 to X06. Status X02 and X03 come from the directory itself. */
    Map<String, String> exclusions(long planId);
}
