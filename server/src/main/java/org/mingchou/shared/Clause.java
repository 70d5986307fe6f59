package org.mingchou.shared;

import java.lang.annotation.Documented;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Names the clause of law, plan or specification that the code carries out, e.g. {@code "行政处罚法 42"}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Clause.All.class)
public @interface Clause {

    String value();

    /** Container of repeated clauses. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @interface All {
        Clause[] value();
    }
}
