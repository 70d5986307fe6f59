package org.mingchou.imports;

/**
 * What is wrong with one cell.
 *
 * @param column the header of the column
 * @param warning true when the row is taken all the same
 */
public record Fault(String column, String reason, boolean warning) {}
