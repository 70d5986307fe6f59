package org.mingchou.subject;

/**
 * A rule about objects as data, written in JSON: {@code {"always":true}}, {@code {"label":"INDUSTRY_TRADE"}},
 * {@code {"industry":"C26"}} (prefix of GB/T 4754), {@code {"kind":"ENTERPRISE"}}, {@code {"all":[…]}},
 * {@code {"any":[…]}}, {@code {"not":…}}. One evaluator serves the live count, the dry run, the freeze and the sheet.
 *
 * @param json canonical text, as stored
 */
public record ObjectRule(String json) {

    public static final ObjectRule ALWAYS = new ObjectRule("{\"always\":true}");
}
