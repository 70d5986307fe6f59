package org.mingchou.matching.internal;

import org.mingchou.shared.Labelled;

/** Why an officer leaves a group. */
enum ReplacementCode implements Labelled {
    ILLNESS("因病", true),
    RECUSAL("回避", false),
    LEFT("调离", false),
    DUTY("公务冲突", true),
    CERTIFICATE("证件到期或被收回", false);

    private final String label;
    private final boolean needsEvidence;

    ReplacementCode(String label, boolean needsEvidence) {
        this.label = label;
        this.needsEvidence = needsEvidence;
    }

    /** No register says it, so a stored file must. */
    boolean needsEvidence() {
        return needsEvidence;
    }

    @Override
    public String label() {
        return label;
    }
}
