package org.mingchou.ledger.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingchou.platform.OwnerDatabase;
import org.mingchou.sampler.Checkpoint;
import org.mingchou.sampler.NoteKey;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The check behind {@code make verify}: reads everything with the owner's connection in one snapshot, and holds it against
 * the log's key, the exported files and what the witnesses remember. Changes nothing.
 */
public final class LedgerVerification {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 64 * 1024;

    private final PrintStream out;
    private final StandardEnvironment environment = new StandardEnvironment();
    private final LedgerSettings settings;
    private final Path home;
    private final Map<Tree, List<Reference>> references = new EnumMap<>(Tree.class);
    private final List<String> found = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<Tree, Path> unexported = new EnumMap<>(Tree.class);

    private LedgerVerification(PrintStream out, String... args) {
        this.out = out;
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(args));
        ConfigurationPropertySources.attach(environment);
        this.settings = Binder.get(environment).bindOrCreate("mingchou.ledger", Bindable.of(LedgerSettings.class));
        this.home = Path.of(environment.getProperty("mingchou.home", environment.getProperty("MINGCHOU_HOME", "var")))
                .toAbsolutePath()
                .normalize();
    }

    /** See {@link org.mingchou.ledger.VerifyLedger#run}. */
    public static int run(PrintStream out, PrintStream err, String... args) {
        try {
            return new LedgerVerification(out, args).check();
        } catch (IllegalStateException e) {
            err.println(e.getMessage());
        } catch (IOException | SQLException e) {
            err.println("读取失败：" + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("中断");
        }
        return 2;
    }

    private int check() throws IOException, SQLException, InterruptedException {
        var keys = new EnumMap<Tree, TreeCheck.Keys>(Tree.class);
        for (var tree : Tree.values()) {
            keys.put(tree, keys(tree));
            references.put(tree, new ArrayList<>());
        }
        // Before the snapshot: a log that grows meanwhile must not look cut off.
        for (var tree : Tree.values()) {
            outside(tree, keys.get(tree));
        }
        try (var database = OwnerDatabase.open(environment, home)) {
            var connection = database.connection();
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            snapshot(JdbcClient.create(new SingleConnectionDataSource(connection, true)), keys);
            connection.rollback();
        }
        notes.forEach(note -> out.println("未核对 " + note));
        found.forEach(line -> out.println("不符 " + line));
        out.println(found.isEmpty() ? "账本完好 LEDGER WHOLE" : "账本有 " + found.size() + " 处不符 LEDGER ALTERED");
        return found.isEmpty() ? 0 : 1;
    }

    private void snapshot(JdbcClient jdbc, Map<Tree, TreeCheck.Keys> keys) {
        var json = JsonMapper.builder().build();
        Map<String, List<TreeCheck.Found>> draws = new HashMap<>();
        for (var tree : Tree.values()) {
            var check = new TreeCheck(
                    jdbc, tree, Objects.requireNonNull(keys.get(tree)), references.getOrDefault(tree, List.of()), json);
            var wrong = check.run();
            found.addAll(wrong);
            notes.addAll(check.notes());
            // A log without an entry has nothing to export.
            var folder = unexported.get(tree);
            if (folder != null && check.size() > 0) {
                notes.add(tree.id() + "：" + folder + " 里还没有导出的文件；服务运行时每隔几分钟导出一次，一直没有的请查日志");
            }
            draws.putAll(check.draws());
            out.println((wrong.isEmpty() ? "相符 " : "已查 ") + tree.id() + "：" + check.size() + " 条"
                    + compared(references.getOrDefault(tree, List.of())));
        }
        var now = jdbc.sql("""
                SELECT now() + coalesce((SELECT offset_micros FROM calendar.demo_clock), 0) * interval '1 microsecond'
                """).query((rs, n) -> rs.getTimestamp(1).toInstant()).single();
        var check = new DrawsCheck(jdbc, draws, new KeptFiles(home.resolve("blobs")), now, json);
        var wrong = check.run();
        found.addAll(wrong);
        notes.addAll(check.notes());
        out.println((wrong.isEmpty() ? "相符 " : "已查 ") + "抽取：日志里有 " + draws.size() + " 次");
    }

    /** With what outside the database a tree was held; nothing but itself while there is nothing. */
    private static String compared(List<Reference> references) {
        return references.isEmpty()
                ? "，只查了数据库自身，没有导出副本或见证人可对照"
                : "，与"
                        + String.join(
                                "、", references.stream().map(Reference::name).toList()) + "对照";
    }

    /** The keys that sign a tree, from {@code --log-key} or where the server wrote them at its last start. */
    private TreeCheck.Keys keys(Tree tree) throws IOException {
        var given = environment.getProperty("log-key");
        var file = given == null ? home.resolve("keys").resolve("log.vkey") : Path.of(given);
        if (!Files.exists(file)) {
            throw new IllegalStateException("没有日志公钥 " + file + "。服务启动时会写出它；也可用 --log-key=文件 给出另外保存的公钥");
        }
        var sm2 = line(home.resolve("keys").resolve("log-sm2.vkey"), tree);
        var key = line(file, tree);
        try {
            if (key != null) {
                return new TreeCheck.Keys(NoteKey.parse(key), sm2);
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new IllegalStateException(file + " 里没有日志 …/" + tree.id() + " 的公钥");
    }

    private static @Nullable String line(Path file, Tree tree) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        return Files.readAllLines(file).stream()
                .filter(l -> l.split("\\+", 2)[0].endsWith("/" + tree.id()))
                .findFirst()
                .orElse(null);
    }

    private void outside(Tree tree, TreeCheck.@Nullable Keys keys) throws IOException, InterruptedException {
        if (keys == null) {
            return;
        }
        var exported = LogExport.directory(settings, home);
        if (exported != null) {
            files(tree, keys, "导出副本", exported);
        }
        var copy = environment.getProperty("copy");
        if (copy != null) {
            files(tree, keys, "副本 " + copy, Path.of(copy));
        }
        if (settings.witnesses().isEmpty()) {
            notes.add(tree.id() + "：无外部见证；有人同时改写数据库、导出副本并持有日志密钥时查不出来");
        }
        var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        for (var witness : settings.witnesses()) {
            witness(tree, keys, witness, http);
        }
    }

    private void files(Tree tree, TreeCheck.Keys keys, String name, Path root) throws IOException {
        var folder = root.resolve(tree.id());
        if (!Files.exists(folder.resolve("checkpoint"))) {
            unexported.put(tree, folder);
            return;
        }
        try {
            add(tree, Reference.files(name, folder, keys.log()));
        } catch (IllegalArgumentException e) {
            found.add(tree.id() + "：" + folder.resolve("checkpoint") + " 不可信（" + e.getMessage() + "）");
        }
    }

    private void witness(Tree tree, TreeCheck.Keys keys, LedgerSettings.Witness witness, HttpClient http)
            throws InterruptedException {
        var key = witness.noteKey();
        var name = "见证人 " + key.name();
        try {
            var response = http.send(
                    HttpRequest.newBuilder(URI.create(
                                    witness.address("checkpoint/" + keys.log().name())))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                var body = in.readNBytes(MOST_BYTES);
                if (response.statusCode() == 404) {
                    notes.add(tree.id() + "：" + name + " 还没有副署过");
                    return;
                }
                var note = Checkpoint.parse(witness.url(), body);
                if (!Checkpoint.verify(note, List.of(key)).contains(key)
                        || !note.checkpoint().origin().equals(keys.log().name())) {
                    notes.add(tree.id() + "：" + name + " 的回答没有它的签名");
                    return;
                }
                if (!Checkpoint.verify(note, List.of(keys.log())).contains(keys.log())) {
                    found.add(tree.id() + "：" + name + " 副署的检查点不是由本日志的密钥签名，日志密钥可能被更换");
                }
                add(tree, Reference.rootOnly(name, note.checkpoint()));
            }
        } catch (IOException | IllegalArgumentException e) {
            notes.add(tree.id() + "：" + name + "（" + witness.url() + "）现在不能核对（" + e + "），请稍后再试");
        }
    }

    private void add(Tree tree, Reference reference) {
        references.computeIfAbsent(tree, t -> new ArrayList<>()).add(reference);
    }
}
