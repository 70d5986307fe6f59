package org.mingchou.witness;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import org.mingchou.sampler.AddCheckpoint;
import org.mingchou.sampler.Checkpoint;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.LogTile;
import org.mingchou.sampler.MerkleTree;
import org.mingchou.sampler.NoteSigner;

/** A log in memory. With the key of another one it is that one's fork. */
final class TestLog {
    static final String ORIGIN = "log.example/draw";

    final KeyPair pair;
    final NoteSigner signer;
    private final List<byte[]> entries = new ArrayList<>();
    private final MerkleTree tree = new MerkleTree(HashProfile.SHA256);

    TestLog(KeyPair pair, String history, int size) {
        this.pair = pair;
        this.signer = NoteSigner.log(ORIGIN, pair);
        grow(history, size);
    }

    static KeyPair key() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    void grow(String history, int count) {
        for (int i = 0; i < count; i++) {
            byte[] entry = (history + "-" + entries.size()).getBytes(StandardCharsets.US_ASCII);
            entries.add(entry);
            tree.append(entry);
        }
    }

    Checkpoint checkpoint(int size) {
        return new Checkpoint(ORIGIN, size, tree.root(size));
    }

    byte[] note(int size) {
        return checkpoint(size).signedBy(signer).getBytes(StandardCharsets.UTF_8);
    }

    byte[] request(int old, int size) {
        return new AddCheckpoint(old, old < size ? tree.consistency(old, size) : List.of(), note(size)).bytes();
    }

    /** The static files of the log, on loopback. */
    HttpServer serve() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        http.createContext("/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().getPath().substring(1);
                byte[] body = path.equals("checkpoint")
                        ? note(tree.size())
                        : LogTile.parse(path).map(this::tile).orElse(new byte[0]);
                exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        http.start();
        return http;
    }

    byte[] tile(LogTile tile) {
        byte[] out = new byte[tile.width() * 32];
        long leaves = 1L << 8 * tile.level();
        for (int i = 0; i < tile.width(); i++) {
            MerkleTree part = new MerkleTree(HashProfile.SHA256);
            long from = (tile.index() * LogTile.WIDTH + i) * leaves;
            for (long leaf = from; leaf < from + leaves; leaf++) {
                part.append(entries.get((int) leaf));
            }
            System.arraycopy(part.root(), 0, out, i * 32, 32);
        }
        return out;
    }
}
