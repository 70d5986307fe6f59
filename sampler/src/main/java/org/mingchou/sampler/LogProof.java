package org.mingchou.sampler;

import java.util.ArrayList;
import java.util.List;

/**
 * That an entry stands in the log of a checkpoint.
 *
 * @param index of the entry, from 0
 * @param path 32 bytes each, from the sibling upwards
 */
public record LogProof(LogEntry entry, long index, List<byte[]> path) {
    /**
     * log/opening.proof and log/result.proof: keys (in the former only), then one block for each entry.
     *
     * @param keys the log's key first, then the witnesses'
     */
    public record ProofFile(List<NoteKey> keys, List<LogProof> proofs) {
        /** The file. */
        public byte[] bytes() {
            StringBuilder text = new StringBuilder();
            keys.forEach(k -> text.append("key=").append(k.text()).append('\n'));
            proofs.forEach(p -> p.write(text));
            return Ascii.bytes(text.toString());
        }

        /**
         * Parses the file.
         *
         * @throws MalformedInput on another shape
         */
        public static ProofFile parse(String file, byte[] data) {
            List<NoteKey> keys = new ArrayList<>();
            List<LogProof> proofs = new ArrayList<>();
            List<TextFile.Line> lines = TextFile.lines(file, data, false);
            int at = 0;
            while (at < lines.size() && lines.get(at).text().startsWith("key=")) {
                keys.add(key(file, lines.get(at++)));
            }
            while (at < lines.size()) {
                LogEntry entry = entry(file, lines.get(at), value(file, lines.get(at), "entry="));
                at++;
                if (at == lines.size()) {
                    throw new MalformedInput(file, at, "a line index= follows each entry");
                }
                TextFile.Line line = lines.get(at++);
                long index =
                        TextFile.number(file, line.number(), "index", value(file, line, "index="), 0, 999_999_999_999L);
                List<byte[]> path = new ArrayList<>();
                while (at < lines.size() && lines.get(at).text().startsWith("path=")) {
                    TextFile.Line hash = lines.get(at++);
                    path.add(Hex.decode(TextFile.hash(file, hash.number(), "path", value(file, hash, "path="))));
                }
                proofs.add(new LogProof(entry, index, path));
            }
            return new ProofFile(keys, proofs);
        }

        private static String value(String file, TextFile.Line line, String key) {
            if (!line.text().startsWith(key)) {
                throw new MalformedInput(file, line.number(), "a line " + key + " is expected here");
            }
            return line.text().substring(key.length());
        }

        private static NoteKey key(String file, TextFile.Line line) {
            try {
                return NoteKey.parse(value(file, line, "key="));
            } catch (IllegalArgumentException e) {
                throw new MalformedInput(file, line.number(), "a key must be name+id+base64 with the id that fits");
            }
        }

        private static LogEntry entry(String file, TextFile.Line line, String text) {
            try {
                return LogEntry.parse(text);
            } catch (IllegalArgumentException e) {
                throw new MalformedInput(file, line.number(), "entry must be SSJ-LOG-1|KIND|draw|payload");
            }
        }
    }

    /** Whether the entry stands in the log of that checkpoint. */
    public boolean verify(Checkpoint checkpoint) {
        return Proofs.verifyInclusion(
                HashProfile.SHA256, entry.leafHash(), index, checkpoint.size(), path, checkpoint.root());
    }

    private void write(StringBuilder text) {
        text.append("entry=").append(entry.text()).append("\nindex=").append(index);
        text.append('\n');
        path.forEach(hash -> text.append("path=").append(Hex.encode(hash)).append('\n'));
    }
}
