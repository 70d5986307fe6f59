package org.mingchou.witness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mingchou.sampler.Checkpoint;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.MalformedInput;
import org.mingchou.sampler.NoteKey;
import org.mingchou.sampler.NoteSigner;

/**
 * A witness's directory: {@code witness.key} (PKCS#8, for its owner only), {@code witness.vkey} (name and public key),
 * {@code logs.txt} (the keys of the logs it trusts, each with the address to read it from, if any), {@code last/} (the
 * checkpoint of each log that it cosigned last) and {@code evidence/}.
 */
final class WitnessHome {
    private static final String KEY = "witness.key";
    private static final String VKEY = "witness.vkey";
    private static final String LOGS = "logs.txt";
    /** A sender who repeats himself with ever new notes must not fill the disk. */
    private static final int MOST_EVIDENCE = 256;

    /**
     * A log that is watched.
     *
     * @param url the prefix under which its static files lie; without it the log must come by itself
     */
    record Log(NoteKey key, Optional<String> url) {}

    private final Path directory;

    WitnessHome(Path directory) {
        this.directory = directory;
    }

    /** Makes the key of a new witness and returns its public form; a directory that has one is left alone. */
    NoteKey init(String name) throws IOException {
        if (Files.exists(directory.resolve(KEY))) {
            throw new Trouble(directory + " 里已有见证人密钥，不会覆盖。查看：show " + directory);
        }
        KeyPair pair;
        NoteKey key;
        try {
            pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            key = NoteSigner.witness(name, pair).key();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK from 15 on knows Ed25519", e);
        } catch (IllegalArgumentException e) {
            throw new Trouble("见证人名称须为 1 至 200 个可打印的 ASCII 字符，不含空格和加号，例如 gzc.example.org/witness");
        }
        Files.createDirectories(directory);
        Path secret = directory.resolve(KEY);
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            Files.createFile(
                    secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        byte[] secretBytes = pair.getPrivate().getEncoded();
        byte[] publicBytes = pair.getPublic().getEncoded();
        Files.writeString(
                secret,
                Base64.getEncoder().encodeToString(secretBytes) + "\n"
                        + Base64.getEncoder().encodeToString(publicBytes) + "\n");
        write(directory.resolve(VKEY), key.text() + "\n");
        return key;
    }

    NoteSigner signer() throws IOException {
        if (!Files.exists(directory.resolve(KEY))) {
            throw new Trouble(directory + " 里没有见证人密钥。请先运行：init " + directory + " 名称");
        }
        try {
            List<String> lines = Files.readAllLines(directory.resolve(KEY));
            NoteKey key =
                    NoteKey.parse(Files.readString(directory.resolve(VKEY)).strip());
            KeyFactory factory = KeyFactory.getInstance("Ed25519");
            NoteSigner signer = NoteSigner.witness(
                    key.name(),
                    new KeyPair(
                            factory.generatePublic(
                                    new X509EncodedKeySpec(Base64.getDecoder().decode(lines.get(1)))),
                            factory.generatePrivate(
                                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(0))))));
            if (!signer.key().equals(key)) {
                throw new Trouble(directory + " 里的 " + VKEY + " 与 " + KEY + " 不是一对，请从备份恢复");
            }
            return signer;
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new Trouble(directory + " 里的见证人密钥已损坏，请从备份恢复");
        }
    }

    /** Pins the key of a log; its name is the origin of the log's checkpoints. */
    void trust(String vkey, Optional<String> url) throws IOException {
        NoteKey key = logKey(vkey);
        List<Log> logs = new ArrayList<>(logs());
        for (Log log : logs) {
            if (log.key().name().equals(key.name()) && !log.key().equals(key)) {
                throw new Trouble("日志 " + key.name() + " 已固定为另一把密钥 " + log.key().fingerprint()
                        + "。同一日志更换密钥须先查明原因；确要更换，请手工修改 " + directory.resolve(LOGS));
            }
        }
        logs.removeIf(log -> log.key().equals(key));
        logs.add(new Log(key, url));
        StringBuilder text = new StringBuilder();
        logs.forEach(log -> text.append(log.key().text())
                .append(log.url().map(u -> " " + u).orElse(""))
                .append('\n'));
        write(directory.resolve(LOGS), text.toString());
    }

    List<Log> logs() throws IOException {
        List<Log> out = new ArrayList<>();
        if (Files.exists(directory.resolve(LOGS))) {
            for (String line : Files.readAllLines(directory.resolve(LOGS))) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] parts = line.strip().split(" +", 2);
                    out.add(new Log(logKey(parts[0]), parts.length > 1 ? Optional.of(parts[1]) : Optional.empty()));
                }
            }
        }
        return out;
    }

    private static NoteKey logKey(String vkey) {
        try {
            NoteKey key = NoteKey.parse(vkey.strip());
            if (key.type() == NoteKey.Type.ED25519) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // The rule below says all there is to say.
        }
        throw new Trouble("“" + vkey + "”不是日志的 Ed25519 公钥；应形如 名称+8位十六进制+base64，见平台 keys/log.vkey");
    }

    /**
     * The checkpoint that was cosigned last, as {@link #keep} wrote it.
     *
     * @throws Trouble when the file no longer bears the signatures of the log and of this witness
     */
    Optional<Checkpoint.Signed> last(NoteKey log, NoteKey own) throws IOException {
        Path file = lastFile(log.name());
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Checkpoint.Signed note = Checkpoint.parse(file.toString(), Files.readAllBytes(file));
            if (note.checkpoint().origin().equals(log.name())
                    && Checkpoint.verify(note, List.of(log, own)).size() == 2) {
                return Optional.of(note);
            }
        } catch (MalformedInput | IllegalArgumentException e) {
            // The rule below says all there is to say.
        }
        throw new Trouble("上次副署的检查点 " + file + " 已损坏或被改动。见证人的记忆就是它的作用：请从备份恢复，不要删除后重来");
    }

    /** Remembers the cosigned checkpoint, on disk before this returns. */
    void keep(String origin, String note) throws IOException {
        Files.createDirectories(lastFile(origin).getParent());
        write(lastFile(origin), note);
    }

    private Path lastFile(String origin) {
        String name = HashProfile.SHA256.hex(origin);
        return directory.resolve("last").resolve(name.substring(0, 16) + ".checkpoint");
    }

    /** Keeps what shows a log to have two histories; the same evidence is kept once. Returns where. */
    Path evidence(String text, byte[] about) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("evidence"));
        Path file = folder.resolve(HashProfile.SHA256.hex(about).substring(0, 16) + ".txt");
        try (Stream<Path> all = Files.list(folder)) {
            if (!Files.exists(file) && all.count() < MOST_EVIDENCE) {
                write(file, text);
            }
        }
        return file;
    }

    List<Path> evidence() throws IOException {
        Path folder = directory.resolve("evidence");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    /** Holds the directory for one process: two would each cosign their own history. */
    FileLock lock() throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new Trouble(directory + " 正由另一个见证人进程使用");
        }
        return lock;
    }

    /** Written beside and moved over, so that a crash leaves the old text or the new one. */
    private static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path parent = file.toAbsolutePath().getParent();
        try (FileChannel folder = FileChannel.open(parent, StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // Some systems cannot open a directory; the move itself has been done.
        }
    }

    static boolean sameRoot(Checkpoint a, Checkpoint b) {
        return Arrays.equals(a.root(), b.root());
    }
}
