package org.mingchou;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/spec/attacks.md names tests; a test that was renamed or removed must not leave an attack without its answer. */
class AttackTableTests {

    private static final Path ROOT = Path.of("..");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)(?:\\.(\\w+))?`");
    private static final Pattern FILE = Pattern.compile("`(\\w+/[\\w/.]+)`");
    private static final int ATTACKS = 20;

    @Test
    void everyAttackHasARowAndEveryNamedTestExists() throws IOException {
        var rows = Files.readAllLines(ROOT.resolve("docs/spec/attacks.md")).stream()
                .filter(line -> line.matches("\\| A\\d+ \\|.*"))
                .toList();
        assertThat(rows).hasSize(ATTACKS);
        var missing = new ArrayList<String>();
        for (int i = 0; i < ATTACKS; i++) {
            var row = rows.get(i);
            assertThat(row).startsWith("| A" + (i + 1) + " |");
            var named = TEST.matcher(row).results().toList();
            var files = FILE.matcher(row).results().toList();
            assertThat(named.size() + files.size()).as(row).isPositive();
            for (var test : named) {
                if (!exists(test.group(1), test.group(2) == null ? "" : test.group(2))) {
                    missing.add(test.group());
                }
            }
            for (var file : files) {
                if (!Files.exists(ROOT.resolve(file.group(1)))) {
                    missing.add(file.group());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static boolean exists(String type, String method) throws IOException {
        for (var module : List.of("sampler", "server", "witness")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                for (var file : files.filter(f -> f.endsWith(type + ".java")).toList()) {
                    if (method.isEmpty() || Files.readString(file).contains("void " + method + "(")) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
