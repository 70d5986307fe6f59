package org.mingchou;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.mingchou.shared.Labelled;
import org.mingchou.shared.TransitionTable;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Documents that are made from the code and fail when stale; {@code make docs} writes them anew. */
@ApiTest
class GeneratedDocumentsTests {

    private static final Path DOCS = Path.of("..", "docs");

    @LocalServerPort
    int port;

    @Autowired
    List<TransitionTable<?, ?>> tables;

    @Test
    void stateChartsAreCurrent() throws IOException {
        assertThat(tables).isNotEmpty();
        for (var table : tables) {
            compare(DOCS.resolve("state").resolve(fileName(table)), chart(table));
        }
    }

    @Test
    void everyStateIsReachableAndInTheTable() {
        for (var table : tables) {
            for (var state : table.states().getEnumConstants()) {
                assertThat(state == table.initial() || table.edges().stream().anyMatch(e -> e.to() == state))
                        .as(table.aggregate() + " reaches " + state)
                        .isTrue();
            }
        }
    }

    @Test
    void theOpenApiDocumentIsCurrent() throws IOException {
        var document =
                Api.as(port, "yj-planner").get("/api/openapi.yaml").expect(200).text();
        compare(DOCS.resolve("api").resolve("openapi.yaml"), document.replaceAll("http://127.0.0.1:\\d+", "/"));
    }

    @Test
    void theGlossaryNamesEveryAggregateAndState() throws IOException {
        var glossary = Files.readString(DOCS.resolve("glossary.md"));
        for (var table : tables) {
            assertThat(glossary).as("aggregate " + table.aggregate()).contains("`" + table.aggregate() + "`");
            for (var state : table.states().getEnumConstants()) {
                assertThat(glossary)
                        .as("state of " + table.aggregate())
                        .contains("`" + state.name() + "` " + ((Labelled) state).label());
            }
        }
    }

    private static String fileName(TransitionTable<?, ?> table) {
        return table.aggregate().replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT) + ".md";
    }

    private static String chart(TransitionTable<?, ?> table) {
        var out = new StringBuilder("# " + table.label() + " `" + table.aggregate() + "`\n\n")
                .append("Generated from the transition table by `make docs`.\n\n```mermaid\nstateDiagram-v2\n");
        for (var state : table.states().getEnumConstants()) {
            out.append("    state \"")
                    .append(((Labelled) state).label())
                    .append("\" as ")
                    .append(state)
                    .append('\n');
        }
        out.append("    [*] --> ").append(table.initial()).append('\n');
        for (var edge : table.edges()) {
            out.append("    ")
                    .append(edge.from())
                    .append(" --> ")
                    .append(edge.to())
                    .append(": ");
            out.append(((Labelled) edge.act()).label()).append('\n');
        }
        out.append("```\n\n| from | act | to | event |\n|---|---|---|---|\n");
        for (var edge : table.edges()) {
            out.append("| ")
                    .append(edge.from())
                    .append(" | ")
                    .append(edge.act())
                    .append(table.ofTheSystem(edge.act()) ? " (system)" : "")
                    .append(" | ")
                    .append(edge.to());
            out.append(" | ").append(edge.event()).append(" |\n");
        }
        return out.toString();
    }

    private static void compare(Path file, String current) throws IOException {
        if (Boolean.getBoolean("mingchou.write-docs")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, current);
        }
        assertThat(file).as("run make docs").exists();
        assertThat(Files.readString(file)).as(file + " is stale: run make docs").isEqualTo(current);
    }
}
