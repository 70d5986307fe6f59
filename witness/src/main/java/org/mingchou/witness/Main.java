package org.mingchou.witness;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mingchou.sampler.Checkpoint;

/** {@code mingchou-witness init|trust|serve|show DIRECTORY …}: exit 0, or 2 when something must be put right first. */
public final class Main {
    private static final String USAGE = """
            用法（目录里存放见证人的密钥和记忆，请备份）：
              init  目录 名称                 生成见证人密钥，打印公钥
              trust 目录 日志公钥 [网址]      固定一份日志的公钥；给出网址则定期自行读取
              trust 目录 @文件 [网址前缀]     固定文件里的每把公钥；网址前缀后接日志名的末段
              serve 目录 [--address 127.0.0.1] [--port 8090] [--every 60]
              show  目录                      公钥、各日志上次副署的检查点、证据""";

    private Main() {}

    /** Runs one command. */
    public static void main(String[] args) {
        // A sender that never finishes must not hold a worker for ever.
        System.setProperty("sun.net.httpserver.maxReqTime", "30");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        try {
            run(Arrays.asList(args), out);
        } catch (Trouble | IOException e) {
            err.println(e instanceof Trouble ? String.valueOf(e.getMessage()) : "读写失败：" + e);
            System.exit(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(List<String> args, PrintStream out) throws IOException, InterruptedException {
        if (args.size() < 2) {
            throw new Trouble(USAGE);
        }
        WitnessHome home = new WitnessHome(Path.of(args.get(1)));
        List<String> rest = args.subList(2, args.size());
        switch (args.get(0)) {
            case "init" -> {
                if (rest.size() != 1) {
                    throw new Trouble(USAGE);
                }
                out.println(home.init(rest.get(0)).text());
            }
            case "trust" -> {
                if (rest.isEmpty() || rest.size() > 2) {
                    throw new Trouble(USAGE);
                }
                trust(home, rest.get(0), rest.size() > 1 ? Optional.of(rest.get(1)) : Optional.empty());
            }
            case "show" -> {
                Witness witness = new Witness(home, Clock.systemUTC());
                out.print(status(witness));
                home.evidence().forEach(file -> out.println("证据 " + file));
            }
            case "serve" -> serve(home, rest, out);
            default -> throw new Trouble(USAGE);
        }
    }

    private static void trust(WitnessHome home, String keys, Optional<String> url) throws IOException {
        if (!keys.startsWith("@")) {
            home.trust(keys, url);
            return;
        }
        for (String line : Files.readAllLines(Path.of(keys.substring(1)))) {
            String name = line.substring(0, Math.max(0, line.indexOf('+')));
            home.trust(line, url.map(u -> u + "/" + name.substring(name.lastIndexOf('/') + 1)));
        }
    }

    private static void serve(WitnessHome home, List<String> rest, PrintStream out)
            throws IOException, InterruptedException {
        for (int i = 0; i < rest.size(); i += 2) {
            if (!List.of("--address", "--port", "--every").contains(rest.get(i)) || i + 1 == rest.size()) {
                throw new Trouble(USAGE);
            }
        }
        String address = option(rest, "--address", "127.0.0.1");
        int port = number(option(rest, "--port", "8090"), 0, 65_535);
        int every = number(option(rest, "--every", "60"), 1, 86_400);
        try (var lock = home.lock()) {
            Witness witness = new Witness(home, Clock.systemUTC());
            out.print(status(witness));
            if (witness.origins().isEmpty()) {
                out.println("还没有固定任何日志的公钥，一切请求都会被拒绝。请用 trust 固定后重新启动。");
            }
            try (WitnessServer server = new WitnessServer(witness, address, port, out)) {
                out.println("监听 http://" + address + ":" + server.port() + (lock.isValid() ? "（目录已锁定）" : ""));
                LogReader reader = new LogReader();
                List<WitnessHome.Log> logs = home.logs();
                while (true) {
                    for (WitnessHome.Log log : logs) {
                        if (log.url().isPresent()) {
                            round(witness, reader, log, log.url().get(), out);
                        }
                    }
                    Thread.sleep(every * 1000L);
                }
            }
        }
    }

    private static void round(Witness witness, LogReader reader, WitnessHome.Log log, String url, PrintStream out)
            throws InterruptedException {
        try {
            Witness.Answer answer = reader.round(witness, log.key(), url);
            if (answer.status() != 200) {
                out.println(answer.status() + " " + answer.body().strip());
            } else if (!answer.body().isEmpty()) {
                out.println("已副署 " + log.key().name());
            }
        } catch (IOException e) {
            out.println("读取日志 " + log.key().name() + " 失败，下一轮再试：" + e.getMessage());
        }
    }

    /** What people want to know of a witness, in lines. */
    static String status(Witness witness) {
        StringBuilder text = new StringBuilder("见证人 " + witness.key().text() + "\n");
        for (String origin : witness.origins()) {
            text.append("日志 ")
                    .append(origin)
                    .append(witness.last(origin)
                            .map(n -> "：" + n.checkpoint().size() + " 条，根 "
                                    + java.util.Base64.getEncoder()
                                            .encodeToString(n.checkpoint().root())
                                    + "，副署于 " + at(n, witness))
                            .orElse("：尚未副署"))
                    .append('\n');
        }
        return text.toString();
    }

    private static String at(Checkpoint.Signed note, Witness witness) {
        return note.signatures().stream()
                .filter(s -> s.isOf(witness.key()) && s.cosignedAt().isPresent())
                .map(s -> Instant.ofEpochSecond(s.cosignedAt().getAsLong()).toString())
                .findFirst()
                .orElse("?");
    }

    private static String option(List<String> rest, String name, String otherwise) {
        int at = rest.indexOf(name);
        if (at >= 0 && at + 1 < rest.size()) {
            return rest.get(at + 1);
        }
        return otherwise;
    }

    private static int number(String text, int least, int most) {
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // The rule below says all there is to say.
        }
        throw new Trouble("“" + text + "”须为 " + least + " 至 " + most + " 的整数");
    }
}
