package org.mingchou.subject.internal;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A rule about objects, understood. It is evaluated in one way only: compiled to a condition on {@code subject.subject
 * s}, with named parameters put into a map. The condition needs {@code :ruleToday}.
 */
sealed interface Rule {

    String condition(Map<String, Object> params);

    /** Canonical JSON. */
    String json();

    /** Whether it covers every object by its form alone, so that nobody has to ask. */
    default boolean coversAll() {
        return false;
    }

    record Always() implements Rule {
        @Override
        public String condition(Map<String, Object> params) {
            return "true";
        }

        @Override
        public String json() {
            return "{\"always\":true}";
        }

        @Override
        public boolean coversAll() {
            return true;
        }
    }

    /** Carries a label today. */
    record Label(String code) implements Rule {
        @Override
        public String condition(Map<String, Object> params) {
            return "EXISTS (SELECT FROM subject.label l WHERE l.subject_id = s.id AND l.label = "
                    + bind(params, code)
                    + " AND l.valid_from <= :ruleToday AND (l.valid_to IS NULL OR l.valid_to > :ruleToday))";
        }

        @Override
        public String json() {
            return "{\"label\":\"" + code + "\"}";
        }
    }

    /** Industry code of GB/T 4754 begins with. */
    record Industry(String prefix) implements Rule {
        @Override
        public String condition(Map<String, Object> params) {
            return "coalesce(starts_with(s.industry, " + bind(params, prefix) + "), false)";
        }

        @Override
        public String json() {
            return "{\"industry\":\"" + prefix + "\"}";
        }
    }

    record Kind(SubjectKind kind) implements Rule {
        @Override
        public String condition(Map<String, Object> params) {
            return "s.kind = " + bind(params, kind.name());
        }

        @Override
        public String json() {
            return "{\"kind\":\"" + kind.name() + "\"}";
        }
    }

    record All(List<Rule> rules) implements Rule {
        @Override
        public String condition(Map<String, Object> params) {
            return joined(rules, " AND ", params);
        }

        @Override
        public String json() {
            return "{\"all\":" + array(rules) + "}";
        }
    }

    record Any(List<Rule> rules) implements Rule {
        @Override
        public String condition(Map<String, Object> params) {
            return joined(rules, " OR ", params);
        }

        @Override
        public String json() {
            return "{\"any\":" + array(rules) + "}";
        }

        @Override
        public boolean coversAll() {
            return rules.stream().anyMatch(Rule::coversAll);
        }
    }

    record Not(Rule rule) implements Rule {
        @Override
        public String condition(Map<String, Object> params) {
            return "NOT (" + rule.condition(params) + ")";
        }

        @Override
        public String json() {
            return "{\"not\":" + rule.json() + "}";
        }
    }

    private static String bind(Map<String, Object> params, String value) {
        var name = "rule" + params.size();
        params.put(name, value);
        return ":" + name;
    }

    private static String joined(List<Rule> rules, String operator, Map<String, Object> params) {
        return rules.stream().map(r -> r.condition(params)).collect(Collectors.joining(operator, "(", ")"));
    }

    private static String array(List<Rule> rules) {
        return rules.stream().map(Rule::json).collect(Collectors.joining(",", "[", "]"));
    }
}
