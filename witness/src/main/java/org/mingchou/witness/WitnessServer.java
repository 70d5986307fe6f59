package org.mingchou.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The witness on HTTP: {@code POST /add-checkpoint}; for monitors {@code GET /checkpoint/<origin>}, {@code GET /vkey} and
 * a page for people at {@code /}. Needs no sign-in: a request is judged by the log's signature in it.
 */
final class WitnessServer implements AutoCloseable {
    /** 63 lines of proof and a note with many signatures take a tenth of it. */
    private static final int MOST_BYTES = 64 * 1024;

    private final Witness witness;
    private final PrintStream out;
    private final HttpServer http;
    private final ExecutorService workers = Executors.newFixedThreadPool(4);

    /** @param port 0 for any free one */
    WitnessServer(Witness witness, String address, int port, PrintStream out) throws IOException {
        this.witness = witness;
        this.out = out;
        http = HttpServer.create(new InetSocketAddress(address, port), 50);
        http.createContext("/", this::handle);
        http.setExecutor(workers);
        http.start();
    }

    int port() {
        return http.getAddress().getPort();
    }

    @Override
    public void close() {
        http.stop(0);
        workers.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Witness.Answer answer;
            try {
                answer = answer(exchange);
            } catch (RuntimeException e) {
                out.println("内部错误：" + e);
                answer = Witness.Answer.text(500, "见证人内部错误，未作副署");
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.getResponseHeaders().set("Cache-Control", "no-cache");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), head || body.length == 0 ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Witness.Answer answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        if (path.equals("/add-checkpoint")) {
            return method.equals("POST") ? add(exchange) : Witness.Answer.text(405, "请用 POST");
        }
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Witness.Answer.text(405, "请用 GET");
        }
        if (path.equals("/")) {
            return new Witness.Answer(200, Witness.TEXT, Main.status(witness));
        }
        if (path.equals("/vkey")) {
            return Witness.Answer.text(200, witness.key().text());
        }
        String prefix = "/checkpoint/";
        if (path.startsWith(prefix)) {
            return witness.lastNote(path.substring(prefix.length()))
                    .map(note -> new Witness.Answer(200, Witness.TEXT, note))
                    .orElseGet(() -> Witness.Answer.text(404, "还没有副署过这份日志"));
        }
        return Witness.Answer.text(404, "没有这个地址；可用 /、/vkey、/checkpoint/日志名、POST /add-checkpoint");
    }

    private Witness.Answer add(HttpExchange exchange) throws IOException {
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(MOST_BYTES + 1);
        }
        if (body.length > MOST_BYTES) {
            return Witness.Answer.text(400, "请求过长");
        }
        Witness.Answer answer = witness.add(body);
        if (answer.contentType().equals(Witness.TEXT)) {
            out.println(
                    answer.status() == 200
                            ? "已副署"
                            : answer.status() + " " + answer.body().strip());
        }
        return answer;
    }
}
