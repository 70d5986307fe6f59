package org.mingchou.sampler;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** The members of a certificate, read so that no zip reader can see others than these. */
final class CertificateMembers implements Closeable {
    private static final String DISAGREE = "the directory of the zip does not agree with its members";
    private static final String FOREIGN = "the zip holds bytes that belong to no member";
    private static final long ZIP64 = 0xffffffffL;

    private final ZipFile zip;
    private final Set<String> names = new HashSet<>();

    private CertificateMembers(ZipFile zip) {
        this.zip = zip;
    }

    static CertificateMembers open(Path file) throws IOException {
        CertificateMembers members = new CertificateMembers(new ZipFile(file.toFile()));
        try {
            members.index(file);
            return members;
        } catch (IOException | RuntimeException e) {
            members.close();
            throw e;
        }
    }

    boolean has(String name) {
        return names.contains(name);
    }

    int count() {
        return names.size();
    }

    /** The bytes of a member that must be there. */
    byte[] read(String name) throws IOException {
        try (InputStream in = stream(name)) {
            return in.readAllBytes();
        }
    }

    FrameSource source(String name) {
        return FrameSource.of(name, () -> stream(name));
    }

    /** Pools with at least one member, ascending. */
    SortedSet<String> pools() {
        TreeSet<String> pools = new TreeSet<>();
        names.forEach(name -> Certificate.poolOf(name).ifPresent(pools::add));
        return pools;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private InputStream stream(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new Unverified("the member " + name + " is missing");
        }
        return zip.getInputStream(entry);
    }

    private void index(Path file) throws IOException {
        List<String> central = new ArrayList<>();
        for (Enumeration<? extends ZipEntry> e = zip.entries(); e.hasMoreElements(); ) {
            ZipEntry entry = e.nextElement();
            central.add(entry.getName());
            if (!Certificate.known(entry.getName())) {
                throw new Unverified(
                        "a member that no certificate has: " + entry.getName().replaceAll("[^!-~]", "?"));
            }
            if (!names.add(entry.getName())) {
                throw new Unverified("the member " + entry.getName() + " occurs twice");
            }
        }
        wholeFile(file);
        // A zip tells its members twice, in a directory and in line. Were the two to differ, two readers could see two
        // certificates; a CRC is easily forged, so the contents themselves are compared.
        List<String> local = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                local.add(entry.getName());
                byte[] inLine = digest(in);
                if (!has(entry.getName()) || !Arrays.equals(inLine, digest(stream(entry.getName())))) {
                    throw new Unverified(DISAGREE);
                }
            }
        }
        if (!local.equals(central)) {
            throw new Unverified(DISAGREE);
        }
    }

    /** Throws when something stands before the members or after the directory. */
    private static void wholeFile(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] end = new byte[22];
            in.seek(Math.max(0, in.length() - end.length));
            in.readFully(end);
            ByteBuffer fields = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
            long size = Integer.toUnsignedLong(fields.getInt(12));
            long offset = Integer.toUnsignedLong(fields.getInt(16));
            // From 4 GB on the true values stand in a zip64 record, which ZipFile checks itself.
            boolean zip64 = size == ZIP64 || offset == ZIP64;
            if (fields.getInt(0) != 0x06054b50 || !zip64 && offset + size + end.length != in.length()) {
                throw new Unverified(FOREIGN);
            }
            if (!zip64) {
                gapless(in, offset, size);
            }
        }
    }

    /** Throws when something stands between two members, or between the last one and the directory. */
    private static void gapless(RandomAccessFile in, long offset, long size) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(size)];
        in.seek(offset);
        in.readFully(bytes);
        ByteBuffer directory = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long at = 0;
        for (int entry = 0; entry < bytes.length; ) {
            if (Integer.toUnsignedLong(directory.getInt(entry + 42)) != at) {
                throw new Unverified(FOREIGN);
            }
            ByteBuffer local = read(in, at, 30);
            at += 30 + unsigned(local, 26) + unsigned(local, 28);
            at += Integer.toUnsignedLong(directory.getInt(entry + 20));
            if ((local.getShort(6) & 8) != 0) {
                // A data descriptor, whose signature is optional.
                at += read(in, at, 4).getInt(0) == 0x08074b50 ? 16 : 12;
            }
            entry += 46
                    + unsigned(directory, entry + 28)
                    + unsigned(directory, entry + 30)
                    + unsigned(directory, entry + 32);
        }
        if (at != offset) {
            throw new Unverified(FOREIGN);
        }
    }

    private static ByteBuffer read(RandomAccessFile in, long at, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.seek(at);
        in.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int unsigned(ByteBuffer from, int at) {
        return Short.toUnsignedInt(from.getShort(at));
    }

    private static byte[] digest(InputStream in) throws IOException {
        MessageDigest digest = HashProfile.SHA256.newDigest();
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
        }
        return digest.digest();
    }

    /** A check that failed; the message is the reason. */
    static final class Unverified extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unverified(String reason) {
            super(reason);
        }
    }
}
