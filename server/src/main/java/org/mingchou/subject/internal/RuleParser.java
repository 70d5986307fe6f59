package org.mingchou.subject.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.mingchou.shared.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a rule and says where it is wrong: {@code $.any[1].label}. */
final class RuleParser {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern INDUSTRY = Pattern.compile("[A-T][0-9]{0,4}");
    private static final int DEEPEST = 6;
    private static final int LONGEST = 10_000;

    private final Set<String> labels;
    private final Set<String> kinds =
            Set.copyOf(Arrays.stream(SubjectKind.values()).map(Enum::name).toList());

    RuleParser(Set<String> labels) {
        this.labels = labels;
    }

    Rule parse(String json) {
        if (json.length() > LONGEST) {
            throw wrong("$", "规则太长，最多 " + LONGEST + " 个字符");
        }
        try {
            return rule(JSON.readTree(json), "$", 0);
        } catch (JacksonException e) {
            throw wrong("$", "不是 JSON");
        }
    }

    private Rule rule(JsonNode node, String at, int depth) {
        if (!node.isObject() || node.size() != 1) {
            throw wrong(at, "应是只有一个成员的对象，例如 {\"label\":\"INDUSTRY_TRADE\"}");
        }
        if (depth > DEEPEST) {
            throw wrong(at, "嵌套超过 " + DEEPEST + " 层");
        }
        var name = node.propertyNames().iterator().next();
        var value = node.get(name);
        var here = at + "." + name;
        return switch (name) {
            case "always" -> {
                if (!value.isBoolean() || !value.asBoolean()) {
                    throw wrong(here, "只能是 true");
                }
                yield new Rule.Always();
            }
            case "label" -> new Rule.Label(oneOf(value, here, labels, "监管标签"));
            case "kind" -> new Rule.Kind(SubjectKind.valueOf(oneOf(value, here, kinds, "对象类别")));
            case "industry" -> {
                if (!value.isString() || !INDUSTRY.matcher(value.asString()).matches()) {
                    throw wrong(here, "应是 GB/T 4754 代码的开头，例如 C26");
                }
                yield new Rule.Industry(value.asString());
            }
            case "all" -> new Rule.All(rules(value, here, depth));
            case "any" -> new Rule.Any(rules(value, here, depth));
            case "not" -> new Rule.Not(rule(value, here, depth + 1));
            default -> throw wrong(here, "不认得这个成员，可用 always、label、kind、industry、all、any、not");
        };
    }

    private List<Rule> rules(JsonNode value, String at, int depth) {
        if (!value.isArray() || value.isEmpty()) {
            throw wrong(at, "应是至少一条规则的数组");
        }
        var rules = new ArrayList<Rule>();
        for (int i = 0; i < value.size(); i++) {
            rules.add(rule(value.get(i), at + "[" + i + "]", depth + 1));
        }
        return List.copyOf(rules);
    }

    private static String oneOf(JsonNode value, String at, Set<String> known, String what) {
        if (!value.isString() || !known.contains(value.asString())) {
            throw wrong(at, what + "代码 " + value + " 不在字典里");
        }
        return value.asString();
    }

    private static Problem wrong(String at, String reason) {
        return Problem.badInput("object-rule", "对象范围规则在 " + at + " 处需要修改：" + reason + "。")
                .with("path", at);
    }
}
