package org.mingchou.plan.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mingchou.subject.Subjects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Words a scope for people, unless the editor worded it himself. */
@Component
class ScopeText {

    private final Subjects subjects;
    private final JsonMapper json;

    ScopeText(Subjects subjects, JsonMapper json) {
        this.subjects = subjects;
        this.json = json;
    }

    String of(Terms terms) {
        var own = terms.scopeText();
        return own != null ? own : "检查对象名录库中" + words(json.readTree(terms.scope()), subjects.labels()) + "的检查对象";
    }

    static String words(JsonNode rule, Map<String, String> labels) {
        if (rule.path("always").asBoolean(false)) {
            return "在册";
        }
        if (rule.has("label")) {
            var code = rule.path("label").asString();
            return "属于“" + labels.getOrDefault(code, code) + "”";
        }
        if (rule.has("industry")) {
            return "行业代码以 " + rule.path("industry").asString() + " 开头";
        }
        if (rule.has("kind")) {
            return "类型为“" + rule.path("kind").asString() + "”";
        }
        if (rule.has("not")) {
            return "不" + bracket(rule.path("not"), labels);
        }
        if (rule.has("all")) {
            return joined(rule.path("all"), labels, "且");
        }
        return rule.has("any") ? joined(rule.path("any"), labels, "或") : "符合条件 " + rule;
    }

    private static String joined(JsonNode rules, Map<String, String> labels, String word) {
        List<String> parts = new ArrayList<>();
        rules.forEach(rule -> parts.add(rules.size() > 1 ? bracket(rule, labels) : words(rule, labels)));
        return String.join(word, parts);
    }

    private static String bracket(JsonNode rule, Map<String, String> labels) {
        var inner = words(rule, labels);
        var compound = rule.path("all").size() > 1 || rule.path("any").size() > 1;
        return compound ? "（" + inner + "）" : inner;
    }
}
