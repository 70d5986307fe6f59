package org.mingchou.draw.internal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.mingchou.sampler.HashProfile;
import org.mingchou.sampler.MerkleTree;
import org.mingchou.sampler.SaltedFrame;

/**
 * The salted tree of a frame cut into pages of 1,024 rows: for each page its place in the file and the root of its
 * subtree, 40 bytes. A row is found by bisection over the pages and proved by hashing its page alone. One million rows
 * need 39 KB; memory while making it is one page.
 */
final class SaltedIndex {

    static final int PAGE = 1024;
    private static final int ENTRY = Long.BYTES + 32;
    private static final HashProfile H = HashProfile.SHA256;

    private SaltedIndex() {}

    /**
     * @param frame frame.tsv as frozen, so well formed
     * @param saltKey 64 hex
     */
    static byte[] make(InputStream frame, String saltKey) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        var in = new BufferedInputStream(frame, 1 << 16);
        var page = new MerkleTree(H);
        var line = new ByteArrayOutputStream(128);
        long at = 0;
        long start = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            at++;
            if (b != '\n') {
                line.write(b);
                continue;
            }
            page.append(leaf(saltKey, line.toString(StandardCharsets.US_ASCII)));
            line.reset();
            if (page.size() == PAGE) {
                entry(out, start, page);
                page = new MerkleTree(H);
                start = at;
            }
        }
        if (page.size() > 0) {
            entry(out, start, page);
        }
        return bytes.toByteArray();
    }

    private static void entry(DataOutputStream out, long start, MerkleTree page) throws IOException {
        out.writeLong(start);
        out.write(page.root());
    }

    /** The root over all pages, 64 hex. */
    static String root(byte[] index) {
        return HexFormat.of().formatHex(pages(index).root());
    }

    /**
     * @param rows of the whole frame
     * @return empty when the frame has no such object
     */
    static Optional<SaltedFrame.RowProof> prove(byte[] index, Path frame, String saltKey, long rows, String objectId)
            throws IOException {
        try (var file = new RandomAccessFile(frame.toFile(), "r")) {
            int page = pageOf(index, file, objectId);
            var lines = lines(index, file, page);
            var tree = new MerkleTree(H);
            int found = -1;
            for (int i = 0; i < lines.size(); i++) {
                if (idOf(lines.get(i)).equals(objectId)) {
                    found = i;
                }
                tree.append(leaf(saltKey, lines.get(i)));
            }
            if (found < 0) {
                return Optional.empty();
            }
            // A page is a complete subtree, or the last one, which a tree of RFC 6962 carries up as it is.
            var upper = pages(index);
            var path = new ArrayList<>(tree.inclusion(found, tree.size()));
            path.addAll(upper.inclusion(page, upper.size()));
            return Optional.of(new SaltedFrame.RowProof(
                    lines.get(found),
                    SaltedFrame.salt(H, saltKey, objectId),
                    (long) page * PAGE + found,
                    rows,
                    path,
                    HexFormat.of().formatHex(upper.root())));
        }
    }

    /** The last page that begins at or before the object. */
    private static int pageOf(byte[] index, RandomAccessFile file, String objectId) throws IOException {
        int low = 0;
        int high = index.length / ENTRY - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            file.seek(offset(index, middle));
            if (idOf(String.valueOf(file.readLine())).compareTo(objectId) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static List<String> lines(byte[] index, RandomAccessFile file, int page) throws IOException {
        long from = offset(index, page);
        long to = (page + 1) * ENTRY < index.length ? offset(index, page + 1) : file.length();
        var bytes = new byte[Math.toIntExact(to - from)];
        file.seek(from);
        file.readFully(bytes);
        return new String(bytes, StandardCharsets.US_ASCII).lines().toList();
    }

    private static MerkleTree pages(byte[] index) {
        var hashes = new ArrayList<byte[]>();
        for (int i = 0; i < index.length; i += ENTRY) {
            hashes.add(Arrays.copyOfRange(index, i + Long.BYTES, i + ENTRY));
        }
        return MerkleTree.ofHashes(H, hashes);
    }

    private static long offset(byte[] index, int page) {
        return ByteBuffer.wrap(index).getLong(page * ENTRY);
    }

    private static byte[] leaf(String saltKey, String line) {
        return (SaltedFrame.salt(H, saltKey, idOf(line)) + "|" + line).getBytes(StandardCharsets.US_ASCII);
    }

    private static String idOf(String line) {
        int tab = line.indexOf('\t');
        return tab < 0 ? line : line.substring(0, tab);
    }
}
