package org.mingchou.org;

import org.mingchou.shared.Actor;

/** Sets regions and departments up. */
public interface Organisation {

    /** Names a region; naming it again changes the name. */
    void nameRegion(String code, String name);

    /** @throws org.mingchou.shared.Problem when the code is taken in the region */
    Departments.Department createDepartment(Actor actor, String regionCode, String code, String name, String shortName);
}
