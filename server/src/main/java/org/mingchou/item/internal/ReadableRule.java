package org.mingchou.item.internal;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A rule about objects in words: 工贸 或 危险化学品. */
record ReadableRule(Map<String, String> labels) {

    String of(JsonNode rule) {
        var name = rule.propertyNames().stream().findFirst().orElse("");
        var value = rule.path(name);
        return switch (name) {
            case "always" -> "全部对象";
            case "label" -> labels.getOrDefault(value.asString(), value.asString());
            case "industry" -> "行业代码以 " + value.asString() + " 开头";
            case "kind" -> "类别为 " + value.asString();
            case "all" -> joined(value, " 且 ");
            case "any" -> joined(value, " 或 ");
            case "not" -> "不属于（" + of(value) + "）";
            default -> rule.toString();
        };
    }

    private String joined(JsonNode rules, String word) {
        return StreamSupport.stream(rules.spliterator(), false)
                .map(r -> r.has("all") || r.has("any") ? "（" + of(r) + "）" : of(r))
                .collect(Collectors.joining(word));
    }
}
