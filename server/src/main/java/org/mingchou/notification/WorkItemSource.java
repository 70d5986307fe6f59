package org.mingchou.notification;

import java.util.List;
import org.mingchou.shared.Actor;

/** What a module asks of a person today. Each module contributes a bean; the work list joins them. */
public interface WorkItemSource {

    /** Only items that this actor can act on now. Few rows: count where there are many. */
    List<WorkItem> itemsFor(Actor actor);
}
