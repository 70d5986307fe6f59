package org.mingchou.statistics.internal;

import java.util.List;
import org.mingchou.dispatch.Assignments;
import org.mingchou.inspection.Sections;
import org.mingchou.publication.Publications;

/**
 * The modules whose tables the views read. Migrations run in the order of the dependencies that classes show, so these
 * names make the views come after the tables.
 */
final class ReadModules {

    static final List<Class<?>> ALL = List.of(Assignments.class, Sections.class, Publications.class);

    private ReadModules() {}
}
