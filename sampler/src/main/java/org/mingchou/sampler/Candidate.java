package org.mingchou.sampler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A row that may be drawn: its ticket in four words, compared unsigned, then its id (§3.3). */
final class Candidate implements Comparable<Candidate> {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    final int stratum;
    final byte[] id;
    final long prefix;
    private final long b;
    private final long c;
    private final long d;

    Candidate(int stratum, byte[] id, byte[] ticket) {
        this.stratum = stratum;
        this.id = id;
        this.prefix = prefix(ticket);
        this.b = (long) LONG.get(ticket, 8);
        this.c = (long) LONG.get(ticket, 16);
        this.d = (long) LONG.get(ticket, 24);
    }

    static long prefix(byte[] ticket) {
        return (long) LONG.get(ticket, 0);
    }

    String ticket() {
        byte[] bytes = new byte[32];
        LONG.set(bytes, 0, prefix);
        LONG.set(bytes, 8, b);
        LONG.set(bytes, 16, c);
        LONG.set(bytes, 24, d);
        return Hex.encode(bytes);
    }

    @Override
    public int compareTo(Candidate o) {
        int order = Long.compareUnsigned(prefix, o.prefix);
        order = order != 0 ? order : Long.compareUnsigned(b, o.b);
        order = order != 0 ? order : Long.compareUnsigned(c, o.c);
        order = order != 0 ? order : Long.compareUnsigned(d, o.d);
        return order != 0 ? order : Arrays.compareUnsigned(id, o.id);
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof Candidate o && compareTo(o) == 0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(prefix);
    }
}
