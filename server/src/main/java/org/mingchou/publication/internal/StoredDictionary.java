package org.mingchou.publication.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.publication.ResultDictionary;
import org.mingchou.shared.Problem;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Dictionaries as imported; the first one comes with the release because no official code table was found. */
@Component
class StoredDictionary implements ResultDictionary {

    /** One value with the words of the outlet gsxt; both null when it goes out as it is. */
    record Line(
            String scope,
            String code,
            String text,
            @Nullable String gsxtCode,
            @Nullable String gsxtText) {}

    static final String GSXT = "gsxt";

    private final JdbcClient jdbc;
    private final BusinessClock clock;

    StoredDictionary(JdbcClient jdbc, BusinessClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Edition inForce() {
        record Head(int version, String title, String source) {}
        // A clock set before the first version's day still needs words: then the oldest one serves.
        var head = jdbc.sql("""
                SELECT version, title, source FROM publication.result_dictionary
                ORDER BY (in_force_from <= :today) DESC,
                         CASE WHEN in_force_from <= :today THEN version ELSE -version END DESC LIMIT 1""")
                .param("today", clock.today())
                .query(Head.class)
                .optional()
                .orElseThrow(() -> Problem.conflict("no-result-dictionary", "还没有抽查结果字典。请系统管理员先导入一版。"));
        return new Edition(head.version(), head.title(), head.source(), values(head.version()));
    }

    @Override
    public Value forOutlet(int version, String outlet, String code) {
        return jdbc.sql("""
                SELECT coalesce(m.outlet_code, c.code) AS code, coalesce(m.outlet_text, c.text) AS text, c.scope
                FROM publication.result_code c
                LEFT JOIN publication.result_mapping m
                       ON m.version = c.version AND m.code = c.code AND m.outlet = :outlet
                WHERE c.version = :version AND c.code = :code""")
                .param("outlet", outlet)
                .param("version", version)
                .param("code", code)
                .query(Value.class)
                .single();
    }

    /** The value of a code that a person chose. */
    Value require(Edition edition, String code, boolean wholeResult) {
        return edition.values().stream()
                .filter(v -> v.code().equals(code) && (!wholeResult || "CORE".equals(v.scope())))
                .findFirst()
                .orElseThrow(() -> Problem.badInput(
                        "result-code-unknown",
                        "结果代码“" + code + "”不在现行抽查结果字典（第 " + edition.version() + " 版）中，请从列表中选择。"));
    }

    private List<Value> values(int version) {
        return jdbc.sql(
                        "SELECT code, text, scope FROM publication.result_code WHERE version = :version ORDER BY ordinal")
                .param("version", version)
                .query(Value.class)
                .list();
    }

    @Transactional
    public int importEdition(String title, String source, LocalDate inForceFrom, List<Line> lines, String importedBy) {
        int version = jdbc.sql("SELECT coalesce(max(version), 0) + 1 FROM publication.result_dictionary")
                .query(Integer.class)
                .single();
        jdbc.sql("""
                INSERT INTO publication.result_dictionary (version, title, source, in_force_from, imported_by, imported_at)
                VALUES (:version, :title, :source, :from, :by, :at)""")
                .param("version", version)
                .param("title", title)
                .param("source", source)
                .param("from", inForceFrom)
                .param("by", importedBy)
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .update();
        int ordinal = 0;
        for (var line : lines) {
            jdbc.sql("INSERT INTO publication.result_code VALUES (:version, :code, :text, :scope, :ordinal)")
                    .param("version", version)
                    .param("code", line.code())
                    .param("text", line.text())
                    .param("scope", line.scope())
                    .param("ordinal", ordinal++)
                    .update();
            if (line.gsxtCode() != null && line.gsxtText() != null) {
                jdbc.sql("INSERT INTO publication.result_mapping VALUES (:version, :outlet, :code, :toCode, :toText)")
                        .param("version", version)
                        .param("outlet", GSXT)
                        .param("code", line.code())
                        .param("toCode", line.gsxtCode())
                        .param("toText", line.gsxtText())
                        .update();
            }
        }
        return version;
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    @EventListener(ApplicationStartedEvent.class)
    @Transactional
    public void importBundled() {
        var known = jdbc.sql("SELECT count(*) FROM publication.result_dictionary")
                .query(Long.class)
                .single();
        if (known == 0) {
            importFile(new ClassPathResource("publication/result-dictionary-1.csv"));
        }
    }

    private void importFile(ClassPathResource file) {
        var lines = new ArrayList<Line>();
        var title = "";
        var source = "";
        var from = LocalDate.EPOCH;
        try (var reader = new BufferedReader(new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("# title ")) {
                    title = line.substring(8);
                } else if (line.startsWith("# source ")) {
                    source = line.substring(9);
                } else if (line.startsWith("# in-force ")) {
                    from = LocalDate.parse(line.substring(11));
                } else if (!line.startsWith("#")) {
                    var cells = line.split(",", -1);
                    var mapped = !cells[3].isEmpty();
                    lines.add(
                            new Line(cells[0], cells[1], cells[2], mapped ? cells[3] : null, mapped ? cells[4] : null));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        importEdition(title, source, from, lines, "随版本发布");
    }
}
