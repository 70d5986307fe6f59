package org.mingchou.subject.internal;

import org.mingchou.shared.Labelled;

enum SubjectKind implements Labelled {
    ENTERPRISE("企业"),
    SOLE_TRADER("个体工商户"),
    COOPERATIVE("农民专业合作社"),
    PROJECT("项目"),
    PRODUCT("产品"),
    SITE("场所"),
    INSTITUTION("事业单位及其他组织");

    private final String label;

    SubjectKind(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
