package org.mingchou.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mingchou.ledger.internal.TrailNames.ActName;
import org.mingchou.ledger.internal.TrailNames.Detail;
import tools.jackson.databind.json.JsonMapper;

/** Every code that the sources record has a name for people. */
class TrailNamesTests {

    private static final Path SOURCES = Path.of("src/main/java/org/mingchou");
    private static final Pattern CALL = Pattern.compile("\\b(record|recordFollowing)\\(");
    private static final Pattern CODE = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");
    private static final Pattern KIND = Pattern.compile("\"([a-z-]+)/\"");
    private static final Pattern DETAIL = Pattern.compile("Map\\.of\\(\\s*\"(\\w+)\"|,\\s*\"([a-z]\\w+)\",(?!\\s*\")");
    /** Acts whose code is made of a constant: the file of the constants, and what stands behind. */
    private static final List<List<String>> MADE = List.of(
            List.of("plan/internal/PlanAct.java", "-plan"),
            List.of("draw/internal/DrawAct.java", "-draw"),
            List.of("followup/internal/FollowUpAct.java", "-follow-up"));

    private static final Pattern CONSTANT = Pattern.compile("^    ([A-Z_]+)\\(\"", Pattern.MULTILINE);

    private final TrailNames names = new TrailNames(List.of());

    @Test
    void everyRecordedActHasALabel() throws IOException {
        var recorded = new TreeSet<String>();
        for (var arguments : calls()) {
            CODE.matcher(arguments).results().forEach(m -> recorded.add(m.group(1)));
        }
        for (var made : MADE) {
            CONSTANT.matcher(Files.readString(SOURCES.resolve(made.get(0))))
                    .results()
                    .forEach(m ->
                            recorded.add(m.group(1).toLowerCase(Locale.ROOT).replace('_', '-') + made.get(1)));
        }
        assertThat(recorded).as("the search finds the calls").hasSizeGreaterThan(90);
        assertThat(names.acts().stream().map(ActName::act))
                .as("add to ledger/names.properties")
                .containsAll(recorded);
    }

    @Test
    void everyKindOfSubjectHasALabel() throws IOException {
        var kinds = new TreeSet<String>();
        for (var arguments : calls()) {
            KIND.matcher(arguments).results().forEach(m -> kinds.add(m.group(1)));
        }
        assertThat(kinds).hasSizeGreaterThan(15);
        assertThat(kinds)
                .allSatisfy(kind -> assertThat(names.subject(kind + "/1"))
                        .as("add kind." + kind + " to ledger/names.properties")
                        .isNotEqualTo(kind + " 1"));
    }

    @Test
    void everyKeyOfADetailHasALabel() throws IOException {
        var keys = new TreeSet<String>();
        for (var arguments : calls()) {
            var map = arguments.indexOf("Map.of(");
            if (map >= 0) {
                DETAIL.matcher(arguments.substring(map))
                        .results()
                        .forEach(m -> keys.add(m.group(1) == null ? m.group(2) : m.group(1)));
            }
        }
        assertThat(keys).as("the search finds the keys").hasSizeGreaterThan(30);
        assertThat(keys)
                .allSatisfy(key -> assertThat(names.details("plan/1", detail("{\"" + key + "\":1}")))
                        .as("add key." + key + " to ledger/names.properties")
                        .doesNotContain(new Detail(key, "1")));
    }

    @Test
    void noTwoActsShareALabel() {
        assertThat(names.acts().stream().map(ActName::label)).doesNotHaveDuplicates();
        assertThat(names.code(names.act("sign-in-missed"))).isEqualTo("sign-in-missed");
    }

    @Test
    void detailsAreReadable() {
        assertThat(names.details(
                        "account/1", detail("{\"after\":[\"PLANNER\",\"REVIEWER\"],\"late\":true,\"reason\":null}")))
                .containsExactly(new Detail("改后", "计划员、审核员"), new Detail("逾期提出", "是"));
    }

    @Test
    void everyReasonOfVoidingReadsAsTheDrawSaysIt() throws IOException {
        var reasons = Pattern.compile("^    ([A-Z_]+)\\(\"([^\"]+)\"", Pattern.MULTILINE)
                .matcher(Files.readString(SOURCES.resolve("draw/internal/VoidReason.java")))
                .results()
                .toList();
        assertThat(reasons).as("the search finds the reasons").hasSizeGreaterThan(4);
        assertThat(reasons)
                .allSatisfy(reason -> assertThat(
                                names.details("draw/1", detail("{\"reason\":\"" + reason.group(1) + "\"}")))
                        .as("add value.draw." + reason.group(1) + " to ledger/names.properties")
                        .containsExactly(new Detail("理由", reason.group(2))));
    }

    private static tools.jackson.databind.JsonNode detail(String json) {
        return JsonMapper.shared().readTree(json);
    }

    /** The arguments of every call that records, as written. */
    private static Set<String> calls() throws IOException {
        var found = new TreeSet<String>();
        try (var files = Files.walk(SOURCES)) {
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                var source = Files.readString(file);
                var call = CALL.matcher(source);
                while (call.find()) {
                    found.add(arguments(source, call.end()));
                }
            }
        }
        return found;
    }

    private static String arguments(String source, int from) {
        int depth = 1;
        boolean quoted = false;
        int at = from;
        while (depth > 0) {
            char c = source.charAt(at++);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
        }
        return source.substring(from, at - 1);
    }
}
