package org.mingchou;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One word for one thing (docs/glossary.md), on every page that people read. */
class WordsTests {

    private static final Path ROOT = Path.of("..");

    /** Where 封存 means the mode that keeps names until after the inspections. */
    private static final List<String> MODE =
            List.of("名单封存、检查后启封", "名单封存到检查后", "名单要封存到检查后", "名单在检查期间封存", "名单封存时不能选", "算出封存的名单");

    private static List<Path> pages() throws IOException {
        try (var verifier = Files.list(ROOT.resolve("verifier"));
                var server = Files.walk(ROOT.resolve("server/src/main"));
                var desk = Files.walk(ROOT.resolve("web/apps/desk/src"));
                var field = Files.walk(ROOT.resolve("web/apps/field/src"));
                var packages = Files.walk(ROOT.resolve("web/packages/domain/src"))) {
            return Stream.of(verifier, server, desk, field, packages)
                    .flatMap(s -> s)
                    .filter(p -> p.toString().matches(".*\\.(html|js|java|vue|ts|properties|csv)"))
                    .toList();
        }
    }

    @Test
    void sealingIsTheModeAndNeverTheFreeze() throws IOException {
        var pages = pages();
        assertThat(pages).hasSizeGreaterThan(300);
        for (var page : pages) {
            var text = Files.readString(page);
            for (var phrase : MODE) {
                text = text.replace(phrase, "");
            }
            assertThat(text.lines().filter(l -> l.contains("封存")))
                    .as(page.toString())
                    .isEmpty();
        }
    }

    @Test
    void ticketsAndPasswordsHaveOneNameEach() throws IOException {
        for (var page : pages()) {
            assertThat(Files.readString(page).lines().filter(l -> l.matches(".*(票值|票钥|口令).*")))
                    .as(page.toString())
                    .isEmpty();
        }
    }
}
