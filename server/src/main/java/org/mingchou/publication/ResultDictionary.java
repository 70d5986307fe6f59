package org.mingchou.publication;

import java.util.List;

/** 抽查结果字典, versioned: new results are worded with the version in force, old ones keep theirs. */
public interface ResultDictionary {

    /** @param scope {@code CORE} (whole result or item) or {@code ITEM} (single item only) */
    record Value(String code, String text, String scope) {}

    record Edition(int version, String title, String source, List<Value> values) {}

    Edition inForce();

    /** The words of an outlet for a value of a version; the value itself when the outlet has none of its own. */
    Value forOutlet(int version, String outlet, String code);
}
