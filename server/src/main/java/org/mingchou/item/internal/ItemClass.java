package org.mingchou.item.internal;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.mingchou.shared.Labelled;

/** How weighty an item is; kept by name. */
enum ItemClass implements Labelled {
    GENERAL("一般检查事项"),
    KEY("重点检查事项");

    static final Set<String> NAMES = Arrays.stream(values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private final String label;

    ItemClass(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
