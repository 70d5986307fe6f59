package org.mingchou.shared;

/** A code with the Chinese name that people read. */
public interface Labelled {

    String label();

    /** Whether people give it; false of what only the system decides. */
    default boolean givenByPeople() {
        return true;
    }
}
