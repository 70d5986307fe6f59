package org.mingchou.shared;

import java.util.List;

/** One page of a list; {@code page} counts from 1, {@code total} counts rows before paging. */
public record Page<T>(List<T> items, long total, int page, int size) {

    public Page {
        items = List.copyOf(items);
    }
}
