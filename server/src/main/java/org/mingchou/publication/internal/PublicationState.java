package org.mingchou.publication.internal;

import org.mingchou.shared.Labelled;

enum PublicationState implements Labelled {
    PUBLISHED("公示中"),
    CORRECTED("已更正，公示中"),
    WITHDRAWN("已撤下");

    private final String label;

    PublicationState(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
