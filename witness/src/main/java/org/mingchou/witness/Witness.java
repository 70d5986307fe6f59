package org.mingchou.witness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingchou.sampler.AddCheckpoint;
import org.mingchou.sampler.Checkpoint;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.MalformedInput;
import org.mingchou.sampler.NoteKey;
import org.mingchou.sampler.NoteSigner;
import org.mingchou.sampler.Proofs;

/**
 * Decides whether a checkpoint is cosigned (C2SP tlog-witness, add-checkpoint). What was cosigned last is on disk before
 * the cosignature leaves; one request is decided at a time, or two could each roll the other back.
 */
final class Witness {
    /**
     * An answer.
     *
     * @param status of HTTP: 200 with the signature line, 404 unknown log, 403 not the log's signature, 400 malformed or
     *     shrunk, 409 other size than remembered or another root at the same size, 422 no proof of growth
     */
    record Answer(int status, String contentType, String body) {
        static Answer text(int status, String body) {
            return new Answer(status, TEXT, body + "\n");
        }
    }

    static final String TEXT = "text/plain; charset=utf-8";
    static final String SIZE = "text/x.tlog.size";

    private final WitnessHome home;
    private final NoteSigner signer;
    private final Clock clock;
    private final Map<String, NoteKey> logs = new LinkedHashMap<>();
    private final Map<String, Checkpoint.Signed> last = new HashMap<>();

    Witness(WitnessHome home, Clock clock) throws IOException {
        this.home = home;
        this.signer = home.signer();
        this.clock = clock;
        for (WitnessHome.Log log : home.logs()) {
            logs.put(log.key().name(), log.key());
            Optional<Checkpoint.Signed> known = home.last(log.key(), signer.key());
            if (known.isPresent()) {
                last.put(log.key().name(), known.get());
            }
        }
    }

    NoteKey key() {
        return signer.key();
    }

    Set<String> origins() {
        return logs.keySet();
    }

    synchronized Optional<Checkpoint.Signed> last(String origin) {
        return Optional.ofNullable(last.get(origin));
    }

    /** The note cosigned last, with the signatures of the log and of this witness. */
    Optional<String> lastNote(String origin) {
        return last(origin)
                .map(n -> n.checkpoint()
                        .note(n.signatures().stream()
                                .map(Checkpoint.NoteSignature::line)
                                .toList()));
    }

    /** The signatures of a note of a pinned log that this witness cannot check. */
    List<Checkpoint.NoteSignature> unchecked(Checkpoint.Signed note) {
        NoteKey log = logs.get(note.checkpoint().origin());
        return Checkpoint.unchecked(note, log == null ? List.of() : List.of(log));
    }

    /** Checks the request and, when the log has only grown, remembers and cosigns its checkpoint. */
    synchronized Answer add(byte[] body) {
        AddCheckpoint request;
        Checkpoint.Signed note;
        try {
            request = AddCheckpoint.parse(body);
            note = Checkpoint.parse("checkpoint", request.note());
        } catch (MalformedInput | IllegalArgumentException e) {
            return Answer.text(400, "请求不合 C2SP tlog-witness 的格式：" + e.getMessage());
        }
        Checkpoint fresh = note.checkpoint();
        NoteKey log = logs.get(fresh.origin());
        if (log == null) {
            return Answer.text(404, "未固定日志 " + fresh.origin() + " 的公钥，不予副署");
        }
        if (!isSigned(note, log)) {
            return Answer.text(403, "检查点没有日志 " + log.fingerprint() + " 的有效签名，不予副署");
        }
        try {
            return decide(request, note, log);
        } catch (IOException e) {
            // Not remembered, so not signed: the next request is judged by the old memory.
            return Answer.text(500, "未能把检查点写入磁盘，不予副署：" + e.getMessage());
        }
    }

    private Answer decide(AddCheckpoint request, Checkpoint.Signed note, NoteKey log) throws IOException {
        Checkpoint fresh = note.checkpoint();
        Checkpoint.@Nullable Signed known = last.get(fresh.origin());
        long size = known == null ? 0 : known.checkpoint().size();
        if (request.old() > fresh.size()) {
            return Answer.text(
                    400, "日志 " + fresh.origin() + " 变短：上次副署时有 " + size + " 条，这次的检查点只有 " + fresh.size() + " 条，不予副署");
        }
        if (request.old() != size) {
            return new Answer(409, SIZE, size + "\n");
        }
        if (known != null && size == fresh.size() && !WitnessHome.sameRoot(known.checkpoint(), fresh)) {
            Path file = evidence(
                    "分叉：同一把密钥对同样的 " + size + " 条签了两个不同的根。\nThe log signed two different trees of this size.",
                    known,
                    note,
                    request);
            return Answer.text(409, "日志 " + fresh.origin() + " 分叉：同为 " + size + " 条而根不同，不予副署；证据 " + file.getFileName());
        }
        byte[] oldRoot = known == null ? new byte[32] : known.checkpoint().root();
        boolean grown = size == 0
                ? request.proof().isEmpty()
                : Proofs.verifyConsistency(
                        HashProfile.SHA256, size, fresh.size(), oldRoot, fresh.root(), request.proof());
        if (!grown) {
            if (known == null) {
                return Answer.text(422, "第一次副署不应带一致性证明");
            }
            Path file = evidence(
                    "不一致：从 " + size + " 条到 " + fresh.size()
                            + " 条的一致性证明不成立。两份检查点都由日志签名；日志若拿不出成立的证明，就是分叉。\n"
                            + "Both notes are signed by the log, and the proof between them does not hold.",
                    known,
                    note,
                    request);
            return Answer.text(
                    422,
                    "日志 " + fresh.origin() + " 不能证明自己只增不改（" + size + " → " + fresh.size() + " 条），不予副署；证据 "
                            + file.getFileName());
        }
        String line = signer.sign(note.text(), clock.instant().getEpochSecond());
        List<String> lines = new ArrayList<>();
        note.signatures().stream().filter(s -> s.isOf(log)).limit(1).forEach(s -> lines.add(s.line()));
        lines.add(line);
        String cosigned = fresh.note(lines);
        home.keep(fresh.origin(), cosigned);
        last.put(fresh.origin(), Checkpoint.parse("checkpoint", cosigned.getBytes(StandardCharsets.UTF_8)));
        return new Answer(200, TEXT, line);
    }

    private static boolean isSigned(Checkpoint.Signed note, NoteKey log) {
        try {
            return Checkpoint.verify(note, List.of(log)).contains(log);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Path evidence(String what, Checkpoint.Signed known, Checkpoint.Signed note, AddCheckpoint request)
            throws IOException {
        String text =
                what + "\n发现时间 " + clock.instant() + "，见证人 " + signer.key().fingerprint()
                        + "\n\n==== 上次副署的检查点 ====\n"
                        + lastNote(known.checkpoint().origin()).orElseThrow()
                        + "\n==== 收到的请求（旧长度、证明、检查点） ====\n"
                        + new String(request.bytes(), StandardCharsets.UTF_8);
        return home.evidence(text, note.text().getBytes(StandardCharsets.UTF_8));
    }
}
