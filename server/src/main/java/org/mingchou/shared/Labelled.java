package org.mingchou.shared;

/** A code with the Chinese name that people read. */
public interface Labelled {

    String label();
}
