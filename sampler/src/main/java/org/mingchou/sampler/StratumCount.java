package org.mingchou.sampler;

/**
 * Size of one stratum.
 *
 * @param rows N_h, all rows
 * @param eligible E_h, rows of status E
 */
public record StratumCount(long rows, long eligible) {}
