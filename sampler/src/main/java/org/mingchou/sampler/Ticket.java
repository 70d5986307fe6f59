package org.mingchou.sampler;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;

/** A SHA-256 as something to sort by, ascending as unsigned bytes. */
final class Ticket implements Comparable<Ticket> {
    /** Hashes many texts with a common beginning. For one thread only. */
    static final class Maker {
        private final MessageDigest digest = HashProfile.SHA256.newDigest();
        private final byte[] start;
        private final byte[] hash = new byte[32];
        private final ByteBuffer read = ByteBuffer.wrap(hash);

        Maker(String start) {
            this.start = Ascii.bytes(start);
        }

        Ticket of(String end) {
            digest.update(start);
            digest.update(end.getBytes(StandardCharsets.ISO_8859_1));
            try {
                digest.digest(hash, 0, hash.length);
            } catch (DigestException e) {
                throw new IllegalStateException(e);
            }
            return new Ticket(read.getLong(0), read.getLong(8), read.getLong(16), read.getLong(24));
        }
    }

    /** Something that a ticket gives its place. */
    interface Holder {
        Ticket ticket();

        String id();

        /** By ticket, then id. */
        default int compareByTicket(Holder o) {
            int order = ticket().compareTo(o.ticket());
            return order != 0 ? order : id().compareTo(o.id());
        }
    }

    /**
     * Sorts by ticket, then id, in linear time: tickets are uniform, so that as many buckets as there are items hold about
     * one each.
     */
    static void sort(Holder[] items) {
        if (items.length < 2) {
            return;
        }
        int shift = Integer.numberOfLeadingZeros(items.length - 1) + Integer.SIZE;
        int[] starts = new int[(1 << Long.SIZE - shift) + 1];
        for (Holder item : items) {
            starts[(int) (item.ticket().first >>> shift) + 1]++;
        }
        for (int b = 1; b < starts.length; b++) {
            starts[b] += starts[b - 1];
        }
        Holder[] placed = new Holder[items.length];
        for (Holder item : items) {
            placed[starts[(int) (item.ticket().first >>> shift)]++] = item;
        }
        for (int i = 0; i < placed.length; i++) {
            Holder item = placed[i];
            int at = i;
            for (; at > 0 && item.compareByTicket(items[at - 1]) < 0; at--) {
                items[at] = items[at - 1];
            }
            items[at] = item;
        }
    }

    /** Stands where none has been drawn yet. */
    static final Ticket NONE = new Ticket(0, 0, 0, 0);

    private final long first;
    private final long second;
    private final long third;
    private final long last;

    private Ticket(long first, long second, long third, long last) {
        this.first = first;
        this.second = second;
        this.third = third;
        this.last = last;
    }

    @Override
    public int compareTo(Ticket o) {
        if (first != o.first) {
            return Long.compareUnsigned(first, o.first);
        }
        if (second != o.second) {
            return Long.compareUnsigned(second, o.second);
        }
        return third != o.third ? Long.compareUnsigned(third, o.third) : Long.compareUnsigned(last, o.last);
    }
}
