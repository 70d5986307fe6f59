package org.mingchou.publication.internal;

import org.mingchou.shared.Labelled;

enum PublicationAct implements Labelled {
    CORRECT("更正"),
    WITHDRAW("撤下");

    private final String label;

    PublicationAct(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
