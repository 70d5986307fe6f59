package org.mingchou.ledger.internal;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import org.mingchou.shared.Labelled;
import org.mingchou.shared.Role;
import org.mingchou.shared.TransitionTable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What the trail's codes are called for people: acts, kinds of subjects, keys and values of details. */
@Component
class TrailNames {

    record ActName(String act, String label) {}

    record Detail(String label, String value) {}

    private static final String FILE = "/ledger/names.properties";

    private final Properties names = new Properties();
    private final List<TransitionTable<?, ?>> tables;

    TrailNames(List<TransitionTable<?, ?>> tables) {
        this.tables = List.copyOf(tables);
        var stream = Objects.requireNonNull(TrailNames.class.getResourceAsStream(FILE), FILE);
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            names.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All acts, by label. */
    List<ActName> acts() {
        return names.stringPropertyNames().stream()
                .filter(key -> key.startsWith("act."))
                .map(key -> new ActName(key.substring("act.".length()), names.getProperty(key)))
                .sorted(Comparator.comparing(ActName::label))
                .toList();
    }

    String act(String code) {
        return names.getProperty("act." + code, code);
    }

    /** The code of an act that is given by code or by label. */
    String code(String act) {
        return acts().stream()
                .filter(known -> known.label().equals(act))
                .map(ActName::act)
                .findFirst()
                .orElse(act);
    }

    /** {@code plan/12} → {@code 抽查计划 12}. */
    String subject(String subject) {
        var slash = subject.indexOf('/');
        return slash < 0
                ? subject
                : names.getProperty("kind." + subject.substring(0, slash), subject.substring(0, slash)) + " "
                        + subject.substring(slash + 1);
    }

    List<Detail> details(String subject, JsonNode detail) {
        var found = new ArrayList<Detail>();
        detail.properties().forEach(entry -> {
            var value = value(subject, entry.getValue());
            if (!value.isEmpty()) {
                found.add(new Detail(names.getProperty("key." + entry.getKey(), entry.getKey()), value));
            }
        });
        return found;
    }

    private String value(String subject, JsonNode node) {
        if (node.isNull()) {
            return "";
        }
        if (node.isArray()) {
            return node.valueStream().map(n -> value(subject, n)).collect(Collectors.joining("、"));
        }
        if (node.isObject()) {
            return details(subject, node).stream()
                    .map(d -> d.label() + " " + d.value())
                    .collect(Collectors.joining("；"));
        }
        if (node.isBoolean()) {
            return node.asBoolean() ? "是" : "否";
        }
        return node.isString() ? word(subject, node.asString()) : node.asString();
    }

    /** Codes of roles, of what the act was done to ({@code value.<kind>.<code>}), and of its states. */
    private String word(String subject, String code) {
        var role =
                Arrays.stream(Role.values()).filter(r -> r.name().equals(code)).findFirst();
        if (role.isPresent()) {
            return role.get().label();
        }
        var named = names.getProperty("value." + subject.replaceAll("/.*", "") + "." + code);
        if (named != null) {
            return named;
        }
        var kind = subject.replaceAll("/.*", "").replace("-", "");
        return tables.stream()
                .filter(table ->
                        table.aggregate().toLowerCase(java.util.Locale.ROOT).endsWith(kind))
                .flatMap(table -> Arrays.stream(table.states().getEnumConstants()))
                .filter(state -> state.name().equals(code))
                .map(state -> ((Labelled) state).label())
                .findFirst()
                .orElse(code);
    }
}
