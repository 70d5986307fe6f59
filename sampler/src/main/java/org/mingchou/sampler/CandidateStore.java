package org.mingchou.sampler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows that may be drawn, packed: a national draw selects millions, and objects would take six times the memory. A record
 * is two bytes of a tag, 32 bytes of ticket, one byte of length and the id. Not thread-safe.
 */
final class CandidateStore {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int TICKET = 2;
    private static final int LENGTH = TICKET + 32;
    private static final int ID = LENGTH + 1;
    private static final int LONGEST = ID + 54;
    private static final int FIRST_PAGE = 1 << 10;
    // Below half of a region of the collector, so that pages are ordinary objects.
    private static final int PAGE_BITS = 18;
    private static final int PAGE = 1 << PAGE_BITS;

    private final List<byte[]> pages = new ArrayList<>();
    /** Bytes used of each page. */
    private int[] used = new int[4];

    private int size;

    int size() {
        return size;
    }

    /** The first 64 bits of a ticket, to be compared unsigned. */
    static long prefix(byte[] ticket, int at) {
        return (long) LONG.get(ticket, at);
    }

    void add(int tag, byte[] ticket, byte[] data, int from, int to) {
        add(tag, ticket, 0, data, from, to);
    }

    void add(int tag, byte[] tickets, int ticketAt, byte[] data, int from, int to) {
        byte[] page = room();
        int at = used[pages.size() - 1];
        page[at] = (byte) (tag >> 8);
        page[at + 1] = (byte) tag;
        System.arraycopy(tickets, ticketAt, page, at + TICKET, 32);
        page[at + LENGTH] = (byte) (to - from);
        System.arraycopy(data, from, page, at + ID, to - from);
        used[pages.size() - 1] = at + ID + to - from;
        size++;
    }

    private byte[] room() {
        int last = pages.size() - 1;
        if (last >= 0 && used[last] + LONGEST <= pages.get(last).length) {
            return pages.get(last);
        }
        if (last < 0) {
            pages.add(new byte[FIRST_PAGE]);
        } else if (pages.get(last).length < PAGE) {
            pages.set(last, Arrays.copyOf(pages.get(last), Math.min(PAGE, 4 * pages.get(last).length)));
        } else {
            pages.add(new byte[PAGE]);
            if (pages.size() > used.length) {
                used = Arrays.copyOf(used, 2 * used.length);
            }
        }
        return pages.get(pages.size() - 1);
    }

    /** Calls for each record in the order in which they were added. */
    interface Visitor {
        void visit(int tag, byte[] page, int ticketAt, int idFrom, int idTo);
    }

    void forEach(Visitor visitor) {
        for (int p = 0; p < pages.size(); p++) {
            byte[] page = pages.get(p);
            for (int at = 0; at < used[p]; at = end(page, at)) {
                visitor.visit((page[at] & 255) << 8 | page[at + 1] & 255, page, at + TICKET, at + ID, end(page, at));
            }
        }
    }

    /** Drops every record whose prefix is above the limit, unsigned. */
    void purge(long limit) {
        CandidateStore kept = new CandidateStore();
        for (int p = 0; p < pages.size(); p++) {
            byte[] page = pages.get(p);
            for (int at = 0; at < used[p]; at = end(page, at)) {
                if (Long.compareUnsigned(prefix(page, at + TICKET), limit) <= 0) {
                    byte[] target = kept.room();
                    int length = end(page, at) - at;
                    System.arraycopy(page, at, target, kept.used[kept.pages.size() - 1], length);
                    kept.used[kept.pages.size() - 1] += length;
                    kept.size++;
                }
            }
            // Given back page by page: both stores together stay little larger than one.
            pages.set(p, new byte[0]);
        }
        pages.clear();
        pages.addAll(kept.pages);
        used = kept.used;
        size = kept.size;
    }

    /** Positions of all records, ascending by ticket, then id (§3.3). */
    long[] ordered() {
        // Tickets are uniform, so that sorting them into as many buckets as there are leaves about one in each.
        long most = 0;
        for (int p = 0; p < pages.size(); p++) {
            byte[] page = pages.get(p);
            for (int at = 0; at < used[p]; at = end(page, at)) {
                most = Math.max(most, prefix(page, at + TICKET) >>> 1);
            }
        }
        long width = most / Math.max(size, 1) + 1;
        int[] starts = new int[(int) (most / width) + 2];
        for (int p = 0; p < pages.size(); p++) {
            byte[] page = pages.get(p);
            for (int at = 0; at < used[p]; at = end(page, at)) {
                starts[(int) ((prefix(page, at + TICKET) >>> 1) / width) + 1]++;
            }
        }
        for (int b = 1; b < starts.length; b++) {
            starts[b] += starts[b - 1];
        }
        long[] order = new long[size];
        int[] filled = new int[starts.length];
        for (int p = 0; p < pages.size(); p++) {
            byte[] page = pages.get(p);
            for (int at = 0; at < used[p]; at = end(page, at)) {
                int bucket = (int) ((prefix(page, at + TICKET) >>> 1) / width);
                long position = (long) p << PAGE_BITS | at;
                int first = starts[bucket];
                int i = first + filled[bucket]++;
                for (; i > first && compare(position, order[i - 1]) < 0; i--) {
                    order[i] = order[i - 1];
                }
                order[i] = position;
            }
        }
        return order;
    }

    /** The prefix of the record at a position. */
    long prefix(long position) {
        return prefix(page(position), at(position) + TICKET);
    }

    String id(long position) {
        byte[] page = page(position);
        int at = at(position);
        return Ascii.string(page, at + ID, page[at + LENGTH]);
    }

    /** 64 hex. */
    String ticket(long position) {
        byte[] hex = new byte[64];
        Hex.write(page(position), at(position) + TICKET, 32, hex, 0);
        return Ascii.string(hex);
    }

    private int compare(long left, long right) {
        byte[] a = page(left);
        byte[] b = page(right);
        int i = at(left);
        int j = at(right);
        int order = Arrays.compareUnsigned(a, i + TICKET, i + LENGTH, b, j + TICKET, j + LENGTH);
        return order != 0 ? order : Arrays.compareUnsigned(a, i + ID, end(a, i), b, j + ID, end(b, j));
    }

    private byte[] page(long position) {
        return pages.get((int) (position >>> PAGE_BITS));
    }

    private static int at(long position) {
        return (int) (position & PAGE - 1);
    }

    private static int end(byte[] page, int at) {
        return at + ID + page[at + LENGTH];
    }
}
